// SPDX-License-Identifier: EUPL-1.2
// Photos by tus 1.0: core, creation, checksum, expiration and termination (docs/sync-protocol.md, section 6). The
// offset is always the durable one.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/photos.hpp"
#include "vault/hash.hpp"

#include <charconv>
#include <ctime>

#include <openssl/evp.h>

namespace balieblik::http {
namespace {

constexpr std::string_view tus_version = "1.0.0";
// A body with a checksum is held until it was compared, so that a wrong one changes nothing.
constexpr std::size_t max_checked_body = 1024 * 1024;

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

// "Thu, 12 Mar 2026 09:05:00 GMT"
std::string http_date(Timestamp time)
{
    const auto when = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::seconds>(time));
    std::tm parts{};
    ::gmtime_r(&when, &parts);
    std::array<char, 40> text{};
    const auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return std::string(text.data(), length);
}

struct Checksum {
    const EVP_MD* algorithm = nullptr;
    std::string digest;
};

// "sha256 <base64>"; none if the client gave none.
Result<std::optional<Checksum>> checksum_of(const Request& request)
{
    const auto text = request.header("upload-checksum");
    if (text.empty())
        return std::optional<Checksum>{};
    const auto space = text.find(' ');
    const auto named = text.substr(0, space);
    Checksum checksum;
    checksum.algorithm = named == "sha256" ? EVP_sha256() : named == "sha1" ? EVP_sha1() : nullptr;
    const auto digest = space == text.npos ? std::nullopt : from_base64(text.substr(space + 1));
    if (!checksum.algorithm || !digest ||
        digest->size() != static_cast<std::size_t>(EVP_MD_get_size(checksum.algorithm)))
        return Error{Errc::malformed, "upload-checksum"};
    checksum.digest = *digest;
    return std::optional{std::move(checksum)};
}

bool fits(const Checksum& checksum, std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    return EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, checksum.algorithm, nullptr) == 1 &&
           std::equal(digest.begin(), digest.begin() + length, checksum.digest.begin(), checksum.digest.end(),
                      [](unsigned char a, char b) { return a == static_cast<unsigned char>(b); });
}

Response progress_response(int status, const usecases::UploadProgress& progress)
{
    Response response;
    response.status = status;
    response.headers = {{"Tus-Resumable", std::string(tus_version)},
                        {"Upload-Offset", std::to_string(progress.offset)}};
    if (!progress.complete)
        response.headers.emplace_back("Upload-Expires", http_date(progress.expires_at));
    return response;
}

Result<Response> options(App&, const Call&)
{
    Response response;
    response.status = 204;
    response.headers = {{"Tus-Resumable", std::string(tus_version)},
                        {"Tus-Version", std::string(tus_version)},
                        {"Tus-Extension", "creation,checksum,expiration,termination"},
                        {"Tus-Checksum-Algorithm", "sha1,sha256"},
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
    Appending(App& app, usecases::DeviceSession device, usecases::UploadProgress progress,
              std::optional<Checksum> checksum)
        : app_(app), device_(std::move(device)), progress_(progress), checksum_(std::move(checksum))
    {
    }

    Result<void> take(std::string_view piece) override
    {
        if (!checksum_)
            return append(piece);
        if (held_.size() + piece.size() > max_checked_body)
            return Error{Errc::too_large, "with a checksum, send at most 1 MiB at once"};
        held_ += piece;
        return {};
    }

    Result<Response> finish() override
    {
        if (checksum_ && !fits(*checksum_, held_))
            return Error{Errc::checksum_mismatch, {}};
        BALIEBLIK_CHECK(append(held_));
        return progress_response(204, progress_);
    }

private:
    Result<void> append(std::string_view piece)
    {
        if (piece.empty())
            return {};
        BALIEBLIK_TRY(progress,
                      usecases::append_upload(shelf(app_), device_, progress_.id, progress_.offset, as_bytes(piece)));
        progress_ = progress;
        return {};
    }

    App& app_;
    const usecases::DeviceSession device_;
    usecases::UploadProgress progress_;
    const std::optional<Checksum> checksum_;
    std::string held_;
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
    BALIEBLIK_TRY(checksum, checksum_of(call.request));
    return std::unique_ptr<Sink>(std::make_unique<Appending>(app, *call.who->device, progress, std::move(checksum)));
}

Result<Response> end(App& app, const Call& call)
{
    BALIEBLIK_CHECK(check_version(call.request));
    BALIEBLIK_TRY(id, call.id<store::UploadId>(0));
    BALIEBLIK_CHECK(usecases::end_upload(shelf(app), *call.who->device, id));
    Response response;
    response.status = 204;
    response.headers = {{"Tus-Resumable", std::string(tus_version)}};
    return response;
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
    route<end>(Method::del, "/v1/blobs/{upload_id}", "Drops an upload that is not whole", Access::device)
        .answering({}, 204)
        .only_newest(),
};

} // namespace

std::span<const Route> photo_routes() { return table; }

} // namespace balieblik::http
