// SPDX-License-Identifier: EUPL-1.2
// The organisation's beginning: its keys.
#pragma once

#include "usecases/actor.hpp"
#include "vault/key_halves.hpp"

namespace balieblik::usecases {

struct Founded {
    store::Tenant tenant;
    // The only copy of the secret recovery key, cut in two: each half is handed to the person who keeps it, and then
    // forgotten. Together they open a tablet whose PIN is forgotten (usecases/recoveries.hpp).
    vault::KeyHalves recovery_halves;
};
// Makes the tenant of this transaction with keys for orders, receipts, recovery and tokens. Refusals: validation (no
// name), state_conflict (it is there already).
Result<Founded> found_organisation(store::Tx& tx, const Environment& env, const std::string& name);

// By which the halves are recognised when somebody releases one (usecases/recoveries.hpp). Refusal: validation.
Result<std::vector<store::HalfMark>> marks_of(const vault::KeyHalves& halves);

} // namespace balieblik::usecases
