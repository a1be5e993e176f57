// SPDX-License-Identifier: EUPL-1.2
#include "usecases/drafts.hpp"

#include "usecases/tablet_policy.hpp"
#include "vault/hash.hpp"

#include <algorithm>
#include <set>

namespace balieblik::usecases {
namespace {

std::string subject_of(VisitId visit) { return "visit:" + to_text(visit); }

Result<void> check_may_receive(const DeviceSession& session)
{
    return session.only_hands_in ? Result<void>{Error{Errc::device_revoked, to_text(session.device_id)}}
                                 : Result<void>{};
}

Result<void> check_form_of(const sync::DraftBackup& draft)
{
    if (draft.sealed.size() > static_cast<std::size_t>(sync::max_sealed_draft_bytes))
        return Error{Errc::too_large, "sealed"};
    if (draft.rev < 1 || draft.version < 1 || draft.visit_id.is_nil() || draft.sealed.empty() ||
        !vault::from_base64url(draft.sealed))
        return Error{Errc::validation, "draft"};
    return {};
}

// Handed in in this version or a later one, or of a wave whose records are gone.
Result<bool> is_over(store::Tx& tx, const Assignment& assignment, const sync::DraftBackup& draft)
{
    BALIEBLIK_TRY(versions, tx.visits().of_assignment(assignment.id));
    const bool handed_in = std::any_of(versions.begin(), versions.end(), [&](const store::VisitVersion& one) {
        return one.visit_id == draft.visit_id && one.version >= draft.version;
    });
    BALIEBLIK_TRY(job, tx.retention().job(assignment.wave_id));
    return handed_in || job.has_value();
}

struct Newest {
    store::KeptDraft draft;
    sync::DraftHead head;
};

// Of each visit that another tablet of this inspector told of: what was received last.
Result<std::vector<Newest>> newest_elsewhere(store::Tx& tx, const DeviceSession& session)
{
    BALIEBLIK_TRY(drafts, tx.drafts().of_inspector(session.inspector_id));
    std::vector<Newest> found;
    std::set<VisitId> seen;
    for (auto& draft : drafts) {
        // What this tablet told itself is older or newer than that, and here anyhow.
        if (!seen.insert(draft.visit_id).second || draft.device_id == session.device_id)
            continue;
        BALIEBLIK_TRY(device, tx.devices().find(draft.device_id));
        sync::DraftHead head{draft.visit_id,
                             draft.assignment_id,
                             draft.version,
                             device ? device->name : "",
                             device && device->state == DeviceState::active,
                             draft.saved_at};
        found.push_back({std::move(draft), std::move(head)});
    }
    return found;
}

} // namespace

Result<sync::DraftReply> keep_draft(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                    const sync::DraftBackup& draft)
{
    BALIEBLIK_CHECK(check_form_of(draft));
    BALIEBLIK_TRY(assignment, tx.field().assignment(draft.assignment_id));
    if (!assignment)
        return Error{Errc::validation, "assignment_id"};
    BALIEBLIK_TRY(over, is_over(tx, *assignment, draft));
    if (over)
        return sync::DraftReply{true};
    BALIEBLIK_TRY(known, tx.drafts().find(session.device_id, draft.visit_id));
    // Overtaken on its way. A tablet whose database was put back counts from lower, too, but later.
    if (known && known->install_id == session.install_id && known->rev > draft.rev && known->saved_at >= draft.saved_at)
        return sync::DraftReply{};
    BALIEBLIK_CHECK(tx.drafts().keep({.device_id = session.device_id,
                                      .visit_id = draft.visit_id,
                                      .install_id = session.install_id,
                                      .inspector_id = session.inspector_id,
                                      .assignment_id = draft.assignment_id,
                                      .version = draft.version,
                                      .rev = draft.rev,
                                      .saved_at = draft.saved_at,
                                      .received_at = env.clock.now(),
                                      .sealed = draft.sealed}));
    // The trail stays for good and says nothing of it: it would tell when somebody stood at a counter.
    if (!known) {
        BALIEBLIK_TRY(gone, tx.drafts().keep_newest(session.device_id, sync::max_kept_drafts));
        static_cast<void>(gone);
    }
    return sync::DraftReply{};
}

Result<sync::DraftHeads> drafts_elsewhere(store::Tx& tx, const DeviceSession& session)
{
    BALIEBLIK_CHECK(check_may_receive(session));
    BALIEBLIK_TRY(drafts, newest_elsewhere(tx, session));
    sync::DraftHeads heads;
    for (auto& one : drafts)
        heads.drafts.push_back(std::move(one.head));
    BALIEBLIK_TRY(all, tx.drafts().of_inspector(session.inspector_id));
    heads.kept.emplace();
    for (const auto& draft : all)
        if (draft.device_id == session.device_id)
            heads.kept->push_back({draft.visit_id, draft.rev});
    return heads;
}

Result<sync::TakenDraft> take_over_draft(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                         VisitId visit, const sync::TakeOverRequest& request)
{
    BALIEBLIK_CHECK(check_may_receive(session));
    const auto key = vault::PublicKey::parse(request.request_key);
    if (!key)
        return Error{Errc::validation, "request_key"};
    BALIEBLIK_TRY(drafts, newest_elsewhere(tx, session));
    const auto found =
        std::find_if(drafts.begin(), drafts.end(), [&](const Newest& one) { return one.draft.visit_id == visit; });
    if (found == drafts.end())
        return Error{Errc::not_found, "draft"};
    BALIEBLIK_TRY(intake, intake_key(tx, env));
    const auto sealed = vault::from_base64url(found->draft.sealed);
    const auto plain = intake.open(sealed.value_or(Bytes{}));
    if (!plain)
        return Error{Errc::not_found, "the draft was sealed to another key"};
    BALIEBLIK_CHECK(note(tx, env, session, "draft.taken_over", subject_of(visit)));
    BALIEBLIK_CHECK(tx.drafts().note({.visit_id = visit,
                                      .device_id = session.device_id,
                                      .assignment_id = found->draft.assignment_id,
                                      .version = found->draft.version,
                                      .at = env.clock.now()}));
    return sync::TakenDraft{std::move(found->head), vault::to_base64url(vault::seal_to(*key, plain->bytes()))};
}

Result<std::int64_t> forget_drafts(store::Tx& tx, const Environment& env)
{
    return tx.drafts().forget_received_before(env.clock.now() - draft_patience);
}

} // namespace balieblik::usecases
