// SPDX-License-Identifier: EUPL-1.2
// The reviewer's desk. Opening a visit or a photo leaves a trace, so these are writes.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/review.hpp"

namespace balieblik::http {
namespace {

using namespace usecases;

Result<ReviewQueue> queue(App& app, const Call& call)
{
    BALIEBLIK_TRY(query, read_query<QueueQuery>(call.request));
    return review_queue(app.backend->store, app.backend->tenant, app.environment, actor(call), query);
}

Result<OpenedVisit> visit(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<VisitVersionId>(0));
    return write(app, [&](store::Tx& tx) { return open_visit(tx, app.environment, actor(call), id); });
}

Result<Reviewed> review(App& app, const Call& call, const ReviewRequest& request)
{
    BALIEBLIK_TRY(id, call.id<VisitVersionId>(0));
    return write(app, [&](store::Tx& tx) { return review_visit(tx, app.environment, actor(call), id, request); });
}

// Photos are small (8 MiB at most) and are whole or not there: the file is checked while it is opened.
Result<Response> photo(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<VisitVersionId>(0));
    const auto& sha256 = call.arguments.at(1);
    BALIEBLIK_TRY(found,
                  write(app, [&](store::Tx& tx) { return open_photo(tx, app.environment, actor(call), id, sha256); }));
    Response response;
    response.content_type = found.media_type;
    response.headers.emplace_back("Content-Disposition", "inline");
    response.body.reserve(static_cast<std::size_t>(found.blob.size));
    const auto take = [&](ByteView piece) { response.body.append(as_text(piece)); };
    BALIEBLIK_CHECK(app.backend->files.read(found.blob, take));
    return response;
}

Result<QuarantineList> quarantine(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return list_quarantine(tx, app.environment, actor(call)); });
}

Result<OpenedQuarantine> quarantined(App& app, const Call& call)
{
    BALIEBLIK_TRY(install, call.id<InstallId>(0));
    const auto& text = call.arguments.at(1);
    std::int64_t no = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), no).ptr != text.data() + text.size())
        return Error{Errc::not_found, {}};
    return write(app, [&](store::Tx& tx) { return open_quarantined(tx, app.environment, actor(call), install, no); });
}

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<queue>(Method::get, "/api/visits", "What waits for review in a wave, longest first", session)
        .with_query<QueueQuery>(),
    route<visit>(Method::get, "/api/visits/{visit_version_id}", "One visit with its score explained", session),
    route<review>(Method::post, "/api/visits/{visit_version_id}/review", "Approves, returns or rejects", session),
    route<photo>(Method::get, "/api/visits/{visit_version_id}/photos/{sha256}", "A photo of a visit", session)
        .answering("image/jpeg"),
    route<quarantine>(Method::get, "/api/quarantine", "What the server could not interpret or verify", session),
    route<quarantined>(Method::get, "/api/quarantine/{install_id}/{no}", "One of them, with its body", session),
};

} // namespace

std::span<const Route> review_routes() { return table; }

} // namespace balieblik::http
