// SPDX-License-Identifier: EUPL-1.2
#include "usecases/find.hpp"

namespace balieblik::usecases {
namespace {

template <class T>
Result<T> or_not_found(Result<std::optional<T>> found, const char* what)
{
    if (!found)
        return found.error();
    if (!*found)
        return Error{Errc::not_found, what};
    return std::move(**found);
}

} // namespace

Result<FoundWave> find_wave(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles, WaveId id)
{
    BALIEBLIK_TRY(wave, or_not_found(tx.field().wave(id), "wave"));
    BALIEBLIK_TRY(project, or_not_found(tx.field().project(wave.project_id), "project"));
    const auto role = require(actor, roles, project.id);
    if (role)
        return FoundWave{wave, project, *role};
    // Another role in the project may know that the wave exists, and only may not do this.
    if (require(actor, any_role_of_all, project.id))
        return role.error();
    return Error{Errc::not_found, "wave"};
}

Result<FoundAssignment> find_assignment(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles,
                                        AssignmentId id)
{
    BALIEBLIK_TRY(assignment, or_not_found(tx.field().assignment(id), "assignment"));
    BALIEBLIK_TRY(in, find_wave(tx, actor, roles, assignment.wave_id));
    return FoundAssignment{assignment, in};
}

Result<FoundVisit> find_visit(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles, VisitVersionId id)
{
    BALIEBLIK_TRY(version, or_not_found(tx.visits().find(id), "visit"));
    const auto in = find_wave(tx, actor, roles, version.wave_id);
    if (!in)
        return Error{Errc::not_found, "visit"}; // of visits nobody else learns anything
    return FoundVisit{version, *in};
}

Result<Location> find_location(store::Tx& tx, LocationId id)
{
    return or_not_found(tx.field().location(id), "location");
}

Result<Scenario> find_scenario(store::Tx& tx, ScenarioId id)
{
    return or_not_found(tx.field().scenario(id), "scenario");
}

Result<Inspector> find_inspector(store::Tx& tx, InspectorId id)
{
    return or_not_found(tx.field().inspector(id), "inspector");
}

} // namespace balieblik::usecases
