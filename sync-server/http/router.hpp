// SPDX-License-Identifier: EUPL-1.2
// Finds the row of the routing tables that a request is for, and describes all rows as one OpenAPI document.
#pragma once

#include "http/route.hpp"

namespace balieblik::http {

using Tables = std::vector<std::span<const Route>>;

struct Match {
    const Route* route = nullptr; // none: nothing is at this path, or not for this method
    std::vector<std::string> arguments;
    std::string allowed; // methods that the path knows: "GET, HEAD"; empty: no such path
};

// HEAD finds the row of GET where it has none of its own.
Match find_route(const Tables& tables, Method method, std::string_view path);

// The OpenAPI 3.1 document of these tables.
boost::json::object openapi(const Tables& tables);

} // namespace balieblik::http
