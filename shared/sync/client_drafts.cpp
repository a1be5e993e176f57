// SPDX-License-Identifier: EUPL-1.2
// Visits that are being filled in: kept by the office, and taken over from another tablet (sync-protocol.md, 16).
#include "sync/client.hpp"

namespace balieblik::sync {

// What somebody waits for comes first; what is kept comes at its own pace.
std::optional<Send> SyncClient::start_drafts()
{
    auto& its = facts(Lane::drafts);
    const auto present = now();
    if (!is_to_be_wiped()) { // else nothing is received any more
        const auto wish = ledger_.wished_draft();
        if (!wish) {
            fail(Lane::drafts, local(wish.error()));
            return std::nullopt;
        }
        if (*wish) {
            draft_step_ = DraftStep::take_over;
            draft_ = (*wish)->visit_id;
            return json_request(Lane::drafts, "/v1/drafts/" + to_text(draft_) + "/take-over",
                                json::print_struct(TakeOverRequest{(*wish)->request_key}));
        }
        if (!drafts_asked_at_ || present - *drafts_asked_at_ >= options_.drafts_asked) {
            draft_step_ = DraftStep::ask;
            return request(Lane::drafts, "GET", "/v1/drafts");
        }
    }
    if (present < next_draft_) {
        its.not_before = next_draft_;
        return std::nullopt;
    }
    const auto draft = ledger_.draft_to_keep();
    if (!draft) {
        fail(Lane::drafts, local(draft.error()));
        return std::nullopt;
    }
    if (!*draft) { // an edit is told of; another tablet's draft is asked for
        its.not_before = drafts_asked_at_.value_or(present) + options_.drafts_asked;
        return std::nullopt;
    }
    draft_step_ = DraftStep::keep;
    draft_ = (*draft)->visit_id;
    draft_rev_ = (*draft)->rev;
    auto send = json_request(Lane::drafts, "/v1/drafts/" + to_text(draft_), json::print_struct(**draft));
    send.method = "PUT";
    return send;
}

void SyncClient::handle_drafts(const Reply& reply)
{
    const auto unreadable = [this](const Error& error) {
        fail(Lane::drafts, {Errc::malformed, ErrorClass::retry, true, error.detail, {}, {}});
    };
    if (draft_step_ == DraftStep::keep) {
        const auto came = json::read_text<DraftReply>(reply.body.empty() ? "{}" : reply.body);
        if (!came)
            return unreadable(came.error());
        if (!settle(Lane::drafts, came->over.value_or(false)
                                      ? ledger_.draft_refused(draft_, draft_rev_, Errc::state_conflict)
                                      : ledger_.draft_kept(draft_, draft_rev_)))
            return;
        // Before a wipe nobody edits any more: what is left follows at once.
        next_draft_ = is_to_be_wiped() ? now() : now() + options_.draft_pause;
    } else if (draft_step_ == DraftStep::ask) {
        const auto heads = json::read_text<DraftHeads>(reply.body);
        if (!heads)
            return unreadable(heads.error());
        if (!settle(Lane::drafts, ledger_.keep_offers(*heads)))
            return;
        drafts_asked_at_ = now();
    } else {
        const auto taken = json::read_text<TakenDraft>(reply.body, {.bytes = 1024 * 1024});
        if (!taken)
            return unreadable(taken.error());
        if (!settle(Lane::drafts, ledger_.take_draft(*taken)))
            return;
    }
    succeed(Lane::drafts);
    due(Lane::drafts);
}

bool SyncClient::refuse_draft(const Refusal& refusal)
{
    if (draft_step_ == DraftStep::keep && refusal.error_class == ErrorClass::item) {
        const auto stored = ledger_.draft_refused(draft_, draft_rev_, refusal.code);
        facts(Lane::drafts).last_error = refusal.code;
        settle(Lane::drafts, stored);
        return true;
    }
    if (draft_step_ == DraftStep::take_over && refusal.code == Errc::not_found) {
        settle(Lane::drafts, ledger_.draft_gone(draft_));
        return true;
    }
    return false;
}

} // namespace balieblik::sync
