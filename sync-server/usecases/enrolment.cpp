// SPDX-License-Identifier: EUPL-1.2
#include "usecases/enrolment.hpp"

#include "usecases/device_access.hpp"
#include "usecases/device_orders.hpp"
#include "vault/enrolment_code.hpp"
#include "vault/hash.hpp"
#include "vault/sign.hpp"
#include "vault/words.hpp"

namespace balieblik::usecases {
namespace {

// The first characters find the row, so that wrong guesses have a row whose tries they use up. What is left of the code
// is still 30 bits behind five tries.
constexpr std::size_t lookup_characters = 5;

std::string lookup_of(std::string_view code, ByteView key)
{
    return to_hex(vault::keyed_hash(key, "balieblik.code-lookup.v1", as_bytes(code.substr(0, lookup_characters))));
}
std::string proof_of(std::string_view code, ByteView key)
{
    return to_hex(vault::keyed_hash(key, "balieblik.code-proof.v1", as_bytes(code)));
}

Result<vault::Sha256> parse_sha256(std::string_view hex)
{
    const auto bytes = from_hex(hex);
    vault::Sha256 hash{};
    if (!bytes || bytes->size() != hash.size())
        return Error{Errc::validation, "ca_spki_sha256"};
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

Result<void> check_words(const sync::EnrolRequest& request)
{
    if (!vault::PublicKey::parse(request.public_key))
        return Error{Errc::validation, "public_key"};
    if (request.install_id.is_nil())
        return Error{Errc::validation, "install_id"};
    for (const auto* text : {&request.device_name, &request.platform, &request.app_version})
        if (text->size() > 100)
            return Error{Errc::validation, "a name is too long"};
    return {};
}

Result<sync::EnrolReply> reply_for(store::Tx& tx, const store::StoredDevice& device, const std::string& ca_certificate)
{
    BALIEBLIK_TRY(tenant, tx.tenancy().tenant());
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(inspector, tx.field().inspector(device.inspector_id));
    if (!inspector)
        return Error{Errc::enrolment_code_invalid, "the inspector is gone"};
    return sync::EnrolReply{.tenant = tenant.id,
                            .tenant_name = tenant.name,
                            .device_id = device.id,
                            .inspector_id = device.inspector_id,
                            .alias = inspector->alias,
                            .epoch = tenant.epoch,
                            .order_key = to_hex(keys.order_public),
                            .receipt_key = to_hex(keys.receipt_public),
                            .recovery_key = to_hex(keys.recovery_public),
                            .ca_certificate = ca_certificate};
}

// A reply that was lost is given again to the tablet that it was for, and to no other.
Result<sync::EnrolReply> repeated(store::Tx& tx, const store::Enrolment& enrolment, const sync::EnrolRequest& request,
                                  const std::string& ca_certificate)
{
    BALIEBLIK_TRY(device, tx.devices().find(enrolment.device_id.value_or(DeviceId{})));
    if (!device || device->public_key != request.public_key)
        return Error{Errc::enrolment_code_used, {}};
    return reply_for(tx, *device, ca_certificate);
}

Result<void> use_up(store::Tx& tx, store::Enrolment enrolment, DeviceId device, Timestamp now)
{
    enrolment.used_at = now;
    enrolment.device_id = device;
    return tx.devices().update_enrolment(enrolment);
}

store::StoredDevice device_of(DeviceId id, const store::Enrolment& enrolment, const sync::EnrolRequest& request,
                              Timestamp now)
{
    return {.id = id,
            .inspector_id = enrolment.inspector_id,
            .name = request.device_name,
            .public_key = request.public_key,
            .platform = request.platform,
            .app_version = request.app_version,
            .state = DeviceState::active,
            .enrolled_at = now,
            .last_seen = now,
            .revoked_at = std::nullopt};
}

// A tablet that this server does not know, or not any more, takes its place again: as the same tablet, so that what it
// signed, sealed and numbered stays what it was. It is not let in by this if it was withdrawn, and stays locked, or is
// to be wiped, if the office had ordered so.
Result<sync::EnrolReply> admit_again(store::Tx& tx, const Environment& env, const store::Enrolment& enrolment,
                                     const sync::EnrolRequest& request, const std::string& ca_certificate)
{
    const auto& before = *request.before;
    const auto now = env.clock.now();
    BALIEBLIK_TRY(known, tx.devices().find(before.device_id));
    if (before.device_id.is_nil() || before.inspector_id != enrolment.inspector_id ||
        (known && (known->public_key != request.public_key || known->inspector_id != enrolment.inspector_id)))
        return Error{Errc::enrolment_of_another, {}};
    if (known && known->state == DeviceState::revoked)
        return Error{Errc::device_revoked, {}};
    const auto device = known.value_or(device_of(before.device_id, enrolment, request, now));
    if (!known)
        BALIEBLIK_CHECK(tx.devices().add(device));
    BALIEBLIK_CHECK(use_up(tx, enrolment, device.id, now));
    const DeviceSession session{tx.tenant(), device.id, request.install_id, device.inspector_id};
    BALIEBLIK_CHECK(note(tx, env, session, "device.enrolled_again", "enrolment:" + to_text(enrolment.id)));
    if (before.order)
        BALIEBLIK_CHECK(take_back_order(tx, env, device, *before.order, session, enrolment.created_by));
    return reply_for(tx, device, ca_certificate);
}

Result<sync::EnrolReply> admit(store::Tx& tx, const Environment& env, const store::Enrolment& enrolment,
                               const sync::EnrolRequest& request, const std::string& ca_certificate)
{
    const auto now = env.clock.now();
    BALIEBLIK_TRY(install, tx.installs().find(request.install_id));
    if (install)
        return Error{Errc::install_forked, "this installation is enrolled already"};
    const auto device = device_of(env.ids.make<DeviceId>(), enrolment, request, now);
    BALIEBLIK_CHECK(tx.devices().add(device));
    BALIEBLIK_CHECK(tx.installs().add({.id = request.install_id,
                                       .device_id = device.id,
                                       .next_no = 1,
                                       .schema_rev = sync::schema_rev,
                                       .app_version = request.app_version,
                                       .last_seen = now}));
    BALIEBLIK_CHECK(use_up(tx, enrolment, device.id, now));
    const DeviceSession session{tx.tenant(), device.id, request.install_id, device.inspector_id};
    BALIEBLIK_CHECK(note(tx, env, session, "device.enrolled", "enrolment:" + to_text(enrolment.id)));
    return reply_for(tx, device, ca_certificate);
}

// What is written even though the answer is a refusal.
struct Attempt {
    std::optional<Error> refused;
    sync::EnrolReply reply;
};

Result<Attempt> attempt(store::Tx& tx, const Environment& env, const std::string& code,
                        const sync::EnrolRequest& request, const std::string& ca_certificate)
{
    auto refuse = [](Errc errc) { return Attempt{Error{errc, {}}, {}}; };
    const auto now = env.clock.now();
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(enrolment, tx.devices().enrolment_by_lookup(lookup_of(code, keys.code_secret)));
    if (!enrolment)
        return refuse(Errc::enrolment_code_invalid);
    const bool open = !enrolment->used_at && enrolment->expires_at >= now;
    if (!vault::equal_in_constant_time(as_bytes(enrolment->proof), as_bytes(proof_of(code, keys.code_secret)))) {
        if (open && enrolment->tries_left > 0) {
            --enrolment->tries_left;
            BALIEBLIK_CHECK(tx.devices().update_enrolment(*enrolment));
            BALIEBLIK_CHECK(tx.audit().append({.who = "server",
                                               .role = "server",
                                               .what = "enrolment.wrong_code",
                                               .subject = "enrolment:" + to_text(enrolment->id),
                                               .at = now,
                                               .reason = std::nullopt}));
        }
        return refuse(Errc::enrolment_code_invalid);
    }
    // Only who has the whole code learns how it stands.
    if (enrolment->tries_left == 0)
        return refuse(Errc::enrolment_code_invalid);
    if (!enrolment->used_at && !open)
        return refuse(Errc::enrolment_code_expired);
    auto reply = enrolment->used_at ? repeated(tx, *enrolment, request, ca_certificate)
                 : request.before   ? admit_again(tx, env, *enrolment, request, ca_certificate)
                                    : admit(tx, env, *enrolment, request, ca_certificate);
    if (!reply)
        return reply.error();
    return Attempt{std::nullopt, std::move(*reply)};
}

} // namespace

Result<NewEnrolment> create_enrolment(store::Tx& tx, const Environment& env, const Actor& actor,
                                      const EnrolmentRequest& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator}));
    BALIEBLIK_TRY(inspector, tx.field().inspector(request.inspector_id));
    if (!inspector)
        return Error{Errc::not_found, "inspector"};
    if (inspector->state != InspectorState::certified)
        return Error{Errc::state_conflict, "the inspector is not certified"};
    BALIEBLIK_TRY(fingerprint, parse_sha256(request.ca_spki_sha256));
    BALIEBLIK_TRY(keys, tx.tenancy().keys());

    std::string code;
    for (bool taken = true; taken;) { // two codes that begin alike would share their tries
        code = vault::make_enrolment_code(env.random);
        BALIEBLIK_TRY(other, tx.devices().enrolment_by_lookup(lookup_of(code, keys.code_secret)));
        taken = other.has_value();
    }
    const auto now = env.clock.now();
    const store::Enrolment enrolment{.id = env.ids.make<EnrolmentId>(),
                                     .inspector_id = request.inspector_id,
                                     .lookup = lookup_of(code, keys.code_secret),
                                     .proof = proof_of(code, keys.code_secret),
                                     .created_by = actor.person_id,
                                     .created_at = now,
                                     .expires_at = now + enrolment_lifetime,
                                     .tries_left = enrolment_tries,
                                     .used_at = std::nullopt,
                                     .device_id = std::nullopt};
    BALIEBLIK_CHECK(tx.devices().add_enrolment(enrolment));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "enrolment.created", "inspector:" + to_text(request.inspector_id)));
    return NewEnrolment{.id = enrolment.id,
                        .shown_code = vault::shown_enrolment_code(code),
                        .invitation = {request.address, code, request.ca_spki_sha256},
                        .words = vault::words_text(fingerprint),
                        .expires_at = enrolment.expires_at};
}

Result<sync::EnrolReply> enrol_device(store::Store& store, TenantId tenant, const Environment& env,
                                      const sync::EnrolRequest& request, const std::string& ca_certificate)
{
    BALIEBLIK_TRY(code, vault::parse_enrolment_code(request.code));
    BALIEBLIK_CHECK(check_words(request));
    auto work = [&](store::Tx& tx) { return attempt(tx, env, code, request, ca_certificate); };
    BALIEBLIK_TRY(tried, store.write(tenant, work));
    if (tried.refused)
        return *tried.refused;
    return tried.reply;
}

} // namespace balieblik::usecases
