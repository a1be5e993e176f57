// SPDX-License-Identifier: EUPL-1.2
// A request and a response as the routes see them: plain values, no socket and no library behind them.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balieblik::http {

enum class Method { get, head, post, put, patch, del, options };
std::string_view name(Method method); // "GET"

using Header = std::pair<std::string, std::string>;

struct Request {
    Method method{};
    std::string path; // decoded; without the query
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<Header> headers; // names in lower case
    std::string body;
    std::string address; // of the peer, as its limits are counted (http/rate_limit.hpp)

    // The first value; empty if there is none. `lower_name` in lower case.
    std::string_view header(std::string_view lower_name) const;
    std::optional<std::string> parameter(std::string_view query_name) const;
    std::string_view cookie(std::string_view cookie_name) const;
    // "nl" or "en": what Accept-Language prefers of the two; Dutch where it prefers neither.
    std::string_view language() const;
};

// Hands a long body out piece by piece; an empty piece is the end. A refusal breaks the response off, so that nobody
// takes it for the whole. Called on a pool thread, never twice at once.
using Source = std::function<Result<std::string>()>;

// A response that comes when one of these streams changed (sync-protocol.md, 8.3): once, or again and again.
struct Wake {
    std::vector<std::string> streams;
    std::optional<std::int64_t> since;
    bool again = false;
};

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<Header> headers = {};
    Source source = {};                              // instead of `body`
    std::optional<std::uint64_t> source_length = {}; // of all its pieces; sent in chunks where nobody knows it yet
    std::optional<Wake> wake = {};                   // instead of all of this
};

// A body that arrives while it is stored: a photo. Lives on the connection that sends it; its functions are called on
// a pool thread, one after the other. When the connection breaks it is destroyed, and what it took stays.
class Sink {
public:
    virtual ~Sink() = default;
    virtual Result<void> take(std::string_view piece) = 0;
    virtual Result<Response> finish() = 0;
};

} // namespace balieblik::http
