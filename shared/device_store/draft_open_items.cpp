// SPDX-License-Identifier: EUPL-1.2
// Questions that wait for days: which are open, and closing them when the form says that their time has passed.
#include "device_store/draft_state.hpp"

#include "scoring/scheme.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

// What stands on a bind about closing by itself; none if it says nothing of the kind.
struct Closing {
    const std::string* when;
    const std::string* as;
};

std::optional<Closing> closing_of(const forms::Bind& bind)
{
    const Closing found{forms::find_attribute(bind.attributes, scoring::ms_namespace, "closes-when"),
                        forms::find_attribute(bind.attributes, scoring::ms_namespace, "closes-as")};
    return found.when && found.as ? std::optional{found} : std::nullopt;
}

bool waits(const forms::NodeView& node) { return node.relevant && node.value.empty(); }

// Where a question waits: in its one place, or in instances of the repeats around it.
std::vector<std::string> waiting_places(const forms::Session& session, const forms::Bind& bind)
{
    const auto& repeats = session.form().repeat_templates;
    const bool repeated = std::any_of(repeats.begin(), repeats.end(),
                                      [&](const auto& repeat) { return bind.nodeset.starts_with(repeat.first + "/"); });
    std::vector<std::string> places;
    if (!repeated) {
        if (const auto node = session.node(bind.nodeset); node && waits(*node))
            places.push_back(bind.nodeset);
        return places;
    }
    for (const auto& node : session.nodes())
        if (node.nodeset == bind.nodeset && waits(node))
            places.push_back(node.reference);
    return places;
}

} // namespace

std::int64_t Draft::State::count_open_items(const forms::Session& session)
{
    std::int64_t count = 0;
    for (const auto& bind : session.form().binds)
        count += closing_of(bind) ? static_cast<std::int64_t>(waiting_places(session, bind).size()) : 0;
    return count;
}

Result<void> Draft::State::write_open_items(std::int64_t count)
{
    if (count != stored_open_items)
        BALIEBLIK_CHECK(
            store->database_.run("UPDATE draft SET open_items = ? WHERE visit_id = ?", count, facts.visit_id));
    return {};
}

Result<std::vector<OpenItem>> Draft::open_items() const
{
    std::vector<OpenItem> found;
    for (const auto& bind : state_->form->form->binds) {
        const auto closing = closing_of(bind);
        if (!closing)
            continue;
        for (auto& place : waiting_places(*state_->session, bind)) {
            BALIEBLIK_TRY(due, state_->session->holds(*closing->when, place));
            found.push_back({std::move(place), *closing->as, due});
        }
    }
    return found;
}

Result<forms::Changes> Draft::close_due()
{
    forms::Changes all;
    BALIEBLIK_TRY(items, open_items());
    for (const auto& item : items) {
        if (!item.due)
            continue;
        // What closed before it may have taken its instance away.
        if (!state_->session->node(item.reference))
            continue;
        BALIEBLIK_TRY(changes, state_->session->answer(item.reference, item.closes_as));
        BALIEBLIK_CHECK(state_->store_changes({"close", item.reference, item.closes_as}));
        all.insert(all.end(), changes.begin(), changes.end());
    }
    return all;
}

Result<std::int64_t> DeviceStore::close_due(std::optional<VisitId> besides)
{
    BALIEBLIK_TRY(waiting, database_.all<VisitId>("SELECT visit_id FROM draft WHERE open_items > 0"));
    std::int64_t closed = 0;
    for (const auto& id : waiting) {
        if (id == besides)
            continue;
        BALIEBLIK_TRY(state, Draft::State::load(*this, id));
        Draft draft{std::move(state)};
        BALIEBLIK_TRY(changes, draft.close_due());
        closed += changes.empty() ? 0 : 1;
    }
    return closed;
}

} // namespace balieblik::device_store
