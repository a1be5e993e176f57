// SPDX-License-Identifier: EUPL-1.2
// A tablet whose PIN is forgotten is opened by two people, each with a half of the organisation's recovery key
// (sync-protocol.md, section 15). Neither of them can do it alone, and nor can the server: the key is whole for the
// moment in which one tablet's answer is made, and lies nowhere.
#pragma once

#include "store/rescue.hpp"
#include "sync/rescue.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

inline constexpr std::chrono::hours recovery_patience{24};

struct RecoveryRow {
    store::RecoveryId id;
    DeviceId device_id;
    std::string device_name;
    std::string inspector_alias;
    std::vector<std::string> words; // six, to compare with those that the tablet shows
    sync::RecoveryState state{};
    Timestamp asked_at{};
    Timestamp expires_at{};
    std::optional<std::string> first_by; // names
    std::optional<std::string> ended_by;
    bool by_me{}; // released a half already
};
BOOST_DESCRIBE_STRUCT(RecoveryRow, (),
                      (id, device_id, device_name, inspector_alias, words, state, asked_at, expires_at, first_by,
                       ended_by, by_me))

struct RecoveryList {
    std::vector<RecoveryRow> rows;
};
BOOST_DESCRIBE_STRUCT(RecoveryList, (), (rows))

struct HalfRequest {
    std::string half; // as its keeper keeps it
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(HalfRequest, (), (half, reason))

struct RecoveryRefusal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RecoveryRefusal, (), (reason))

// From a tablet without a token; whoever asks must be kept from asking often. The same request (its key) again says how
// far it is; another one of the same tablet takes its place. Refusals: credential_invalid (no such tablet),
// device_revoked, validation.
Result<sync::RecoveryAnswer> ask_recovery(store::Tx& tx, const Environment& env, const sync::RecoveryAsk& ask);

// For a timer: halves that nobody waits for any longer, and requests of more than a week ago. Gives how many.
Result<std::int64_t> forget_recoveries(store::Tx& tx, const Environment& env);

// Coordinator or client admin: what was asked within a week. Refusal: forbidden.
Result<RecoveryList> list_recoveries(store::Tx& tx, const Environment& env, const Actor& actor);
// The second one opens the tablet. Refusals: forbidden, not_found, reason_missing, validation (unreadable, twice the
// same half, or not of this organisation's key), state_conflict (ended or
// expired), second_person_needed, signature_invalid (the tablet's wrap does not open).
Result<RecoveryRow> release_half(store::Tx& tx, const Environment& env, const Actor& actor, store::RecoveryId id,
                                 const HalfRequest& request);
// Refusals: forbidden, not_found, reason_missing, state_conflict.
Result<RecoveryRow> refuse_recovery(store::Tx& tx, const Environment& env, const Actor& actor, store::RecoveryId id,
                                    const RecoveryRefusal& request);

} // namespace balieblik::usecases
