// SPDX-License-Identifier: EUPL-1.2
// Figures leave here, from releases and from nothing else; and the trail of who did what.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "exports/release_export.hpp"
#include "usecases/release.hpp"
#include "usecases/trail.hpp"

namespace balieblik::http {

struct CsvQuery {
    std::string flavour = "nl"; // or "rfc4180"
};
BOOST_DESCRIBE_STRUCT(CsvQuery, (), (flavour))

namespace {

using namespace usecases;

Result<ReleaseSummary> summary(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return read(app, [&](store::Tx& tx) { return release_summary(tx, app.environment, actor(call), id); });
}

Result<ReleaseSummary> publish(App& app, const Call& call, const Publish& request)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return write(app, [&](store::Tx& tx) { return publish_wave(tx, app.environment, actor(call), id, request); });
}

Result<ReleaseList> releases(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return ReleaseReader(tx, actor(call)).list(); });
}

Result<ReleaseView> find(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ReleaseId>(0));
    return read(app, [&](store::Tx& tx) { return ReleaseReader(tx, actor(call)).find(id); });
}

Result<Response> csv(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<CsvQuery>(call.request));
    const auto flavour = exports::csv_flavour(query.flavour);
    if (!flavour)
        return Error{Errc::malformed, "flavour"};
    BALIEBLIK_TRY(view, find(app, call));
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"balieblik-" +
                                                             to_text(view.release.id) + "-v" +
                                                             std::to_string(view.release.version) + ".csv\"");
    response.body = exports::release_csv(view, *flavour);
    return response;
}

Result<TrailPage> trail(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<TrailQuery>(call.request));
    return list_trail(app.backend->store, app.backend->tenant, app.environment, actor(call), query);
}

Result<TrailCheck> check_trail(App& app, const Call& call)
{
    return verify_trail(app.backend->store, app.backend->tenant, app.environment, actor(call));
}

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<summary>(Method::get, "/api/waves/{wave_id}/release", "What would be published, without a figure", session),
    route<publish>(Method::post, "/api/waves/{wave_id}/release", "Publishes a validated wave", session),
    route<releases>(Method::get, "/api/releases", "Releases, newest first", session),
    route<find>(Method::get, "/api/releases/{release_id}", "A release as it was published", session),
    route<csv>(Method::get, "/api/releases/{release_id}/table.csv", "The same for a spreadsheet", session)
        .with_query<CsvQuery>()
        .answering("text/csv"),
    route<trail>(Method::get, "/api/trail", "Who did what, newest first", session).with_query<TrailQuery>(),
    route<check_trail>(Method::get, "/api/trail/check", "Does every event follow from the one before?", session),
};

} // namespace

std::span<const Route> release_routes() { return table; }

} // namespace balieblik::http
