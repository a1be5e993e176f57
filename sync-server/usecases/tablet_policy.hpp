// SPDX-License-Identifier: EUPL-1.2
// What the office wants of all its tablets: how long one may be out of touch, and whether guessing its PIN wipes it
// (sync-protocol.md, section 15).
#pragma once

#include "usecases/actor.hpp"
#include "vault/recovery.hpp"

namespace balieblik::usecases {

inline constexpr std::int64_t default_lease_days = 14;
inline constexpr std::int64_t wrong_pins_until_wipe = 10;

struct PolicyView {
    std::int64_t number{}; // of the last change; 0: nobody changed it yet
    std::int64_t lease_days = default_lease_days;
    bool wipe_after_wrong_pins{};
    std::optional<std::string> set_by; // their name
    std::optional<Timestamp> set_at;
};
BOOST_DESCRIBE_STRUCT(PolicyView, (), (number, lease_days, wipe_after_wrong_pins, set_by, set_at))

struct PolicyRequest {
    std::int64_t number{}; // that the change was made upon
    std::int64_t lease_days{};
    bool wipe_after_wrong_pins{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PolicyRequest, (), (number, lease_days, wipe_after_wrong_pins, reason))

// For a person. Coordinator or client admin. Refusal: forbidden.
Result<PolicyView> tablet_policy(store::Tx& tx, const Actor& actor);
// Client admin. Refusals: forbidden, reason_missing, validation (lease_days: 0, for no lease, or 1 to 365), stale.
Result<PolicyView> set_tablet_policy(store::Tx& tx, const Environment& env, const Actor& actor,
                                     const PolicyRequest& request);

// For a tablet: signed with the order key. For Store::write, as the first call makes the intake key.
Result<sync::Policy> policy_in_force(store::Tx& tx, const Environment& env);
// What tablets seal to when only the server may open it. For Store::write.
Result<vault::SealingKey> intake_key(store::Tx& tx, const Environment& env);

} // namespace balieblik::usecases
