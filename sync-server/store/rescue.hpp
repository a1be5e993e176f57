// SPDX-License-Identifier: EUPL-1.2
// What the organisation wants of tablets that it cannot reach, and the ways back to what lies on them
// (docs/sync-protocol.md, section 15).
#pragma once

#include "base/json.hpp"
#include "model/person.hpp"

namespace balieblik::store {

using RecoveryId = Id<struct RecoveryTag>;

// The last one holds for every tablet of the organisation.
struct StoredPolicy {
    std::int64_t number{}; // 1, 2, 3, ...
    std::int64_t lease_days{};
    std::int64_t wipe_after_wrong_pins{}; // 0: never
    std::string reason;
    PersonId set_by;
    Timestamp set_at{};
};
BOOST_DESCRIBE_STRUCT(StoredPolicy, (), (number, lease_days, wipe_after_wrong_pins, reason, set_by, set_at))

// A tablet whose PIN is forgotten asks to be opened; two people answer.
struct RecoveryRequest {
    RecoveryId id;
    DeviceId device_id;
    std::string request_key; // X25519, hexadecimal; made by the tablet for this request
    std::string wrap;        // its database key, sealed to the organisation's recovery key
    Timestamp asked_at{};
    Timestamp expires_at{};
    std::optional<PersonId> first_by; // who released a half of the recovery key
    std::optional<Timestamp> first_at;
    std::optional<std::string> first_half; // until the second arrives, or nobody may wait for it any longer
    std::optional<PersonId> ended_by;      // the second person, or who refused
    std::optional<Timestamp> ended_at;
    std::optional<std::string> answer; // sealed to the request; none: refused, expired or not ended
};
BOOST_DESCRIBE_STRUCT(RecoveryRequest, (),
                      (id, device_id, request_key, wrap, asked_at, expires_at, first_by, first_at, first_half, ended_by,
                       ended_at, answer))

// By which a half of the recovery key is known to be one of ours, and which, without being anything of it.
struct HalfMark {
    std::int64_t number{}; // 1 or 2
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(HalfMark, (), (number, sha256))

class Rescue {
public:
    virtual ~Rescue() = default;

    virtual Result<std::optional<StoredPolicy>> last_policy() = 0;
    virtual Result<void> add(const StoredPolicy& policy) = 0;

    // X25519; tablets seal to it what only the server may open. None: nobody needed it yet.
    virtual Result<std::optional<Bytes>> intake_secret() = 0;
    virtual Result<void> keep_intake_secret(const Bytes& secret) = 0;

    // None: the key was halved before marks were kept.
    virtual Result<std::vector<HalfMark>> half_marks() = 0;
    // In the place of those before.
    virtual Result<void> keep_half_marks(const std::vector<HalfMark>& marks) = 0;

    virtual Result<void> add(const RecoveryRequest& request) = 0;
    virtual Result<std::optional<RecoveryRequest>> recovery(RecoveryId id) = 0;
    virtual Result<std::optional<RecoveryRequest>> recovery_asked_with(DeviceId device,
                                                                       const std::string& request_key) = 0;
    virtual Result<std::vector<RecoveryRequest>> open_recoveries(DeviceId device) = 0; // neither ended nor answered
    virtual Result<std::vector<RecoveryRequest>> recoveries_asked_since(Timestamp since) = 0; // newest first
    // Writes first_by, first_at, first_half, ended_by, ended_at and answer.
    virtual Result<void> update(const RecoveryRequest& request) = 0;
    // Halves of keys that nobody waits for any longer. Gives how many were forgotten.
    virtual Result<std::int64_t> forget_halves(Timestamp expired_before) = 0;
    // Whole requests; what became of them is in the trail. Gives how many were forgotten.
    virtual Result<std::int64_t> forget_recoveries(Timestamp asked_before) = 0;
};

} // namespace balieblik::store
