// SPDX-License-Identifier: EUPL-1.2
// How much an inspector has to do.
#pragma once

#include "model/assignment.hpp"
#include "store/tx.hpp"

namespace balieblik::usecases {

// Offered, accepted, in progress or returned: the inspector's turn.
bool is_open(AssignmentState state);
// Open assignments over all waves.
Result<std::int64_t> open_load(store::Tx& tx, InspectorId inspector);

} // namespace balieblik::usecases
