// SPDX-License-Identifier: EUPL-1.2
// How fieldwork stands: counts of states and reasons.
#include "usecases/find.hpp"
#include "usecases/load.hpp"
#include "usecases/projects.hpp"
#include "usecases/wave_steps.hpp"

namespace balieblik::usecases {
namespace {

template <class Row, class Key>
std::vector<Row> rows_of(const std::map<Key, std::int64_t>& counts)
{
    std::vector<Row> rows;
    for (const auto& [key, count] : counts)
        rows.push_back({key, count});
    return rows;
}

} // namespace

Result<FieldworkProgress> fieldwork_progress(store::Tx& tx, const Environment& env, const Actor& actor, WaveId id)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator, Role::reviewer}, id));
    FieldworkProgress progress;
    progress.wave_id = id;
    progress.as_of = env.clock.now();

    struct AtLocation {
        std::map<AssignmentState, std::int64_t> states;
        std::int64_t total = 0;
        std::int64_t overdue = 0;
    };
    std::map<AssignmentState, std::int64_t> states;
    std::map<LocationId, AtLocation> places;
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(id));
    for (const auto& assignment : assignments) {
        ++states[assignment.state];
        auto& place = places[assignment.location_id];
        ++place.states[assignment.state];
        ++place.total;
        if (is_open(assignment.state) && assignment.deadline < progress.as_of) {
            ++place.overdue;
            ++progress.overdue;
        }
    }
    progress.states = rows_of<StateCount>(states);
    for (const auto& [location_id, place] : places) {
        BALIEBLIK_TRY(location, find_location(tx, location_id));
        progress.locations.push_back({location_id, location.name, location.municipality,
                                      rows_of<StateCount>(place.states), place.total, place.overdue});
    }

    std::map<AbortReason, std::int64_t> aborted;
    BALIEBLIK_TRY(versions, tx.visits().of_wave(id));
    for (const auto& version : versions) {
        if (version.aborted && version.state != VisitVersionState::superseded)
            ++aborted[*version.aborted];
        if (version.state == VisitVersionState::awaiting_media)
            ++progress.awaiting_media;
        else if (awaits_review(version))
            ++progress.awaiting_review;
        if (version.late && !version.late_admitted && awaits_review(version))
            ++progress.late;
    }
    progress.aborted = rows_of<AbortCount>(aborted);
    BALIEBLIK_TRY(quarantined, tx.installs().quarantine_count());
    progress.quarantined = quarantined;
    return progress;
}

} // namespace balieblik::usecases
