// SPDX-License-Identifier: EUPL-1.2
// A release as an OData 4.0 feed: a service document, $metadata, and two entity sets that are read with $select,
// $filter, $top, $skip and $count, a page at a time. $orderby, $expand and writing are refused, as the standard lets a
// service do.
#pragma once

#include "exports/release_export.hpp"

namespace balieblik::exports {

struct ODataRequest {
    std::string base; // the address of the service, ends with "/"
    std::string path; // below it: "", "$metadata", "Figures", "Figures/$count", "Figures(12)", "Places"
    std::vector<std::pair<std::string, std::string>> options;
};

struct ODataReply {
    std::string content_type;
    std::string body;
};

// Refusals: not_found (no such resource), malformed (an option that is wrong or not supported; says which).
Result<ODataReply> odata(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request);

} // namespace balieblik::exports
