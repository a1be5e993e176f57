// SPDX-License-Identifier: EUPL-1.2
// Refusals on the wire (RFC 9457): the only place where an Error becomes an HTTP status.
#pragma once

#include "base/clock.hpp"
#include "http/message.hpp"

namespace balieblik::http {

// The status for a code; each code has exactly one.
int status_of(Errc code);

// What a refusal says beside its code and its sentence, for machines to act on.
struct Hints {
    std::optional<std::int64_t> limit = std::nullopt;   // with too_large and rate_limited: what is allowed
    std::optional<seconds> retry_after = std::nullopt;  // with class `retry` and locked_out
    std::optional<std::int64_t> next_no = std::nullopt; // with mutation_gap
};

// application/problem+json, titled in `language`. Says `Retry-After` where one may come back.
Response problem(const Error& error, std::string_view language, const Hints& hints = {});

} // namespace balieblik::http
