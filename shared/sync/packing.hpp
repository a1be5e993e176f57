// SPDX-License-Identifier: EUPL-1.2
// Bodies that are packed on their way: gzip (RFC 1952) and Zstandard (RFC 8878), named as in RFC 9110, 8.4.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace balieblik::sync {

enum class Coding { none, gzip, zstd };

// As it stands in a header; empty for none.
std::string_view name(Coding coding);

// What a message's Content-Encoding says. Refusal: media_type_unsupported (a coding, or several, that nobody here
// reads).
Result<Coding> coding_named(std::string_view content_encoding);

// The best of those that an Accept-Encoding allows, Zstandard first; none where it allows neither.
Coding best_coding(std::string_view accept_encoding);

// What the headers of a server say it reads.
inline constexpr std::string_view readable_codings = "zstd, gzip";

// Shorter than this a body is not worth packing.
inline constexpr std::size_t least_worth_packing = 1024;

std::string pack(Coding coding, std::string_view plain);

// Refusals: malformed (not of this coding, cut, or followed by something), too_large (more than `limit` bytes, or more
// than 100 times what was packed: nothing that is worth sending shrinks like that). Never holds more than `limit` bytes
// beside what it was given.
Result<std::string> unpack(Coding coding, std::string_view packed, std::size_t limit);

} // namespace balieblik::sync
