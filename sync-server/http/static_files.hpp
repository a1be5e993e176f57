// SPDX-License-Identifier: EUPL-1.2
// The built console: read into memory once, so that a request can name no other file.
#pragma once

#include "http/message.hpp"

#include <map>

namespace balieblik::http {

class StaticFiles {
public:
    // Everything below `folder` (none: no files). Files over 8 MiB and hidden ones are left out; `x.gz` is the
    // compressed form of `x`.
    explicit StaticFiles(const std::string& folder);

    // The file at a path below the folder; `index.html` for the folder itself and for the console's own pages, which
    // are addresses without a dot in their last part. Refusal: not_found.
    Result<Response> find(std::string_view path, const Request& request) const;
    std::size_t size() const { return files_.size(); }

private:
    struct File {
        std::string bytes;
        std::string compressed; // empty: there is none
        std::string etag;
        std::string_view media_type;
    };
    std::map<std::string, File, std::less<>> files_;
};

} // namespace balieblik::http
