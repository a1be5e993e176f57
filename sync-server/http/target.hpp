// SPDX-License-Identifier: EUPL-1.2
// Reads what stands between the method and the version: "/api/waves/x?page=2".
#pragma once

#include "http/message.hpp"

namespace balieblik::http {

// Sets path and query, both decoded. False for what is no path of ours: not absolute, wrong escapes, a dot segment, a
// control character, or an escaped slash.
bool read_target(std::string_view target, Request& to);

} // namespace balieblik::http
