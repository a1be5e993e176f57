// SPDX-License-Identifier: EUPL-1.2
#include "http/static_files.hpp"

#include "vault/hash.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace balieblik::http {
namespace {

constexpr std::size_t largest_file = 8 * 1024 * 1024;

struct MediaType {
    std::string_view ending;
    std::string_view name;
};
constexpr std::array media_types{
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".json", "application/json"},
    MediaType{".png", "image/png"},
    MediaType{".ico", "image/x-icon"},
    MediaType{".woff2", "font/woff2"},
    MediaType{".txt", "text/plain; charset=utf-8"},
    MediaType{".webmanifest", "application/manifest+json"},
};

std::string_view media_type_of(std::string_view path)
{
    for (const auto& type : media_types)
        if (path.ends_with(type.ending))
            return type.name;
    return "application/octet-stream";
}

std::string whole(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool accepts_gzip(const Request& request)
{
    return request.header("accept-encoding").find("gzip") != std::string::npos;
}

// Vite puts a hash of the contents into the names of what lies in assets/.
bool is_hashed(std::string_view path) { return path.starts_with("assets/"); }

} // namespace

StaticFiles::StaticFiles(const std::string& folder)
{
    namespace fs = std::filesystem;
    if (folder.empty() || !fs::is_directory(folder))
        return;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto relative = fs::relative(entry.path(), folder).generic_string();
        if (!entry.is_regular_file() || relative.starts_with('.') || relative.find("/.") != relative.npos ||
            relative.ends_with(".gz") || entry.file_size() > largest_file)
            continue;
        File file;
        file.bytes = whole(entry.path());
        if (const fs::path packed{entry.path().string() + ".gz"}; fs::is_regular_file(packed))
            file.compressed = whole(packed);
        file.etag = '"' + vault::sha256_hex(file.bytes).substr(0, 32) + '"';
        file.media_type = media_type_of(relative);
        files_.emplace(relative, std::move(file));
    }
}

Result<Response> StaticFiles::find(std::string_view path, const Request& request) const
{
    auto found = files_.find(path);
    if (found == files_.end()) {
        // A page's address has no dot; a missing asset stays missing, or a browser would read a page as a script.
        const auto last = path.substr(path.rfind('/') + 1);
        if (last.find('.') != last.npos || path.starts_with("assets/"))
            return Error{Errc::not_found, {}};
        found = files_.find("index.html");
        if (found == files_.end())
            return Error{Errc::not_found, {}};
    }
    const auto& [file_name, file] = *found;
    Response response;
    response.content_type = file.media_type;
    response.headers.emplace_back("Cache-Control",
                                  is_hashed(file_name) ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("ETag", file.etag);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (request.header("if-none-match") == file.etag) {
        response.status = 304;
        response.content_type.clear();
        return response;
    }
    if (!file.compressed.empty() && accepts_gzip(request)) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.body = file.compressed;
    } else {
        response.body = file.bytes;
    }
    return response;
}

} // namespace balieblik::http
