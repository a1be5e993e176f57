// SPDX-License-Identifier: EUPL-1.2
#include "usecases/recoveries.hpp"

#include "vault/hash.hpp"
#include "vault/key_halves.hpp"
#include "vault/words.hpp"

namespace balieblik::usecases {
namespace {

using sync::RecoveryState;

constexpr std::chrono::days shown_for{7};
constexpr std::size_t longest_wrap = 1000;

RecoveryState state_of(const store::RecoveryRequest& request, Timestamp now)
{
    if (request.answer)
        return RecoveryState::granted;
    if (request.ended_at)
        return RecoveryState::refused;
    if (request.expires_at < now)
        return RecoveryState::expired;
    return request.first_half ? RecoveryState::half_released : RecoveryState::asked;
}

bool is_open(RecoveryState state) { return state == RecoveryState::asked || state == RecoveryState::half_released; }

sync::RecoveryAnswer answer_of(const store::RecoveryRequest& request, Timestamp now)
{
    return {to_text(request.id), state_of(request, now), request.answer};
}

Result<std::optional<std::string>> name_of(store::Tx& tx, const std::optional<PersonId>& id)
{
    if (!id)
        return std::optional<std::string>{};
    BALIEBLIK_TRY(person, tx.people().find(*id));
    return person ? std::optional{person->name} : std::nullopt;
}

Result<RecoveryRow> row_of(store::Tx& tx, const Environment& env, const Actor& actor,
                           const store::RecoveryRequest& request)
{
    RecoveryRow row;
    row.id = request.id;
    row.device_id = request.device_id;
    BALIEBLIK_TRY(device, tx.devices().find(request.device_id));
    if (device) {
        row.device_name = device->name;
        BALIEBLIK_TRY(inspector, tx.field().inspector(device->inspector_id));
        row.inspector_alias = inspector ? inspector->alias : "";
    }
    for (const auto word : vault::words_of(vault::sha256(as_bytes(request.request_key))))
        row.words.emplace_back(word);
    row.state = state_of(request, env.clock.now());
    row.asked_at = request.asked_at;
    row.expires_at = request.expires_at;
    BALIEBLIK_TRY(first, name_of(tx, request.first_by));
    row.first_by = first;
    BALIEBLIK_TRY(ended, name_of(tx, request.ended_by));
    row.ended_by = ended;
    row.by_me = request.first_by == actor.person_id;
    return row;
}

Result<store::RecoveryRequest> open_request(store::Tx& tx, const Environment& env, store::RecoveryId id)
{
    BALIEBLIK_TRY(request, tx.rescue().recovery(id));
    if (!request)
        return Error{Errc::not_found, "recovery"};
    if (const auto state = state_of(*request, env.clock.now()); !is_open(state))
        return Error{Errc::state_conflict, std::string(json::enum_name(state))};
    return *request;
}

std::string subject_of(const store::RecoveryRequest& request) { return "device:" + to_text(request.device_id); }

Result<void> check_reason(const std::string& reason)
{
    if (reason.empty())
        return Error{Errc::reason_missing, {}};
    return reason.size() > 2000 ? Result<void>{Error{Errc::validation, "reason"}} : Result<void>{};
}

// A half of an earlier halving, or of another organisation's key, is told at once and not after the other person came.
Result<void> check_is_ours(store::Tx& tx, const vault::KeyHalf& half)
{
    BALIEBLIK_TRY(marks, tx.rescue().half_marks());
    for (const auto& mark : marks)
        if (mark.number == half.number && mark.sha256 != vault::mark_of(half))
            return Error{Errc::validation, "half: not of this organisation's key"};
    return {};
}

// The same half from two people opens nothing.
Result<void> check_is_the_other(const store::RecoveryRequest& request, const vault::KeyHalf& half)
{
    if (!request.first_half)
        return {};
    BALIEBLIK_TRY(first, vault::read_half(*request.first_half));
    return first.number == half.number ? Result<void>{Error{Errc::validation, "half: twice the same"}} : Result<void>{};
}

// The key is whole here and nowhere else.
Result<std::string> grant(store::Tx& tx, const store::RecoveryRequest& request, const vault::KeyHalf& second)
{
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(expected, vault::PublicKey::parse(to_hex(keys.recovery_public)));
    BALIEBLIK_TRY(first, vault::read_half(*request.first_half));
    BALIEBLIK_TRY(key, vault::join(first, second, expected));
    return vault::grant_recovery(key, {to_text(request.device_id), request.request_key, request.wrap});
}

} // namespace

Result<sync::RecoveryAnswer> ask_recovery(store::Tx& tx, const Environment& env, const sync::RecoveryAsk& ask)
{
    if (!vault::PublicKey::parse(ask.request_key) || ask.wrap.empty() || ask.wrap.size() > longest_wrap ||
        !from_hex(ask.wrap))
        return Error{Errc::validation, "request_key or wrap"};
    BALIEBLIK_TRY(device, tx.devices().find(ask.device_id));
    if (!device)
        return Error{Errc::device_unknown, to_text(ask.device_id)};
    if (device->state == DeviceState::revoked)
        return Error{Errc::device_revoked, to_text(device->id)};
    const auto now = env.clock.now();
    BALIEBLIK_TRY(same, tx.rescue().recovery_asked_with(device->id, ask.request_key));
    if (same)
        return answer_of(*same, now);
    BALIEBLIK_TRY(earlier, tx.rescue().open_recoveries(device->id));
    for (auto& one : earlier) { // the tablet asks anew, with another key: nobody holds the old one any more
        one.first_half.reset();
        one.ended_at = now;
        BALIEBLIK_CHECK(tx.rescue().update(one));
    }
    const store::RecoveryRequest request{.id = env.ids.make<store::RecoveryId>(),
                                         .device_id = ask.device_id,
                                         .request_key = ask.request_key,
                                         .wrap = ask.wrap,
                                         .asked_at = now,
                                         .expires_at = now + recovery_patience,
                                         .first_by = {},
                                         .first_at = {},
                                         .first_half = {},
                                         .ended_by = {},
                                         .ended_at = {},
                                         .answer = {}};
    BALIEBLIK_CHECK(tx.rescue().add(request));
    BALIEBLIK_CHECK(tx.audit().append({.who = "device:" + to_text(ask.device_id),
                                       .role = "inspector",
                                       .what = "recovery.asked",
                                       .subject = subject_of(request),
                                       .at = now,
                                       .reason = std::nullopt}));
    return answer_of(request, now);
}

Result<RecoveryList> list_recoveries(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    const auto now = env.clock.now();
    BALIEBLIK_CHECK(note(tx, env, actor, role, "recovery.listed", "tenant:" + to_text(tx.tenant())));
    BALIEBLIK_TRY(requests, tx.rescue().recoveries_asked_since(now - shown_for));
    RecoveryList list;
    for (const auto& request : requests) {
        BALIEBLIK_TRY(row, row_of(tx, env, actor, request));
        list.rows.push_back(std::move(row));
    }
    return list;
}

Result<RecoveryRow> release_half(store::Tx& tx, const Environment& env, const Actor& actor, store::RecoveryId id,
                                 const HalfRequest& asked)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    BALIEBLIK_CHECK(check_reason(asked.reason));
    BALIEBLIK_TRY(request, open_request(tx, env, id));
    if (request.first_half && request.first_by == actor.person_id)
        return Error{Errc::second_person_needed, {}};
    BALIEBLIK_TRY(half, vault::read_half(asked.half));
    BALIEBLIK_CHECK(check_is_ours(tx, half));
    BALIEBLIK_CHECK(check_is_the_other(request, half));
    const auto now = env.clock.now();
    if (!request.first_half) {
        request.first_by = actor.person_id;
        request.first_at = now;
        request.first_half = asked.half;
        BALIEBLIK_CHECK(tx.rescue().update(request));
        BALIEBLIK_CHECK(note(tx, env, actor, role, "recovery.half_released", subject_of(request), asked.reason));
        return row_of(tx, env, actor, request);
    }
    BALIEBLIK_TRY(answer, grant(tx, request, half));
    request.answer = std::move(answer);
    request.first_half.reset();
    request.ended_by = actor.person_id;
    request.ended_at = now;
    BALIEBLIK_CHECK(tx.rescue().update(request));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "recovery.granted", subject_of(request), asked.reason));
    return row_of(tx, env, actor, request);
}

Result<RecoveryRow> refuse_recovery(store::Tx& tx, const Environment& env, const Actor& actor, store::RecoveryId id,
                                    const RecoveryRefusal& refusal)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    BALIEBLIK_CHECK(check_reason(refusal.reason));
    BALIEBLIK_TRY(request, open_request(tx, env, id));
    request.first_half.reset();
    request.ended_by = actor.person_id;
    request.ended_at = env.clock.now();
    BALIEBLIK_CHECK(tx.rescue().update(request));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "recovery.refused", subject_of(request), refusal.reason));
    return row_of(tx, env, actor, request);
}

Result<std::int64_t> forget_recoveries(store::Tx& tx, const Environment& env)
{
    const auto now = env.clock.now();
    BALIEBLIK_TRY(halves, tx.rescue().forget_halves(now));
    BALIEBLIK_TRY(whole, tx.rescue().forget_recoveries(now - shown_for));
    return halves + whole;
}

} // namespace balieblik::usecases
