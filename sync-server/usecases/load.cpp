// SPDX-License-Identifier: EUPL-1.2
#include "usecases/load.hpp"

#include <algorithm>

namespace balieblik::usecases {

bool is_open(AssignmentState state)
{
    using enum AssignmentState;
    return state == offered || state == accepted || state == in_progress || state == returned;
}

Result<std::int64_t> open_load(store::Tx& tx, InspectorId inspector)
{
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_inspector(inspector));
    return static_cast<std::int64_t>(std::count_if(assignments.begin(), assignments.end(),
                                                   [](const Assignment& one) { return is_open(one.state); }));
}

} // namespace balieblik::usecases
