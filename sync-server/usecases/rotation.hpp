// SPDX-License-Identifier: EUPL-1.2
// Who may visit where: so that no clerk comes to know an inspector and no inspector judges neighbours.
#pragma once

#include "usecases/assignments.hpp"

namespace balieblik::usecases {

// May this inspector have this assignment? Visits count from their planned start: the appointment, or the beginning of
// the window. Refusals: own_municipality; rotation_rule with detail same_scenario (at this location, in whatever wave),
// max_visits or min_gap. `overridden` lets the last two pass.
Result<void> check_rotation(store::Tx& tx, const Assignment& assignment, const Inspector& inspector, bool overridden,
                            const RotationRules& rules);

// A row for the coordinator.
Result<AssignmentRow> assignment_row(store::Tx& tx, const Assignment& assignment, Timestamp now);

} // namespace balieblik::usecases
