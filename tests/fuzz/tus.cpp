// SPDX-License-Identifier: EUPL-1.2
// An upload's requests through the routes, beside one that is under way: the first line of the input is the method, the
// second the path, then a header a line and an empty one, then the body. "{id}" and "{at}" stand for that upload and
// its offset. No request may fail as a fault of the server, and the offset grows by exactly what was taken.
#include "fuzz/organisation.hpp"
#include "http/answer.hpp"
#include "http/backend.hpp"
#include "http/routes.hpp"
#include "store_sqlite/blob_folder.hpp"
#include "usecases/photos.hpp"

using namespace balieblik;

namespace {

constexpr std::int64_t photo_size = 5000;

struct Server {
    fuzz::Organisation& here = fuzz::organisation();
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(here.folder.path() / "photos").value();
    http::Backend backend{*here.store, *files, here.field.tenant, "CA", std::string(64, 'c')};
    Config config = [] {
        Config made;
        made.device_per_minute = made.device_burst = 1'000'000'000;
        return made;
    }();
    http::StoredGatekeeper gatekeeper{*here.store, here.field.tenant, here.field.env};
    http::App app{config, here.clock, here.random, gatekeeper, &backend};
    http::Tables tables = http::all_tables();
    // No bytes have this hash: an upload that is whole is discarded and begins anew, so that a run goes on for ever.
    usecases::NewUpload promised{photo_size, std::string(64, '0'), {}};

    Server()
    {
        auto body = here.tablet->body(here.assignment);
        body.attachments.push_back({promised.sha256, photo_size, "image/jpeg", "/data/h5", "1.jpg"});
        promised.visit_version_id = body.visit_version_id;
        fuzz::must(here.tablet->push({here.tablet->seal(body)}).has_value());
    }

    usecases::UploadProgress under_way()
    {
        return usecases::begin_upload({*here.store, *files, here.field.env}, here.tablet->session, promised).value();
    }

    http::Response ask(const http::Route& route, const http::Request& request, std::vector<std::string> arguments)
    {
        if (!route.sink)
            return http::answer(app, route, request, std::move(arguments));
        auto opened = http::open_sink(app, route, request, std::move(arguments));
        if (auto* refusal = std::get_if<http::Response>(&opened))
            return *refusal;
        auto& sink = *std::get<std::unique_ptr<http::Sink>>(opened);
        if (auto refusal = http::feed_sink(sink, request, request.body))
            return *refusal;
        return http::feed_sink(sink, request, std::nullopt).value_or(http::Response{});
    }
};

std::string line_of(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

http::Method method_named(std::string_view text)
{
    using enum http::Method;
    for (const auto method : {head, patch, del, options})
        if (text == http::name(method))
            return method;
    return post;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Server server;
    const auto before = server.under_way();
    std::string_view text(reinterpret_cast<const char*>(data), size);
    http::Request request;
    request.method = method_named(line_of(text));
    request.path = line_of(text);
    fuzz::put_in(request.path, "{id}", to_text(before.id));
    request.headers.emplace_back("authorization", "Bearer " + server.here.token);
    for (auto line = line_of(text); !line.empty(); line = line_of(text)) {
        fuzz::put_in(line, "{at}", std::to_string(before.offset));
        if (const auto colon = line.find(": "); colon != line.npos)
            request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    request.body = std::string(text);
    const auto match = http::find_route(server.tables, request.method, request.path);
    if (!match.route || !match.route->pattern.starts_with("/v1/blobs"))
        return 0;

    const auto response = server.ask(*match.route, request, match.arguments);

    fuzz::must(response.status < 500);
    const auto after = server.under_way();
    const bool appended = request.method == http::Method::patch && response.status == 204;
    if (appended)
        fuzz::must(after.offset == before.offset + static_cast<std::int64_t>(request.body.size()));
    else
        fuzz::must(after.offset == before.offset || after.offset == 0); // as it was, or dropped
    return 0;
}
