// SPDX-License-Identifier: EUPL-1.2
// The organisation: its name, the epoch of its history and the keys it signs with.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

struct Tenant {
    TenantId id;
    std::string name;
    std::string epoch; // of the history; another one after a restore from a backup
    Timestamp created_at{};
};
BOOST_DESCRIBE_STRUCT(Tenant, (), (id, name, epoch, created_at))

// What the organisation signs, seals and authenticates with. The secret half of the recovery key is never stored.
struct TenantKeys {
    Bytes order_public; // Ed25519
    Bytes order_secret;
    Bytes receipt_public; // Ed25519
    Bytes receipt_secret;
    Bytes recovery_public; // X25519
    Bytes token_secret;    // authenticates tablets' tokens, challenges and cursors
    Bytes code_secret;     // keys the hash under which enrolment codes are kept
};
BOOST_DESCRIBE_STRUCT(TenantKeys, (),
                      (order_public, order_secret, receipt_public, receipt_secret, recovery_public, token_secret,
                       code_secret))

class Tenancy {
public:
    virtual ~Tenancy() = default;
    // Makes the tenant of this transaction. Refusal: state_conflict if it is there.
    virtual Result<void> create(const Tenant& tenant, const TenantKeys& keys) = 0;
    virtual Result<Tenant> tenant() = 0;   // refusal: not_found
    virtual Result<TenantKeys> keys() = 0; // refusal: not_found
    // A new history begins: every cursor starts anew.
    virtual Result<void> set_epoch(const std::string& epoch) = 0;
};

} // namespace balieblik::store
