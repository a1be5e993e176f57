// SPDX-License-Identifier: EUPL-1.2
// What figures need beside visits, what is worked out of a release, and how many visits a wave needs.
#include "http/analysis_jobs.hpp"
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/analyse_release.hpp"
#include "usecases/calibration.hpp"
#include "usecases/release.hpp"
#include "usecases/study.hpp"

namespace balieblik::http {
namespace {

using namespace usecases;

Result<CustomersList> customers(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_customers(tx, actor(call)); });
}

Result<CustomersRow> put_customers(App& app, const Call& call, const Customers& request)
{
    BALIEBLIK_TRY(id, call.id<LocationId>(0));
    return write(app, [&](store::Tx& tx) { return set_customers(tx, app.environment, actor(call), id, request); });
}

Result<CustomersImport> customers_file(App& app, const Call& call, const CustomersTable& request)
{
    return write(app, [&](store::Tx& tx) { return import_customers(tx, app.environment, actor(call), request); });
}

Result<Calibration> drift(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    BALIEBLIK_TRY(query, read_query<CalibrationQuery>(call.request));
    return calibration(app.backend->store, app.backend->tenant, app.environment, actor(call), id, query);
}

Result<DoubleVisitList> pairs(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return read(app, [&](store::Tx& tx) { return list_double_visits(tx, actor(call), id); });
}

Result<DoubleVisitList> add_pair(App& app, const Call& call, const NewDoubleVisit& request)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return write(app, [&](store::Tx& tx) { return add_double_visit(tx, app.environment, actor(call), id, request); });
}

Result<DoubleVisitList> drop_pair(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    BALIEBLIK_TRY(assignment, call.id<AssignmentId>(1));
    return write(app,
                 [&](store::Tx& tx) { return drop_double_visit(tx, app.environment, actor(call), id, assignment); });
}

Result<TrainingList> trainings(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return read(app, [&](store::Tx& tx) { return list_trainings(tx, actor(call), id); });
}

Result<TrainingList> add_one_training(App& app, const Call& call, const NewTraining& request)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return write(app, [&](store::Tx& tx) { return add_training(tx, app.environment, actor(call), id, request); });
}

Result<TrainingList> drop_one_training(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    BALIEBLIK_TRY(training, call.id<store::TrainingId>(1));
    return write(app, [&](store::Tx& tx) { return drop_training(tx, app.environment, actor(call), id, training); });
}

Result<SampleAnswer> sample(App&, const Call& call)
{
    BALIEBLIK_TRY(question, read_query<SampleQuestion>(call.request));
    return plan_sample(actor(call), question);
}

Result<AnalysesMade> make_analyses(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ReleaseId>(0));
    return run_analysis(app, actor(call), id);
}

// Coordinators only, as all of this is about figures that are on their way to the quality team.
Result<void> check_coordinator(App& app, const Call& call, ReleaseId id)
{
    return read(app, [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(release, tx.releases().find(id));
        if (!release || !require(actor(call), {Role::coordinator}, release->project_id))
            return Error{Errc::not_found, "release"};
        return {};
    });
}

Result<AnalysisState> analysis_state(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ReleaseId>(0));
    BALIEBLIK_CHECK(check_coordinator(app, call, id));
    auto state = app.analyses.state(id);
    BALIEBLIK_TRY(made, read(app, [&](store::Tx& tx) { return tx.releases().analyses(id); }));
    if (made)
        state.made_at = made->made_at;
    return state;
}

Result<Done> stop_analysis(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ReleaseId>(0));
    BALIEBLIK_CHECK(check_coordinator(app, call, id));
    app.analyses.stop(id);
    return Done{};
}

constexpr auto session = Access::session;
constexpr std::size_t customers_file_limit = 1024 * 1024; // of some 20,000 locations
constexpr Route table[] = {
    route<customers>(Method::get, "/api/customers", "How many customers each location has in a year", session),
    route<put_customers>(Method::put, "/api/locations/{location_id}/customers", "Says how many customers it has",
                         session),
    route<customers_file>(Method::post, "/api/customers/import", "Says it of many locations at once", session,
                          customers_file_limit),
    route<drift>(Method::get, "/api/projects/{project_id}/calibration",
                 "Whether inspectors grow milder or stricter, for reviewers", session)
        .with_query<CalibrationQuery>(),
    route<pairs>(Method::get, "/api/waves/{wave_id}/double-visits", "Visits that two inspectors see", session),
    route<add_pair>(Method::post, "/api/waves/{wave_id}/double-visits", "Two assignments that are one visit", session),
    route<drop_pair>(Method::del, "/api/waves/{wave_id}/double-visits/{assignment_id}", "They are two visits after all",
                     session),
    route<trainings>(Method::get, "/api/projects/{project_id}/trainings", "Trainings of locations", session),
    route<add_one_training>(Method::post, "/api/projects/{project_id}/trainings", "Notes a training", session),
    route<drop_one_training>(Method::del, "/api/projects/{project_id}/trainings/{training_id}", "Takes a training back",
                             session),
    route<sample>(Method::get, "/api/sample-size", "How many visits a wave needs", session)
        .with_query<SampleQuestion>(),
    route<analysis_state>(Method::get, "/api/analyses/{release_id}", "How far the analyses are", session),
    route<make_analyses>(Method::post, "/api/analyses/{release_id}", "Works out the analyses of a release, once",
                         session),
    route<stop_analysis>(Method::del, "/api/analyses/{release_id}", "Stops working them out", session),
};

} // namespace

std::span<const Route> study_routes() { return table; }

} // namespace balieblik::http
