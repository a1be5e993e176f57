// SPDX-License-Identifier: EUPL-1.2
// How a tablet proves who it is (sync-protocol.md, section 3): a challenge signed with its key gives a token for 15
// minutes. Neither challenges nor tokens are stored; both carry a keyed hash.
#pragma once

#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

inline constexpr std::chrono::minutes challenge_lifetime{2};
inline constexpr std::chrono::minutes token_lifetime{15};

// The tablet that a token speaks for. Tenant and inspector come from here and never from a message.
struct DeviceSession {
    TenantId tenant;
    DeviceId device_id;
    InstallId install_id;
    InspectorId inspector_id;
    // As authorise() finds them; no part of the token.
    std::string public_key = {}; // of the device
    bool only_hands_in = false;  // withdrawn, and ordered to wipe: it may bring what it has and receives nothing
};
BOOST_DESCRIBE_STRUCT(DeviceSession, (), (tenant, device_id, install_id, inspector_id))

// For Store::read.
Result<sync::Challenge> issue_challenge(store::Tx& tx, const Environment& env);

// For Store::write. An install that is not known yet is taken up for this device. Refusals: credential_invalid (the
// device is not known, the challenge is not ours, too old or answered before, or the signature is not the device's),
// device_revoked (unless it is ordered to wipe and may hand in first), install_forked (the install belongs to another
// device).
Result<sync::TokenReply> issue_token(store::Tx& tx, const Environment& env, const sync::TokenRequest& request);

// Whose store to ask, as the token claims; nothing is checked yet. None: it is no token of ours.
std::optional<TenantId> tenant_of(std::string_view token);
// For Store::read. Refusals: token_expired (also for what is no token of ours: a new one helps), device_revoked.
Result<DeviceSession> authorise(store::Tx& tx, const Environment& env, std::string_view token);

// Appends to the trail what a tablet did.
Result<void> note(store::Tx& tx, const Environment& env, const DeviceSession& session, std::string what,
                  std::string subject, std::optional<std::string> reason = std::nullopt);

} // namespace balieblik::usecases
