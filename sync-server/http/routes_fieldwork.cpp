// SPDX-License-Identifier: EUPL-1.2
// Projects and their clearances, waves and their steps, places, and who visits what.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/assignments.hpp"
#include "usecases/places.hpp"
#include "usecases/projects.hpp"
#include "usecases/questionnaires.hpp"

namespace balieblik::http {
namespace {

using namespace usecases;

Result<ProjectList> projects(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_projects(tx, actor(call)); });
}

Result<ProjectView> new_project(App& app, const Call& call, const NewProject& request)
{
    return write(app, [&](store::Tx& tx) { return add_project(tx, app.environment, actor(call), request); });
}

Result<ProjectView> project(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return read(app, [&](store::Tx& tx) { return open_project(tx, actor(call), id); });
}

Result<ProjectView> clearances(App& app, const Call& call, const Clearances& request)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return write(app, [&](store::Tx& tx) { return set_clearances(tx, app.environment, actor(call), id, request); });
}

Result<Wave> new_wave(App& app, const Call& call, const NewWave& request)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return write(app, [&](store::Tx& tx) { return add_wave(tx, app.environment, actor(call), id, request); });
}

Result<WaveView> wave(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return read(app, [&](store::Tx& tx) { return open_wave(tx, actor(call), id); });
}

Result<WaveView> step(App& app, const Call& call, const WaveMove& request)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return write(app, [&](store::Tx& tx) { return move_wave(tx, app.environment, actor(call), id, request); });
}

Result<WaveView> wave_form(App& app, const Call& call, const WaveFormChange& request)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return write(app, [&](store::Tx& tx) { return change_wave_form(tx, app.environment, actor(call), id, request); });
}

Result<FieldworkProgress> progress(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return read(app, [&](store::Tx& tx) { return fieldwork_progress(tx, app.environment, actor(call), id); });
}

Result<Location> change(App& app, const Call& call, const LocationChange& request)
{
    BALIEBLIK_TRY(id, call.id<LocationId>(0));
    return write(app, [&](store::Tx& tx) { return change_location(tx, app.environment, actor(call), id, request); });
}

Result<LocationList> locations(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_locations(tx, actor(call)); });
}

Result<ScenarioList> scenarios(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_scenarios(tx, actor(call)); });
}

Result<NormList> norms(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_norms(tx, actor(call)); });
}

Result<MunicipalityList> municipalities(App& app, const Call&)
{
    return read(app, [&](store::Tx& tx) { return list_municipalities(tx); });
}

Result<AssignmentPage> assignments(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<AssignmentQuery>(call.request));
    return read(app, [&](store::Tx& tx) { return list_assignments(tx, app.environment, actor(call), query); });
}

Result<AssignmentRow> assignment(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<AssignmentId>(0));
    return read(app, [&](store::Tx& tx) { return open_assignment(tx, app.environment, actor(call), id); });
}

Result<AssignmentRow> new_assignment(App& app, const Call& call, const NewAssignment& request)
{
    return write(app, [&](store::Tx& tx) { return create_assignment(tx, app.environment, actor(call), request); });
}

Result<AssignmentRow> assign_to(App& app, const Call& call, const Assign& request)
{
    BALIEBLIK_TRY(id, call.id<AssignmentId>(0));
    return write(app, [&](store::Tx& tx) { return assign(tx, app.environment, actor(call), id, request); });
}

Result<AssignmentRow> cancel(App& app, const Call& call, const Cancel& request)
{
    BALIEBLIK_TRY(id, call.id<AssignmentId>(0));
    return write(app, [&](store::Tx& tx) { return cancel_assignment(tx, app.environment, actor(call), id, request); });
}

Result<BulkResult> assign_many(App& app, const Call& call, const BulkAssign& request)
{
    return write(app, [&](store::Tx& tx) { return bulk_assign(tx, app.environment, actor(call), request); });
}

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<projects>(Method::get, "/api/projects", "The projects one has a role in", session),
    route<new_project>(Method::post, "/api/projects", "Adds a project", session),
    route<project>(Method::get, "/api/projects/{project_id}", "A project with its waves", session),
    route<clearances>(Method::put, "/api/projects/{project_id}/clearances", "What staff were promised", session),
    route<new_wave>(Method::post, "/api/projects/{project_id}/waves", "Adds a wave", session),
    route<wave>(Method::get, "/api/waves/{wave_id}", "A wave, its next steps and what they lack", session),
    route<step>(Method::post, "/api/waves/{wave_id}/steps", "Moves a wave one step on", session),
    route<wave_form>(Method::put, "/api/waves/{wave_id}/form", "Goes over to another version of the questionnaire",
                     session),
    route<progress>(Method::get, "/api/waves/{wave_id}/progress", "How fieldwork stands, in counts", session),
    route<locations>(Method::get, "/api/locations", "Places", session),
    route<change>(Method::put, "/api/locations/{location_id}", "A place that moved or opens at other hours", session),
    route<scenarios>(Method::get, "/api/scenarios", "Scenarios", session),
    route<norms>(Method::get, "/api/norms", "Norms", session),
    route<municipalities>(Method::get, "/api/municipalities", "Municipalities", session),
    route<assignments>(Method::get, "/api/assignments", "Assignments of a wave, filtered and sorted", session)
        .with_query<AssignmentQuery>(),
    route<new_assignment>(Method::post, "/api/assignments", "Makes an assignment", session),
    route<assign_many>(Method::post, "/api/assignments/bulk-assign", "Offers many; each row stands alone", session),
    route<assignment>(Method::get, "/api/assignments/{assignment_id}", "One assignment", session),
    route<assign_to>(Method::post, "/api/assignments/{assignment_id}/assign", "Offers it to an inspector", session),
    route<cancel>(Method::post, "/api/assignments/{assignment_id}/cancel", "Cancels it", session),
};

} // namespace

std::span<const Route> fieldwork_routes() { return table; }

} // namespace balieblik::http
