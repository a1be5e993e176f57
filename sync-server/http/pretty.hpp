// SPDX-License-Identifier: EUPL-1.2
// JSON for people and for diffs: one member a line.
#pragma once

#include <boost/json.hpp>

#include <string>

namespace balieblik::http {

// Indented by two, with a line break at the end.
std::string pretty(const boost::json::value& value);

} // namespace balieblik::http
