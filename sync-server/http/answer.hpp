// SPDX-License-Identifier: EUPL-1.2
// From a request to a response: who asks, may they, how often, the row's function, and the problem when it refuses.
// No sockets: this is what the connections call on a pool thread, and the last border for exceptions.
#pragma once

#include "http/app.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"

#include <variant>

namespace balieblik::http {

// What can be refused before a body is read: credentials that are not even there, and whoever asks too often.
std::optional<Response> refuse_early(App& app, const Route& route, const Request& request);

// Any thread. Never throws: an exception is logged by its kind and answered as `internal`.
Response answer(App& app, const Route& route, const Request& request, std::vector<std::string> arguments);

// The same for a row whose body is stored as it arrives: where its bytes go, or the refusal.
std::variant<Response, std::unique_ptr<Sink>> open_sink(App& app, const Route& route, const Request& request,
                                                        std::vector<std::string> arguments);
// Hands on a piece (or, without one, the end) of such a body; a response ends it.
std::optional<Response> feed_sink(Sink& sink, const Request& request, std::optional<std::string_view> piece);

// The response when no row answers: not_found or method_not_allowed.
Response no_route(const Request& request, const std::string& allowed);
// `too_large`, with the limit for machines to read.
Response body_too_large(const Request& request, std::size_t limit);

// The headers that every response has: what a browser may do with it, and on /v1 the proof that it was this server
// that answered this request (sync-protocol.md, section 3).
void add_common_headers(const Request& request, Response& response);

} // namespace balieblik::http
