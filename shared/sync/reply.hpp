// SPDX-License-Identifier: EUPL-1.2
// Reading a reply's headers. Only for the client's own files.
#pragma once

#include "sync/client.hpp"

namespace balieblik::sync {

// ASCII letters in any case.
bool same_letters(std::string_view left, std::string_view right);
// By name in any case; none if it is not there.
std::optional<std::string> header(const Reply& reply, std::string_view name);
// "application/json; charset=utf-8", "application/problem+json".
bool is_our_media_type(std::string_view content_type);
// Digits only, without a sign.
std::optional<std::int64_t> whole_number(std::string_view text);
// The path of a Location, whether it came with a host or without one; none if it is no path of ours.
std::optional<std::string> path_of(std::string_view location);
// RFC 4648, with padding, as Upload-Metadata wants it.
std::string base64(std::string_view text);

} // namespace balieblik::sync
