// SPDX-License-Identifier: EUPL-1.2
// Questions that wait for days: which are open, and closing them when the form says that their time has passed.
#include "device_store/draft_state.hpp"

#include "scoring/scheme.hpp"

namespace balieblik::device_store {

Result<std::vector<OpenItem>> Draft::open_items() const
{
    std::vector<OpenItem> found;
    for (const auto& bind : state_->form->form->binds) {
        const auto* when = forms::find_attribute(bind.attributes, scoring::ms_namespace, "closes-when");
        const auto* as = forms::find_attribute(bind.attributes, scoring::ms_namespace, "closes-as");
        if (!when || !as)
            continue;
        const auto node = state_->session->node(bind.nodeset);
        if (!node || !node->relevant || !node->value.empty())
            continue;
        BALIEBLIK_TRY(due, state_->session->holds(*when, bind.nodeset));
        found.push_back({bind.nodeset, *as, due});
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
        BALIEBLIK_TRY(changes, state_->session->answer(item.reference, item.closes_as));
        BALIEBLIK_CHECK(state_->store_changes({"close", item.reference, item.closes_as}));
        all.insert(all.end(), changes.begin(), changes.end());
    }
    return all;
}

} // namespace balieblik::device_store
