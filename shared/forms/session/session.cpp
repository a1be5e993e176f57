// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/session.hpp"

#include "forms/session/answer.hpp"
#include "forms/session/state.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <functional>

namespace balieblik::forms {

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Result<Session> Session::open(std::shared_ptr<const Program> program, Surroundings surroundings)
{
    auto state = std::make_unique<State>(std::move(program), std::move(surroundings));
    BALIEBLIK_CHECK(state->load_lists());
    state->begin();
    state->plant();
    state->preload();
    state->dirty_all();
    BALIEBLIK_CHECK(state->settle());
    state->fire("odk-instance-first-load", "", state->document.root(), "");
    state->fire("xforms-ready", "", state->document.root(), "");
    state->fire("odk-instance-load", "", state->document.root(), "");
    BALIEBLIK_CHECK(state->settle());
    state->begin();
    state->tells = true;
    return Session(std::move(state));
}

Result<Session> Session::restore(std::shared_ptr<const Program> program, Surroundings surroundings,
                                 const std::vector<SavedAnswer>& answers)
{
    return restore(std::move(program), std::move(surroundings), answers, "");
}

Result<Session> Session::restore(std::shared_ptr<const Program> program, Surroundings surroundings,
                                 const std::vector<SavedAnswer>& answers, std::string_view language)
{
    auto state = std::make_unique<State>(std::move(program), std::move(surroundings));
    if (!language.empty())
        state->language = language;
    BALIEBLIK_CHECK(state->load_lists());
    state->begin();
    state->plant();
    for (const auto& answer : answers) {
        const auto nodeset = without_index(answer.reference);
        const auto found = state->program->at.find(nodeset);
        if (found == state->program->at.end())
            return Error{Errc::not_found, answer.reference};
        if (state->program->entries[found->second].is_repeat && !answer.reference.ends_with(']')) {
            auto* parent = state->find(answer.reference.substr(0, answer.reference.rfind('/')));
            const auto wanted = xpath::text_number(answer.value);
            if (!parent || !(wanted >= 0))
                return Error{Errc::not_found, answer.reference};
            const auto& repeat = state->program->entries[found->second];
            const bool is_fixed = repeat.control && repeat.control->fixed_count && repeat.control->count.empty();
            state->counted.insert({parent, found->second});
            if (!is_fixed)
                state->set_count(found->second, parent, static_cast<std::size_t>(std::min(wanted, 1e6)));
            continue;
        }
        const auto* node = state->find(answer.reference);
        if (!node && state->is_beyond_fixed_count(answer.reference))
            continue;
        if (!node)
            return Error{Errc::not_found, answer.reference};
        state->set_value(node->slot, state->program->entries[found->second].written(answer.value));
    }
    state->list_items();
    state->dirty_all();
    BALIEBLIK_CHECK(state->settle());
    state->born.clear(); // what a count has made again is not new
    state->fire("odk-instance-load", "", state->document.root(), "");
    BALIEBLIK_CHECK(state->settle());
    state->begin();
    state->tells = true;
    return Session(std::move(state));
}

namespace {

// A record as the list that restores it. Nodes that the form does not know are refused, but for meta.
Result<void> flatten(const Program& program, const DataNode& data, const std::string& reference,
                     const std::string& nodeset, std::vector<SavedAnswer>& into)
{
    const auto* entry = program.entry(nodeset);
    if (!entry)
        return Error{Errc::form_invalid, nodeset + " is not in the form"};
    if (entry->is_leaf) {
        into.push_back({reference, data.text});
        return {};
    }
    if (data.children.empty() && !entry->is_repeat)
        return {}; // a group of which nothing was asked: its questions and repeats stay as the form begins them
    std::map<std::string, std::size_t> counted;
    for (const auto child : entry->children)
        if (program.entries[child].is_repeat) {
            const auto name = program.entries[child].nodeset.substr(nodeset.size() + 1);
            const auto is_one = [&](const DataNode& node) {
                return (node.prefix.empty() ? node.name : node.prefix + ":" + node.name) == name;
            };
            into.push_back({reference + "/" + name,
                            std::to_string(std::count_if(data.children.begin(), data.children.end(), is_one))});
        }
    for (const auto& child : data.children) {
        const auto name = child.prefix.empty() ? child.name : child.prefix + ":" + child.name;
        const auto* known = program.entry(nodeset + "/" + name);
        if (!known && (child.name == "meta" || entry->nodeset.ends_with("meta")))
            continue;
        auto place = reference + "/" + name;
        if (known && known->is_repeat)
            place += "[" + std::to_string(++counted[name]) + "]";
        BALIEBLIK_CHECK(flatten(program, child, place, nodeset + "/" + name, into));
    }
    return {};
}

} // namespace

Result<Session> Session::edit(std::shared_ptr<const Program> program, Surroundings surroundings, const DataNode& record)
{
    BALIEBLIK_TRY(session, reopen(std::move(program), std::move(surroundings), record));
    session.state_->begin();
    session.state_->new_instance_id();
    BALIEBLIK_CHECK(session.state_->settle());
    session.state_->begin();
    return std::move(session);
}

Result<Session> Session::reopen(std::shared_ptr<const Program> program, Surroundings surroundings,
                                const DataNode& record)
{
    if (record.name != program->form->instance.name)
        return Error{Errc::form_invalid, "a record of another form: " + record.name};
    std::vector<SavedAnswer> answers;
    BALIEBLIK_CHECK(flatten(*program, record, "/" + record.name, "/" + record.name, answers));
    return restore(std::move(program), std::move(surroundings), answers);
}

namespace {

// What a person can see of a node, to compare before and after.
struct Seen {
    std::string value;
    bool relevant = true;
    bool required = false;
    bool readonly = false;
    Violation violation = Violation::none;
    std::vector<std::string> options;
    std::string text;
};

unsigned bit(Aspect aspect) { return static_cast<unsigned>(aspect); }

unsigned differences(const Seen& before, const Seen& after)
{
    unsigned aspects = 0;
    aspects |= before.value != after.value ? bit(Aspect::value) : 0U;
    aspects |= before.relevant != after.relevant ? bit(Aspect::relevant) : 0U;
    aspects |= before.required != after.required ? bit(Aspect::required) : 0U;
    aspects |= before.readonly != after.readonly ? bit(Aspect::readonly) : 0U;
    aspects |= before.violation != after.violation ? bit(Aspect::valid) : 0U;
    aspects |= before.options != after.options ? bit(Aspect::options) : 0U;
    aspects |= before.text != after.text ? bit(Aspect::text) : 0U;
    return aspects;
}

// The same of two states of one node, without copying what they hold.
unsigned differences(const NodeState& before, const NodeState& after)
{
    unsigned aspects = 0;
    aspects |= before.shown != after.shown ? bit(Aspect::value) : 0U;
    aspects |= before.relevant != after.relevant ? bit(Aspect::relevant) : 0U;
    aspects |= before.required != after.required ? bit(Aspect::required) : 0U;
    aspects |= before.readonly != after.readonly ? bit(Aspect::readonly) : 0U;
    aspects |= before.violation != after.violation ? bit(Aspect::valid) : 0U;
    aspects |= before.options != after.options ? bit(Aspect::options) : 0U;
    return aspects;
}

Seen seen(const NodeState& state)
{
    return {state.shown, state.relevant, state.required, state.readonly, state.violation, state.options, ""};
}

} // namespace

// Everything that is there, by reference and in document order: for operations that move references.
struct Session::Snapshot {
    std::vector<std::string> order;
    std::map<std::string, Seen> nodes;

    Snapshot(const State& state, bool texts)
    {
        for (const auto& note : state.notes)
            before_[note.item] = &note.before;
        const std::function<void(const xpath::Node*)> visit = [&](const xpath::Node* node) {
            if (node->type == xpath::NodeType::element)
                add(state, node->slot, texts);
            for (const auto* child : node->children)
                visit(child);
        };
        visit(state.document.root());
    }

    void add(const State& state, std::size_t item, bool texts)
    {
        const auto noted = before_.find(item);
        const auto& node = state.items[item];
        auto made = seen(noted == before_.end() ? node : *noted->second);
        if (const auto* control = texts ? state.program->entries[node.entry].control : nullptr) {
            made.text = state.text(control->label, node.node) + '\n' + state.text(control->hint, node.node) + '\n' +
                        state.pictures(control->label, node.node).small;
            made.options.clear();
            for (const auto& option : state.options(node, true))
                made.options.push_back(option.value + '\n' + option.label + '\n' + option.pictures.small + '\n' +
                                       option.place);
        }
        auto reference = state.reference(node.node);
        order.push_back(reference);
        nodes.emplace(std::move(reference), std::move(made));
    }

    // As it was when the operation began, whatever was noted since.
    std::map<std::size_t, const NodeState*> before_;

    Changes until(const Snapshot& after) const
    {
        Changes changes;
        for (const auto& reference : after.order) {
            const auto before = nodes.find(reference);
            const auto aspects = before == nodes.end()
                                     ? bit(Aspect::added)
                                     : differences(before->second, after.nodes.find(reference)->second);
            if (aspects != 0)
                changes.push_back({reference, aspects});
        }
        for (const auto& reference : order)
            if (!after.nodes.contains(reference))
                changes.push_back({reference, bit(Aspect::removed)});
        return changes;
    }
};

Changes Session::noted_changes() const
{
    std::map<std::size_t, unsigned> aspects;
    for (const auto& note : state_->notes)
        if (const auto found = differences(note.before, state_->items[note.item]); found != 0)
            aspects[note.item] = found;
    for (const auto item : state_->text_changed)
        aspects[item] |= bit(Aspect::text);
    xpath::NodeSet nodes;
    for (const auto& [item, changed] : aspects)
        nodes.push_back(state_->items[item].node);
    xpath::Document::sort(nodes);
    Changes changes;
    for (const auto* node : nodes)
        changes.push_back({state_->reference(node), aspects[node->slot]});
    return changes;
}

Result<Changes> Session::answer(std::string_view reference, std::string_view value)
{
    auto* node = state_->find(reference);
    if (!node || !state_->program->entries[state_->item_of(node).entry].is_leaf)
        return Error{Errc::not_found, std::string(reference)};
    const auto& item = state_->item_of(node);
    const auto& entry = state_->program->entries[item.entry];
    // What is calculated is the form's, unless it asks a person all the same.
    const bool is_forms_own = !entry.control && entry.task(TaskKind::calculate, state_->program->tasks) != Entry::npos;
    if (item.readonly || is_forms_own)
        return Error{Errc::answer_refused, std::string(reference) + ": read-only"};
    BALIEBLIK_TRY(own, check_answer(entry, item, state_->options(item, false), value));
    // Few answers change how many instances there are: what was is only looked at when one does.
    std::optional<Snapshot> before;
    std::vector<SavedAnswer> kept;
    state_->begin();
    state_->before_growth = [&] {
        before.emplace(*state_, false);
        kept = saved_before();
    };
    state_->set_value(node->slot, std::move(own));
    auto settled = state_->settle_and_tell();
    if (settled)
        settled = state_->greet();
    state_->before_growth = nullptr;
    if (!settled) {
        if (state_->structure_changed)
            return back_to(kept, state_->language, settled.error());
        state_->roll_back();
        return settled.error();
    }
    if (!before)
        return noted_changes();
    state_->notes.clear(); // from here on only what is now counts
    return before->until(Snapshot(*state_, false));
}

Result<Changes> Session::recalculate_all()
{
    state_->begin();
    state_->dirty_all();
    BALIEBLIK_CHECK(state_->settle_and_tell());
    return noted_changes();
}

Error Session::back_to(const std::vector<SavedAnswer>& kept, const std::string& language, const Error& refused)
{
    const auto opened_before = state_->opened;
    auto again = restore(state_->program, state_->surroundings, kept, language);
    if (!again)
        throw UnexpectedRefusal(again.error()); // it settled before
    state_ = std::move(again->state_);
    state_->opened = opened_before;
    return refused;
}

Result<Changes> Session::add_repeat(std::string_view repeat)
{
    const auto found = state_->program->at.find(without_index(repeat));
    const auto slash = repeat.rfind('/');
    auto* parent = slash == std::string_view::npos ? nullptr : state_->find(repeat.substr(0, slash));
    if (found == state_->program->at.end() || !state_->program->entries[found->second].is_repeat || !parent)
        return Error{Errc::not_found, std::string(repeat)};
    const auto& control = *state_->program->entries[found->second].control;
    if (!control.count.empty() || control.fixed_count)
        return Error{Errc::answer_refused, std::string(repeat) + ": the form decides how many"};
    state_->begin();
    const Snapshot before(*state_, false);
    const auto kept = saved();
    state_->set_count(found->second, parent, state_->instances(found->second, parent).size() + 1);
    state_->list_items();
    for (const auto task : state_->program->entries[found->second].tasks)
        state_->dirty(task);
    if (const auto settled = state_->settle(); !settled)
        return back_to(kept, state_->language, settled.error());
    // What depends on the new instance may have taken it, or all that is around it, away again.
    parent = state_->find(repeat.substr(0, slash));
    const auto present = parent ? state_->instances(found->second, parent) : std::vector<xpath::Node*>();
    if (!present.empty())
        state_->fire("odk-new-repeat", "", present.back(), state_->program->entries[found->second].nodeset);
    if (const auto settled = state_->settle_and_tell(); !settled)
        return back_to(kept, state_->language, settled.error());
    state_->notes.clear();
    return before.until(Snapshot(*state_, false));
}

Result<Changes> Session::remove_repeat(std::string_view instance)
{
    auto* node = instance.ends_with(']') ? state_->find(instance) : nullptr;
    if (!node || !state_->program->entries[state_->item_of(node).entry].is_repeat)
        return Error{Errc::not_found, std::string(instance)};
    const auto at = state_->item_of(node).entry;
    const auto& entry = state_->program->entries[at];
    if (!entry.control->count.empty() || entry.control->fixed_count)
        return Error{Errc::answer_refused, std::string(instance) + ": the form decides how many"};
    state_->begin();
    const Snapshot before(*state_, false);
    const auto kept = saved();
    state_->structure_changed = true;
    state_->uproot(node);
    state_->list_items();
    state_->dirty_readers(at);
    state_->dirty_below(at);
    if (const auto settled = state_->settle_and_tell(); !settled)
        return back_to(kept, state_->language, settled.error());
    state_->notes.clear();
    return before.until(Snapshot(*state_, false));
}

Result<Changes> Session::set_language(std::string_view language)
{
    const auto known = languages();
    if (std::find(known.begin(), known.end(), language) == known.end())
        return Error{Errc::not_found, "language " + std::string(language)};
    state_->begin();
    const Snapshot before(*state_, true);
    const auto kept = saved();
    const auto language_before = state_->language;
    state_->language = language;
    state_->dirty_all(); // a calculation may hold a text
    auto settled = state_->settle_and_tell();
    if (settled)
        settled = state_->greet();
    if (!settled) {
        if (state_->structure_changed)
            return back_to(kept, language_before, settled.error());
        state_->roll_back();
        state_->language = language_before;
        return settled.error();
    }
    state_->notes.clear();
    return before.until(Snapshot(*state_, true));
}

} // namespace balieblik::forms
