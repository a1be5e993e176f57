// SPDX-License-Identifier: EUPL-1.2
// What the organisation wants of tablets that it cannot reach
// (docs/sync-protocol.md, section 15).
#pragma once

#include "base/json.hpp"
#include "model/person.hpp"

namespace balieblik::store {

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

class Rescue {
public:
    virtual ~Rescue() = default;

    virtual Result<std::optional<StoredPolicy>> last_policy() = 0;
    virtual Result<void> add(const StoredPolicy& policy) = 0;

    // X25519; tablets seal to it what only the server may open. None: nobody needed it yet.
    virtual Result<std::optional<Bytes>> intake_secret() = 0;
    virtual Result<void> keep_intake_secret(const Bytes& secret) = 0;
};

} // namespace balieblik::store
