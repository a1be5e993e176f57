// SPDX-License-Identifier: EUPL-1.2
// The organisation's beginning: its keys.
#pragma once

#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct Founded {
    store::Tenant tenant;
    // The only copy of the secret half of the recovery key: handed to the people who keep it, and then forgotten.
    Bytes recovery_secret;
};
// Makes the tenant of this transaction with keys for orders, receipts, recovery and tokens. Refusals: validation (no
// name), state_conflict (it is there already).
Result<Founded> found_organisation(store::Tx& tx, const Environment& env, const std::string& name);

} // namespace balieblik::usecases
