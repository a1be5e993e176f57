// SPDX-License-Identifier: EUPL-1.2
// Reads back what was frozen with a release.
#pragma once

#include "store/tx.hpp"
#include "usecases/analyses.hpp"

namespace balieblik::usecases {

Result<FrozenWave> read_frozen(store::Tx& tx, const store::StoredRelease& release, bool with_inputs);

// Where each location that was visited counted then; a town may have become part of another one since. Adds to
// `staff_pool` how many people its band promises now.
Result<void> find_places(store::Tx& tx, FrozenWave& wave, std::map<LocationId, std::int64_t>& staff_pool);

} // namespace balieblik::usecases
