// SPDX-License-Identifier: EUPL-1.2
// The expressions of OData 4.0 (part 2, section 5.1.1) that $filter and $orderby take: comparisons, in, and, or, not,
// parentheses, and functions of texts and numbers. Arithmetic, lambdas and functions of time are not offered.
#pragma once

#include "base/json.hpp"
#include "base/result.hpp"

#include <functional>
#include <vector>

namespace balieblik::exports {

using ODataRow = boost::json::object;

enum class ODataKind { null, truth, number, text };

struct ODataProperty {
    std::string_view name;
    std::string_view type; // Edm.String, Edm.Int32 or Edm.Double
    bool nullable = false;

    ODataKind kind() const { return type == "Edm.String" ? ODataKind::text : ODataKind::number; }
};

using RowValue = std::function<boost::json::value(const ODataRow&)>;
using RowFilter = std::function<bool(const ODataRow&)>;

struct RowOrder {
    RowValue value;
    bool descending{};
};

// Refusals: malformed (says at which character and what is wanted), query_invalid (the standard knows it, this service
// does not offer it).
Result<RowFilter> parse_filter(std::string_view text, std::span<const ODataProperty> properties);
Result<std::vector<RowOrder>> parse_order(std::string_view text, std::span<const ODataProperty> properties);

// By value, null first, as the standard sorts upwards.
bool comes_before(const boost::json::value& a, const boost::json::value& b);

} // namespace balieblik::exports
