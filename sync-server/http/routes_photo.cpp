// SPDX-License-Identifier: EUPL-1.2
// Photos by tus 1.0, core and creation (docs/sync-protocol.md, section 6). The offset is always the durable one.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/photos.hpp"
#include "vault/hash.hpp"

namespace balieblik::http {
namespace {

constexpr std::string_view tus_version = "1.0.0";

usecases::PhotoShelf shelf(App& app) { return {app.backend->store, app.backend->files, app.environment}; }

Result<void> check_version(const Request& request)
{
    if (request.header("tus-resumable") != tus_version)
        return Error{Errc::tus_version_unsupported, "Tus-Resumable: 1.0.0"};
    return {};
}

Result<std::int64_t> number(const Request& request, std::string_view header_name)
{
    const auto text = request.header(header_name);
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || value < 0)
        return Error{Errc::malformed, std::string(header_name)};
    return value;
}

std::optional<std::string> from_base64(std::string_view text)
{
    // Standard base64, as tus has it, in the alphabet that the vault reads.
    std::string url_safe;
    for (const char c : text)
        if (c != '=')
            url_safe += c == '+' ? '-' : c == '/' ? '_' : c;
    const auto bytes = vault::from_base64url(url_safe);
    return bytes ? std::optional<std::string>(as_text(*bytes)) : std::nullopt;
}

// "sha256 <base64>,visit_version_id <base64>"
std::optional<std::string> metadata(const Request& request, std::string_view key)
{
    auto rest = request.header("upload-metadata");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (pair.starts_with(' '))
            pair.remove_prefix(1);
        const auto space = pair.find(' ');
        if (space != pair.npos && pair.substr(0, space) == key)
            return from_base64(pair.substr(space + 1));
    }
    return std::nullopt;
}

Response progress_response(int status, const usecases::UploadProgress& progress)
{
    Response response;
    response.status = status;
    response.headers = {{"Tus-Resumable", std::string(tus_version)},
                        {"Upload-Offset", std::to_string(progress.offset)}};
    return response;
}

Result<Response> options(App&, const Call&)
{
    Response response;
    response.status = 204;
    response.headers = {{"Tus-Resumable", std::string(tus_version)},
                        {"Tus-Version", std::string(tus_version)},
                        {"Tus-Extension", "creation"},
                        {"Tus-Max-Size", std::to_string(sync::max_attachment_bytes)}};
    return response;
}

Result<Response> create(App& app, const Call& call)
{
    BALIEBLIK_CHECK(check_version(call.request));
    usecases::NewUpload wanted;
    BALIEBLIK_TRY(length, number(call.request, "upload-length"));
    wanted.length = length;
    const auto sha256 = metadata(call.request, "sha256");
    const auto visit = metadata(call.request, "visit_version_id");
    if (!sha256 || !visit)
        return Error{Errc::malformed, "upload-metadata"};
    wanted.sha256 = *sha256;
    BALIEBLIK_TRY(visit_version_id, parse_id<VisitVersionId>(*visit));
    wanted.visit_version_id = visit_version_id;
    BALIEBLIK_TRY(progress, usecases::begin_upload(shelf(app), *call.who->device, wanted));
    auto response = progress_response(201, progress);
    response.headers.emplace_back("Location", "/v1/blobs/" + to_text(progress.id));
    return response;
}

Result<Response> offset(App& app, const Call& call)
{
    BALIEBLIK_CHECK(check_version(call.request));
    BALIEBLIK_TRY(id, call.id<store::UploadId>(0));
    BALIEBLIK_TRY(progress, usecases::upload_progress(shelf(app), *call.who->device, id));
    auto response = progress_response(200, progress);
    response.headers.emplace_back("Upload-Length", std::to_string(progress.length));
    return response;
}

// A photo on its way to the disk. Each piece is durable before the next is taken.
class Appending final : public Sink {
public:
    Appending(App& app, usecases::DeviceSession device, usecases::UploadProgress progress)
        : app_(app), device_(std::move(device)), progress_(progress)
    {
    }

    Result<void> take(std::string_view piece) override
    {
        if (piece.empty())
            return {};
        BALIEBLIK_TRY(progress,
                      usecases::append_upload(shelf(app_), device_, progress_.id, progress_.offset, as_bytes(piece)));
        progress_ = progress;
        return {};
    }

    Result<Response> finish() override { return progress_response(204, progress_); }

private:
    App& app_;
    const usecases::DeviceSession device_;
    usecases::UploadProgress progress_;
};

Result<std::unique_ptr<Sink>> append(App& app, const Call& call)
{
    BALIEBLIK_CHECK(check_version(call.request));
    if (call.request.header("content-type") != "application/offset+octet-stream")
        return Error{Errc::media_type_unsupported, "application/offset+octet-stream"};
    BALIEBLIK_TRY(id, call.id<store::UploadId>(0));
    BALIEBLIK_TRY(at, number(call.request, "upload-offset"));
    BALIEBLIK_TRY(progress, usecases::upload_progress(shelf(app), *call.who->device, id));
    if (progress.offset != at)
        return Error{Errc::offset_mismatch, std::to_string(progress.offset)};
    return std::unique_ptr<Sink>(std::make_unique<Appending>(app, *call.who->device, progress));
}

Result<sync::BlobsHaveReply> have(App& app, const Call& call, const sync::BlobsHaveRequest& request)
{
    return read(app, [&](store::Tx& tx) { return usecases::missing_photos(tx, *call.who->device, request); });
}

constexpr Route appending()
{
    Route row;
    row.method = Method::patch;
    row.pattern = "/v1/blobs/{upload_id}";
    row.summary = "Appends at the durable offset; the newest request ends an older one";
    row.access = Access::device;
    row.body_limit = sync::max_attachment_bytes;
    row.sink = append;
    row.status = 204;
    return row.only_newest();
}

constexpr Route table[] = {
    route<options>(Method::options, "/v1/blobs", "What of tus this server speaks", Access::open)
        .on(Pool::loop)
        .answering({}, 204),
    route<create>(Method::post, "/v1/blobs", "Begins, or finds, the upload of a declared photo", Access::device)
        .answering({}, 201),
    route<have>(Method::post, "/v1/blobs/have", "Which declared photos are not here in full", Access::device),
    route<offset>(Method::head, "/v1/blobs/{upload_id}", "How much of an upload is durable", Access::device)
        .only_newest(),
    appending(),
};

} // namespace

std::span<const Route> photo_routes() { return table; }

} // namespace balieblik::http
