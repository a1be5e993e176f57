// SPDX-License-Identifier: EUPL-1.2
// Figures leave here, from releases and from nothing else; and the trail of who did what.
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/work.hpp"

#include "exports/dossier.hpp"
#include "exports/odata.hpp"
#include "exports/workbook.hpp"
#include "usecases/find.hpp"
#include "usecases/publishing_rule.hpp"
#include "usecases/release.hpp"
#include "usecases/release_proof.hpp"
#include "usecases/retention.hpp"
#include "usecases/trail.hpp"

#include "runtime/log.hpp"

namespace balieblik::http {

// A link cannot say in a header which language the page around it has: "nl" or "en", else that of the request.
struct FileQuery {
    std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (language))
struct CsvQuery {
    std::string flavour = "nl"; // or "rfc4180"
    std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(CsvQuery, (), (flavour, language))

namespace {

using namespace usecases;

template <class Query>
Result<bool> in_dutch(const Call& call, const Query& query)
{
    if (query.language && *query.language != "nl" && *query.language != "en")
        return Error{Errc::malformed, "language"};
    return query.language.value_or(std::string(call.request.language())) == "nl";
}

Result<ReleaseSummary> summary(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    return read(app, [&](store::Tx& tx) { return release_summary(tx, app.environment, actor(call), id); });
}

Result<ReleaseSummary> publish(App& app, const Call& call, const Publish& request)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    BALIEBLIK_TRY(published, write(app, [&](store::Tx& tx) {
                      return publish_wave(tx, app.environment, actor(call), id, request);
                  }));
    // The release stands, whatever becomes of its analyses: they can be asked for again.
    if (published.release_id)
        if (const auto analysed = run_analysis(app, actor(call), *published.release_id); !analysed)
            log::warning("analyses_not_made", {{"code", name(analysed.error().code)}});
    return published;
}

Result<RuleView> rule(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return read(app, [&](store::Tx& tx) { return publishing_rule(tx, actor(call), id); });
}

Result<RuleView> set_rule(App& app, const Call& call, const PublishingRule& request)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return write(app,
                 [&](store::Tx& tx) { return set_publishing_rule(tx, app.environment, actor(call), id, request); });
}

Result<RuleChanges> rule_changes(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<ProjectId>(0));
    return read(app, [&](store::Tx& tx) { return publishing_rule_changes(tx, actor(call), id); });
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

std::string query_text(const Request& request)
{
    std::string text;
    for (const auto& [name, value] : request.query)
        text += (text.empty() ? "" : "&") + name + "=" + value;
    return text;
}

// What somebody asked for is in the trail before it is answered.
Result<ReleaseId> noted(App& app, const Call& call, const char* what)
{
    BALIEBLIK_TRY(id, call.id<ReleaseId>(0));
    BALIEBLIK_CHECK(write(app, [&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(ReleaseReader(tx, actor(call)).find(id));
        BALIEBLIK_CHECK(note_release_read(tx, app.environment, actor(call), id, what, query_text(call.request)));
        return true;
    }));
    return id;
}

Result<CellPage> cells(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<CellQuery>(call.request));
    BALIEBLIK_TRY(id, noted(app, call, "release.read"));
    return read(app, [&](store::Tx& tx) { return ReleaseReader(tx, actor(call)).cells(id, query); });
}

Result<Trend> trend(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<TrendQuery>(call.request));
    BALIEBLIK_TRY(id, noted(app, call, "release.trend"));
    return read(app, [&](store::Tx& tx) { return ReleaseReader(tx, actor(call)).trend(id, query); });
}

Result<AnalysesView> analyses(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, noted(app, call, "release.read"));
    return read(app, [&](store::Tx& tx) { return ReleaseReader(tx, actor(call)).analyses(id); });
}

// Reads a whole release on one snapshot and hands it to `make`.
template <class Make>
auto with_release(App& app, const Call& call, ReleaseId id, Make make)
{
    return read(app,
                [&](store::Tx& tx) -> decltype(make(std::declval<const exports::Exported&>(),
                                                    std::declval<const std::vector<ReleasePlace>&>())) {
                    const ReleaseReader reader(tx, actor(call));
                    BALIEBLIK_TRY(view, reader.find(id)); // also says whether the release may be read
                    BALIEBLIK_TRY(places, app.places.of(reader, id));
                    return make(exports::exported(reader, view, places->names), places->places);
                });
}

Response file(std::string type, const std::string& ending, const usecases::ReleaseView& view)
{
    Response response;
    response.content_type = std::move(type);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"balieblik-" +
                                                             to_text(view.release.id) + "-v" +
                                                             std::to_string(view.release.version) + ending + "\"");
    return response;
}

// Hands a file out while it is made, with the memory of one part and no transaction in between: a release never
// changes.
Source pieces(App& app, const Call& call, ReleaseId id, std::unique_ptr<exports::Format> format)
{
    struct Making {
        std::unique_ptr<exports::Format> format;
        std::int64_t next = -1; // -1: nothing was handed out yet
        bool all_cells = false;
    };
    auto making = std::make_shared<Making>();
    making->format = std::move(format);
    return [&app, who = actor(call), id, making]() -> Result<std::string> {
        if (making->all_cells)
            return making->format->end();
        if (making->next < 0) {
            making->next = 0;
            return making->format->begin();
        }
        BALIEBLIK_TRY(cells, read(app, [&](store::Tx& tx) {
                          return ReleaseReader(tx, who).part(id, making->next, exports::cells_at_once);
                      }));
        making->next += std::ssize(cells);
        making->all_cells = std::ssize(cells) < exports::cells_at_once;
        auto piece = making->format->rows(cells);
        // An empty piece would be the end of the file.
        return piece.empty() && making->all_cells ? making->format->end() : piece;
    };
}

Result<Response> csv(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<CsvQuery>(call.request));
    const auto flavour = exports::csv_flavour(query.flavour);
    if (!flavour)
        return Error{Errc::malformed, "flavour"};
    BALIEBLIK_TRY(dutch, in_dutch(call, query));
    BALIEBLIK_TRY(id, noted(app, call, "release.exported"));
    return with_release(app, call, id, [&](const exports::Exported& release, const auto&) -> Result<Response> {
        auto response = file("text/csv; charset=utf-8", ".csv", release.view);
        response.source = pieces(app, call, id, exports::csv_format(release, *flavour, dutch));
        return response;
    });
}

Result<Response> analyses_csv(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<CsvQuery>(call.request));
    const auto flavour = exports::csv_flavour(query.flavour);
    if (!flavour)
        return Error{Errc::malformed, "flavour"};
    BALIEBLIK_TRY(dutch, in_dutch(call, query));
    BALIEBLIK_TRY(id, noted(app, call, "release.exported"));
    return with_release(app, call, id, [&](const exports::Exported& release, const auto&) -> Result<Response> {
        BALIEBLIK_TRY(analyses, exports::analysis_figures(release));
        auto response = file("text/csv; charset=utf-8", "-analyses.csv", release.view);
        response.source = [next = exports::analyses_csv(release, std::move(analyses), *flavour,
                                                        dutch)]() -> Result<std::string> { return next(); };
        return response;
    });
}

Result<Response> json_file(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<FileQuery>(call.request));
    BALIEBLIK_TRY(dutch, in_dutch(call, query));
    BALIEBLIK_TRY(id, noted(app, call, "release.exported"));
    return with_release(app, call, id, [&](const exports::Exported& release, const auto&) -> Result<Response> {
        BALIEBLIK_TRY(analyses, exports::analysis_figures(release));
        auto response = file("application/json", ".json", release.view);
        response.source = pieces(app, call, id, exports::json_format(release, std::move(analyses), dutch));
        return response;
    });
}

Result<Response> xlsx(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<FileQuery>(call.request));
    BALIEBLIK_TRY(dutch, in_dutch(call, query));
    BALIEBLIK_TRY(id, noted(app, call, "release.exported"));
    return with_release(app, call, id, [&](const exports::Exported& release, const auto&) -> Result<Response> {
        BALIEBLIK_TRY(made, exports::workbook_file(release, dutch));
        auto response =
            file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", release.view);
        response.source_length = made.size();
        response.source = [book = std::make_shared<exports::UnnamedFile>(std::move(made))] { return book->next(); };
        return response;
    });
}

Response response_of(exports::ODataReply reply)
{
    Response response;
    response.status = reply.status;
    response.content_type = std::move(reply.content_type);
    response.headers = std::move(reply.headers);
    response.body = std::move(reply.body);
    return response;
}

// Refusals are in the standard's own form here, for clients that know no other.
Result<Response> odata(App& app, const Call& call)
{
    const auto id = noted(app, call, "release.exported");
    if (!id)
        return response_of(exports::odata_error(status_of(id.error().code), id.error(), call.request.language()));
    exports::ODataRequest request;
    request.base = "https://" + std::string(call.request.header("host")) + "/api/releases/" + to_text(*id) + "/odata/";
    request.path = call.arguments.at(1);
    request.options = call.request.query;
    request.accept = call.request.header("accept");
    request.max_version = call.request.header("odata-maxversion");
    request.page = exports::preferred_page(call.request.header("prefer"));
    request.language = call.request.language();
    return with_release(app, call, *id, [&](const exports::Exported& release, const auto& places) -> Result<Response> {
        BALIEBLIK_TRY(reply, exports::odata(release, places, request));
        return response_of(std::move(reply));
    });
}

Result<Response> dossier(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<WaveId>(0));
    BALIEBLIK_TRY(query, read_query<FileQuery>(call.request));
    BALIEBLIK_TRY(dutch, in_dutch(call, query));
    struct Found {
        Project project;
        ReleaseSummary about;
        AnalysesSummary analyses;
    };
    BALIEBLIK_TRY(found, read(app, [&](store::Tx& tx) -> Result<Found> {
                      BALIEBLIK_TRY(in, find_wave(tx, actor(call), {Role::observer, Role::coordinator}, id));
                      BALIEBLIK_TRY(about, release_summary(tx, app.environment, actor(call), id));
                      BALIEBLIK_TRY(analyses, analyses_summary(tx, actor(call), id));
                      return Found{in.project, about, analyses};
                  }));
    BALIEBLIK_TRY(proofs, proofs_of(app.backend->store, app.backend->tenant, app.environment, actor(call), id));
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = exports::dossier(found.project, found.about, found.analyses, proofs, dutch);
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

Result<RetentionList> retention(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_retention(tx, actor(call)); });
}

constexpr auto session = Access::session;
constexpr auto reader = Access::reader;
constexpr Route table[] = {
    route<summary>(Method::get, "/api/waves/{wave_id}/release", "What would be published, without a figure", session),
    route<publish>(Method::post, "/api/waves/{wave_id}/release", "Publishes a validated wave, or its corrections",
                   session),
    route<rule>(Method::get, "/api/projects/{project_id}/publishing-rule", "From when on a figure is shown", session),
    route<set_rule>(Method::put, "/api/projects/{project_id}/publishing-rule", "Asks for more before a figure is shown",
                    session),
    route<rule_changes>(Method::get, "/api/projects/{project_id}/publishing-rule/changes",
                        "Who asked for which rule, and when", session),
    route<dossier>(Method::get, "/api/waves/{wave_id}/dossier", "The file for works council and DPIA", session)
        .with_query<FileQuery>()
        .answering("text/html"),
    route<releases>(Method::get, "/api/releases", "Releases, newest first", reader),
    route<find>(Method::get, "/api/releases/{release_id}", "What a release says about itself", reader),
    route<cells>(Method::get, "/api/releases/{release_id}/cells", "Figures as they were published", reader)
        .with_query<CellQuery>(),
    route<trend>(Method::get, "/api/releases/{release_id}/trend", "One place over the waves", reader)
        .with_query<TrendQuery>(),
    route<analyses>(Method::get, "/api/releases/{release_id}/analyses", "What was worked out when it was made", reader),
    route<csv>(Method::get, "/api/releases/{release_id}/table.csv", "All figures for a spreadsheet", reader)
        .with_query<CsvQuery>()
        .answering("text/csv"),
    route<analyses_csv>(Method::get, "/api/releases/{release_id}/analyses.csv",
                        "What was worked out with it, for a spreadsheet", reader)
        .with_query<CsvQuery>()
        .answering("text/csv"),
    route<json_file>(Method::get, "/api/releases/{release_id}/table.json", "All figures for programs", reader)
        .with_query<FileQuery>()
        .answering("application/json"),
    route<xlsx>(Method::get, "/api/releases/{release_id}/table.xlsx", "All figures as a workbook", reader)
        .with_query<FileQuery>()
        .answering("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    route<odata>(Method::get, "/api/releases/{release_id}/odata/{*}", "The release as an OData 4.0 service",
                 Access::feed)
        .answering("application/json"),
    route<trail>(Method::get, "/api/trail", "Who did what, newest first", session).with_query<TrailQuery>(),
    route<check_trail>(Method::get, "/api/trail/check", "Does every event follow from the one before?", session),
    route<retention>(Method::get, "/api/retention",
                     "When photos and records are destroyed and times coarsened, and what was", session),
};

} // namespace

std::span<const Route> release_routes() { return table; }

} // namespace balieblik::http
