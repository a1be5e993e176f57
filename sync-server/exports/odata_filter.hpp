// SPDX-License-Identifier: EUPL-1.2
// The part of OData's $filter that a flat table of texts and numbers needs: comparisons, and, or, not, parentheses,
// contains, startswith and endswith.
#pragma once

#include "base/result.hpp"

#include <boost/json.hpp>

#include <functional>
#include <string_view>

namespace balieblik::exports {

using RowFilter = std::function<bool(const boost::json::object&)>;

// `row` is any row: it tells which properties there are. Refusal: malformed (says where).
Result<RowFilter> parse_filter(std::string_view text, const boost::json::object& row);

} // namespace balieblik::exports
