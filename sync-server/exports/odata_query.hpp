// SPDX-License-Identifier: EUPL-1.2
// What a request asks of the OData feed, read from its address and its headers before anything is looked up.
#pragma once

#include "exports/odata.hpp"
#include "exports/odata_model.hpp"

#include <map>

namespace balieblik::exports {

enum class ODataDetail { none, minimal, full }; // of the control information (odata.metadata=...)

// Everything that a query to a set may hold.
struct ODataOptions {
    std::vector<std::string> select; // empty: all
    std::optional<RowFilter> filter;
    std::vector<RowOrder> order;
    std::optional<std::int64_t> top;
    std::optional<std::int64_t> skip;
    std::optional<std::int64_t> token; // where the page before ended: a row's number, or its place in the order
    bool count = false;
    std::string carried; // options that the next page keeps
};

// Refusals everywhere: malformed, and query_invalid for what the standard knows and this service does not offer.
class ODataQuery {
public:
    // Names that begin with $ belong to the standard.
    static Result<ODataQuery> read(const ODataRequest& request);

    // The content type's own option, from $format or, without it, from Accept.
    Result<ODataDetail> detail(std::string_view accept) const;
    Result<std::vector<std::string>> select_of(const ODataSet& set) const;
    Result<ODataOptions> options_of(const ODataSet& set) const;

private:
    std::optional<std::string> option(std::string_view name) const;

    std::map<std::string, std::string, std::less<>> options_;
    std::string carried_;
};

// The key within "(12)" or "('GM0177')".
Result<boost::json::value> odata_key(const ODataProperty& property, std::string_view text);
std::string odata_escaped(std::string_view text); // for an address

} // namespace balieblik::exports
