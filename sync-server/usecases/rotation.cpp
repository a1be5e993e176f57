// SPDX-License-Identifier: EUPL-1.2
#include "usecases/rotation.hpp"

#include "usecases/find.hpp"

namespace balieblik::usecases {
namespace {

// It took place, or is going to.
bool counts(AssignmentState state)
{
    using enum AssignmentState;
    return state != draft && state != declined && state != expired && state != cancelled;
}

Timestamp planned(const Assignment& assignment) { return assignment.appointment.value_or(assignment.window_from); }

} // namespace

Result<void> check_rotation(store::Tx& tx, const Assignment& assignment, const Inspector& inspector, bool overridden,
                            const RotationRules& rules)
{
    BALIEBLIK_TRY(location, find_location(tx, assignment.location_id));
    if (std::find(inspector.ties.begin(), inspector.ties.end(), location.municipality) != inspector.ties.end())
        return Error{Errc::own_municipality, location.municipality};
    BALIEBLIK_TRY(scenario, find_scenario(tx, assignment.scenario_id));
    BALIEBLIK_TRY(others, tx.field().assignments_of_inspector(inspector.id));
    int here = 0;
    bool too_close = false;
    for (const auto& other : others) {
        if (other.id == assignment.id || other.location_id != assignment.location_id || !counts(other.state))
            continue;
        BALIEBLIK_TRY(its_scenario, find_scenario(tx, other.scenario_id));
        if (its_scenario.code == scenario.code)
            return Error{Errc::rotation_rule, "same_scenario"};
        here += other.wave_id == assignment.wave_id ? 1 : 0;
        const auto apart = std::chrono::abs(planned(assignment) - planned(other));
        too_close = too_close || apart < rules.min_gap;
    }
    if (overridden)
        return {};
    if (here >= rules.max_visits_per_location)
        return Error{Errc::rotation_rule, "max_visits"};
    if (too_close)
        return Error{Errc::rotation_rule, "min_gap"};
    return {};
}

} // namespace balieblik::usecases
