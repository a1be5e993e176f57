// SPDX-License-Identifier: EUPL-1.2
#include "usecases/push.hpp"

#include "usecases/inbox.hpp"
#include "usecases/receipts.hpp"
#include "vault/hash.hpp"

namespace balieblik::usecases {
namespace {

using sync::Mutation;
using sync::MutationResult;
using sync::MutationStatus;

// The item itself is at fault; everything else is the server's trouble and passes.
bool is_of_the_item(const Error& error)
{
    const auto error_class = info(error.code).error_class;
    return error_class == ErrorClass::item || error_class == ErrorClass::request;
}

AssignmentStep step_of(sync::AssignmentCommandKind command)
{
    switch (command) {
    case sync::AssignmentCommandKind::accept:
        return AssignmentStep::accept;
    case sync::AssignmentCommandKind::decline:
        return AssignmentStep::decline;
    case sync::AssignmentCommandKind::start:
        return AssignmentStep::start;
    case sync::AssignmentCommandKind::hand_back:
        break;
    }
    return AssignmentStep::hand_back;
}

class Push {
public:
    Push(store::Tx& tx, const Environment& env, const DeviceSession& session, store::Install install)
        : tx_(tx), env_(env), session_(session), install_(std::move(install))
    {
    }

    Result<sync::PushReply> run(const sync::PushRequest& request, const CheckedPush& checked)
    {
        sync::PushReply reply;
        for (std::size_t i = 0; i < request.mutations.size(); ++i) {
            BALIEBLIK_TRY(result, one(request.mutations[i], checked[i]));
            const bool stops = result.status == MutationStatus::retry;
            reply.results.push_back(std::move(result));
            if (stops)
                break;
        }
        install_.last_seen = env_.clock.now();
        BALIEBLIK_CHECK(tx_.installs().update(install_));
        BALIEBLIK_TRY(tenant, tx_.tenancy().tenant());
        reply.next_no = install_.next_no;
        reply.epoch = tenant.epoch;
        reply.server_time = env_.clock.now();
        return reply;
    }

private:
    Result<MutationResult> one(const Mutation& mutation, const std::optional<CheckedVisit>& checked)
    {
        if (mutation.no > install_.next_no)
            return Error{Errc::mutation_gap, std::to_string(install_.next_no)};
        if (mutation.no < install_.next_no)
            return repeated(mutation);
        BALIEBLIK_TRY(stored, take(mutation, checked));
        if (stored.status == MutationStatus::retry)
            return MutationResult{mutation.no, stored.status, stored.code, std::nullopt};
        BALIEBLIK_CHECK(tx_.installs().add_mutation(stored));
        ++install_.next_no;
        install_.schema_rev = mutation.schema_rev;
        return result_of(stored);
    }

    // The reply was lost, not the mutation; or a copy of this tablet counts along.
    Result<MutationResult> repeated(const Mutation& mutation)
    {
        BALIEBLIK_TRY(stored, tx_.installs().mutation(install_.id, mutation.no));
        if (!stored || stored->sha256 != mutation.sha256 || stored->mutation_id != mutation.id)
            return Error{Errc::install_forked, "number " + std::to_string(mutation.no)};
        return result_of(*stored);
    }

    Result<MutationResult> result_of(const store::StoredMutation& stored)
    {
        MutationResult result{stored.no, stored.status, stored.code, std::nullopt};
        if (stored.visit_version_id) {
            BALIEBLIK_TRY(version, tx_.visits().find(*stored.visit_version_id));
            if (version) {
                BALIEBLIK_TRY(receipt, unsigned_receipt(tx_, *version));
                result.receipt = receipt;
            }
        }
        return result;
    }

    // Carries it out, or sets it aside. A refusal is the server's own trouble and undoes the whole push.
    Result<store::StoredMutation> take(const Mutation& mutation, const std::optional<CheckedVisit>& checked)
    {
        store::StoredMutation stored{.install_id = install_.id,
                                     .no = mutation.no,
                                     .mutation_id = mutation.id,
                                     .sha256 = mutation.sha256,
                                     .status = MutationStatus::applied,
                                     .code = std::nullopt,
                                     .visit_version_id = std::nullopt,
                                     .received_at = env_.clock.now()};
        Result<void> done;
        try {
            done = tx_.attempt([&] { return carry_out(mutation, checked, stored); });
        } catch (const std::exception&) {
            // A fault of ours: nobody else waits for it, and in the end it is kept for somebody to look at.
            BALIEBLIK_TRY(since, tx_.installs().in_trouble_since(install_.id, mutation.no, env_.clock.now()));
            stored.visit_version_id = std::nullopt;
            stored.code = std::string(name(Errc::internal));
            if (env_.clock.now() - since < max_trouble) {
                stored.status = MutationStatus::retry;
                return stored;
            }
            done = Error{Errc::internal, "it met a fault of the server for too long"};
            BALIEBLIK_CHECK(set_aside(mutation, done.error(), stored));
            return stored;
        }
        if (!done && !is_of_the_item(done.error()))
            return done.error();
        if (!done)
            BALIEBLIK_CHECK(set_aside(mutation, done.error(), stored));
        return stored;
    }

    Result<void> carry_out(const Mutation& mutation, const std::optional<CheckedVisit>& checked,
                           store::StoredMutation& stored)
    {
        if (mutation.body.size() > static_cast<std::size_t>(sync::max_mutation_bytes))
            return Error{Errc::too_large, std::to_string(mutation.body.size()) + " bytes"};
        const auto kind = json::enum_named<sync::MutationKind>(mutation.kind);
        if (!kind)
            return Error{Errc::unknown_kind, mutation.kind.substr(0, 40)};
        if (*kind == sync::MutationKind::assignment_command)
            return command(mutation, stored);
        BALIEBLIK_TRY(received, receive_visit(tx_, env_, session_, mutation, checked.value()));
        stored.visit_version_id = received.version.id;
        stored.status = received.duplicate ? MutationStatus::duplicate : MutationStatus::applied;
        return {};
    }

    // A command that came too late, or for what somebody else has now, is on record and changes nothing.
    Result<void> command(const Mutation& mutation, store::StoredMutation& stored)
    {
        if (vault::sha256_hex(mutation.body) != mutation.sha256)
            return Error{Errc::hash_mismatch, "the body has another hash than was promised"};
        BALIEBLIK_TRY(earlier, tx_.installs().command_elsewhere(install_.id, mutation.id));
        if (earlier && earlier->sha256 == mutation.sha256) {
            stored.status = MutationStatus::duplicate;
            stored.code = earlier->code;
            return {};
        }
        BALIEBLIK_TRY(command, json::read_text<sync::AssignmentCommand>(mutation.body));
        if (command.reason && command.reason->size() > 2000)
            return Error{Errc::too_large, "reason"};
        BALIEBLIK_TRY(before, tx_.field().assignment(command.assignment_id));
        if (!before)
            return Error{Errc::validation, "assignment_id"};
        const auto next = after(before->state, step_of(command.command));
        const auto subject = "assignment:" + to_text(before->id);
        if (!next || before->inspector_id != session_.inspector_id) {
            stored.code = std::string(name(Errc::state_conflict));
            return note(tx_, env_, session_, "assignment.command_too_late", subject,
                        std::string(json::enum_name(command.command)));
        }
        auto changed = *before;
        changed.state = *next;
        if (command.reason)
            changed.reason = command.reason;
        if (changed.state == AssignmentState::draft)
            changed.inspector_id = std::nullopt;
        BALIEBLIK_CHECK(tx_.field().update(changed));
        BALIEBLIK_CHECK(publish_to_inbox(tx_, *before, changed));
        if (command.command == sync::AssignmentCommandKind::hand_back)
            BALIEBLIK_CHECK(tx_.drafts().forget_of_assignment(before->id, session_.inspector_id));
        return note(tx_, env_, session_, "assignment." + std::string(json::enum_name(command.command)), subject,
                    command.reason);
    }

    Result<void> set_aside(const Mutation& mutation, const Error& error, store::StoredMutation& stored)
    {
        stored.status = MutationStatus::quarantined;
        stored.code = std::string(name(error.code));
        stored.visit_version_id = std::nullopt;
        BALIEBLIK_CHECK(tx_.installs().quarantine({.install_id = install_.id,
                                                   .no = mutation.no,
                                                   .mutation_id = mutation.id,
                                                   .inspector_id = session_.inspector_id,
                                                   .kind = mutation.kind.substr(0, 40),
                                                   .code = *stored.code,
                                                   .detail = error.detail.substr(0, 200),
                                                   .size = static_cast<std::int64_t>(mutation.body.size()),
                                                   .body = mutation.body,
                                                   .signature = mutation.signature,
                                                   .received_at = env_.clock.now()}));
        return note(tx_, env_, session_, "mutation.quarantined",
                    "mutation:" + to_text(install_.id) + "/" + std::to_string(mutation.no), stored.code);
    }

    store::Tx& tx_;
    const Environment& env_;
    const DeviceSession& session_;
    store::Install install_;
};

Result<void> check_shape(const sync::PushRequest& request)
{
    if (request.mutations.size() > static_cast<std::size_t>(sync::max_push_mutations))
        return Error{Errc::too_large, "mutations"};
    std::size_t bytes = 0;
    auto expected = request.first_no;
    for (const auto& mutation : request.mutations) {
        if (mutation.no != expected++ || mutation.no < 1)
            return Error{Errc::validation, "mutations.no"};
        bytes += mutation.body.size();
    }
    if (bytes > static_cast<std::size_t>(sync::max_push_bytes))
        return Error{Errc::too_large, "mutations"};
    return {};
}

} // namespace

CheckedPush check_push(const DeviceSession& session, const sync::PushRequest& request)
{
    CheckedPush checked(request.mutations.size());
    if (!check_shape(request))
        return checked;
    for (std::size_t i = 0; i < request.mutations.size(); ++i) {
        const auto& mutation = request.mutations[i];
        if (mutation.kind == json::enum_name(sync::MutationKind::visit_version) &&
            mutation.body.size() <= static_cast<std::size_t>(sync::max_mutation_bytes))
            checked[i] = check_visit(session, mutation);
    }
    return checked;
}

void sign_receipts(sync::PushReply& reply, TenantId tenant, const vault::SigningKey& receipt_key)
{
    for (auto& result : reply.results)
        if (result.receipt)
            sign_receipt(*result.receipt, tenant, receipt_key);
}

Result<sync::PushReply> push(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PushRequest& request)
{
    BALIEBLIK_TRY(reply, push(tx, env, session, request, check_push(session, request)));
    BALIEBLIK_TRY(key, receipt_key(tx));
    sign_receipts(reply, tx.tenant(), key);
    return reply;
}

Result<sync::PushReply> push(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PushRequest& request, const CheckedPush& checked)
{
    BALIEBLIK_CHECK(check_shape(request));
    BALIEBLIK_TRY(install, tx.installs().find(request.install_id));
    if (!install)
        return Error{Errc::install_unknown, to_text(request.install_id)};
    if (install->device_id != session.device_id)
        return Error{Errc::install_forked, "the install belongs to another tablet"};
    return Push(tx, env, session, std::move(*install)).run(request, checked);
}

} // namespace balieblik::usecases
