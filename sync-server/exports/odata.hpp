// SPDX-License-Identifier: EUPL-1.2
// A release as an OData 4.0 feed: a service document, $metadata, and three entity sets with their entities and
// properties, read with $select, $filter, $orderby, $top, $skip, $count and $format, a page at a time. $expand,
// $search, $apply and $compute are answered with 501, as the standard lets a service do; nothing can be written.
#pragma once

#include "exports/release_export.hpp"

namespace balieblik::exports {

struct ODataRequest {
    std::string base; // the address of the service, ends with "/"
    std::string path; // below it: "", "$metadata", "Figures", "Figures/$count", "Figures(12)", "Places('GM0177')/Name"
    std::vector<std::pair<std::string, std::string>> options;
    std::string accept;                    // header; what $format overrules
    std::string max_version;               // header OData-MaxVersion
    std::optional<std::int64_t> page = {}; // what the client prefers (Prefer: odata.maxpagesize)
    std::string_view language = "en";
};

struct ODataReply {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {}; // OData-Version and what else belongs to it
};

// What cannot be answered is a reply too, in the standard's own form: 400, 404, 406 or 501. Refusals: those of reading.
Result<ODataReply> odata(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request);
// For refusals from elsewhere: no such release, say.
ODataReply odata_error(int status, const Error& error, std::string_view language);

// The size in `Prefer: odata.maxpagesize=100` (or, as in 4.01, `maxpagesize=100`); none where there is none.
std::optional<std::int64_t> preferred_page(std::string_view prefer);

} // namespace balieblik::exports
