// SPDX-License-Identifier: EUPL-1.2
#include "usecases/device_access.hpp"

#include "usecases/device_orders.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/random.hpp"
#include "vault/sign.hpp"

namespace balieblik::usecases {
namespace {

constexpr std::string_view challenge_label = "balieblik.challenge.v1";
constexpr std::string_view token_label = "balieblik.bearer.v1";
constexpr std::size_t challenge_body = 16; // 8 bytes of expiry, 8 of chance
constexpr std::size_t challenge_size = 32; // and half a keyed hash

struct TokenBody {
    DeviceSession session;
    Timestamp expires_at{};
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (session, expires_at))

Bytes sealed_challenge(Bytes body, ByteView key)
{
    const auto mark = vault::keyed_hash(key, challenge_label, body);
    body.insert(body.end(), mark.begin(), mark.begin() + (challenge_size - challenge_body));
    return body;
}

// When the challenge ends; refuses what is not ours or over.
Result<Timestamp> check_challenge(std::string_view nonce, ByteView key, Timestamp now)
{
    const auto bytes = from_hex(nonce);
    if (!bytes || bytes->size() != challenge_size)
        return Error{Errc::credential_invalid, "challenge"};
    const auto wanted = sealed_challenge(Bytes(bytes->begin(), bytes->begin() + challenge_body), key);
    if (!vault::equal_in_constant_time(*bytes, wanted))
        return Error{Errc::credential_invalid, "challenge"};
    std::int64_t expiry = 0;
    for (std::size_t i = 0; i < 8; ++i)
        expiry = expiry << 8 | (*bytes)[i];
    const Timestamp expires_at{milliseconds{expiry}};
    if (expires_at < now)
        return Error{Errc::credential_invalid, "the challenge is too old"};
    return expires_at;
}

Result<void> check_not_withdrawn(store::Tx& tx, const store::StoredDevice& device)
{
    if (device.state != DeviceState::revoked)
        return {};
    BALIEBLIK_TRY(hands_in, may_hand_in(tx, device));
    return hands_in ? Result<void>{} : Error{Errc::device_revoked, to_text(device.id)};
}

// The device behind a request for a token, if it is who it says.
Result<store::StoredDevice> proven_device(store::Tx& tx, const sync::TokenRequest& request)
{
    BALIEBLIK_TRY(device, tx.devices().find(request.device_id));
    if (!device)
        return Error{Errc::device_unknown, to_text(request.device_id)};
    BALIEBLIK_TRY(key, vault::PublicKey::parse(device->public_key));
    const auto genuine =
        vault::verify(key, request.signature, vault::label::token,
                      {to_text(tx.tenant()), to_text(request.device_id), to_text(request.install_id), request.nonce});
    if (!genuine)
        return Error{Errc::credential_invalid, "signature"};
    BALIEBLIK_CHECK(check_not_withdrawn(tx, *device));
    return *device;
}

Result<void> take_up_install(store::Tx& tx, const sync::TokenRequest& request, Timestamp now)
{
    BALIEBLIK_TRY(install, tx.installs().find(request.install_id));
    if (!install)
        return tx.installs().add({.id = request.install_id,
                                  .device_id = request.device_id,
                                  .next_no = 1,
                                  .schema_rev = sync::schema_rev,
                                  .app_version = request.app_version,
                                  .last_seen = now});
    if (install->device_id != request.device_id)
        return Error{Errc::install_forked, "the install belongs to another tablet"};
    install->app_version = request.app_version;
    install->last_seen = now;
    return tx.installs().update(*install);
}

std::string seal_token(const TokenBody& body, ByteView key)
{
    const auto text = json::print_struct(body);
    return vault::to_base64url(as_bytes(text)) + "." +
           vault::to_base64url(vault::keyed_hash(key, token_label, as_bytes(text)));
}

struct OpenedToken {
    std::string text;
    Bytes mark;
    TokenBody body;
};
std::optional<OpenedToken> open_token(std::string_view token)
{
    const auto dot = token.find('.');
    if (token.size() > 2000 || dot == token.npos)
        return std::nullopt;
    const auto text = vault::from_base64url(token.substr(0, dot));
    const auto mark = vault::from_base64url(token.substr(dot + 1));
    if (!text || !mark)
        return std::nullopt;
    auto body = json::read_text<TokenBody>(as_text(*text), {.bytes = 2000, .depth = 4});
    if (!body)
        return std::nullopt;
    return OpenedToken{std::string(as_text(*text)), *mark, *body};
}

} // namespace

Result<sync::Challenge> issue_challenge(store::Tx& tx, const Environment& env)
{
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    const auto expiry = (env.clock.now() + challenge_lifetime).time_since_epoch().count();
    Bytes body;
    for (int shift = 56; shift >= 0; shift -= 8)
        body.push_back(static_cast<std::uint8_t>(expiry >> shift));
    const auto chance = vault::random_bytes(env.random, challenge_body - body.size());
    body.insert(body.end(), chance.begin(), chance.end());
    return sync::Challenge{to_hex(sealed_challenge(std::move(body), keys.token_secret))};
}

Result<sync::TokenReply> issue_token(store::Tx& tx, const Environment& env, const sync::TokenRequest& request)
{
    if (request.app_version.size() > 100)
        return Error{Errc::validation, "app_version"};
    const auto now = env.clock.now();
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(challenge_ends, check_challenge(request.nonce, keys.token_secret, now));
    BALIEBLIK_TRY(device, proven_device(tx, request));
    BALIEBLIK_TRY(first_answer, tx.devices().use_challenge(request.nonce, challenge_ends, now));
    if (!first_answer)
        return Error{Errc::credential_invalid, "the challenge was answered before"};
    BALIEBLIK_CHECK(take_up_install(tx, request, now));
    device.app_version = request.app_version;
    device.last_seen = now;
    BALIEBLIK_CHECK(tx.devices().update(device));
    const TokenBody body{{tx.tenant(), device.id, request.install_id, device.inspector_id}, now + token_lifetime};
    BALIEBLIK_CHECK(note(tx, env, body.session, "device.signed_in", "device:" + to_text(device.id)));
    BALIEBLIK_TRY(order, order_for(tx, env, device.id));
    BALIEBLIK_TRY(policy, policy_in_force(tx, env));
    return sync::TokenReply{seal_token(body, keys.token_secret), body.expires_at, std::move(order), std::move(policy)};
}

std::optional<TenantId> tenant_of(std::string_view token)
{
    const auto opened = open_token(token);
    return opened ? std::optional{opened->body.session.tenant} : std::nullopt;
}

Result<DeviceSession> authorise(store::Tx& tx, const Environment& env, std::string_view token)
{
    const auto opened = open_token(token);
    if (!opened || opened->body.session.tenant != tx.tenant())
        return Error{Errc::token_expired, "no token of this server"};
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    const auto wanted = vault::keyed_hash(keys.token_secret, token_label, as_bytes(opened->text));
    if (!vault::equal_in_constant_time(opened->mark, wanted))
        return Error{Errc::token_expired, "no token of this server"};
    auto session = opened->body.session;
    BALIEBLIK_TRY(device, tx.devices().find(session.device_id));
    if (!device)
        return Error{Errc::device_unknown, to_text(session.device_id)};
    BALIEBLIK_CHECK(check_not_withdrawn(tx, *device));
    session.only_hands_in = device->state == DeviceState::revoked;
    if (opened->body.expires_at < env.clock.now())
        return Error{Errc::token_expired, {}};
    session.public_key = device->public_key;
    return session;
}

Result<void> note(store::Tx& tx, const Environment& env, const DeviceSession& session, std::string what,
                  std::string subject, std::optional<std::string> reason)
{
    return tx.audit().append({.who = "device:" + to_text(session.device_id),
                              .role = "inspector",
                              .what = std::move(what),
                              .subject = std::move(subject),
                              .at = env.clock.now(),
                              .reason = std::move(reason)});
}

} // namespace balieblik::usecases
