// SPDX-License-Identifier: EUPL-1.2
// One expression on any document: the `eval` of `balieblik-form run`.
#pragma once

#include "base/clock.hpp"
#include "forms/xpath/moment.hpp"

#include <boost/json.hpp>

namespace balieblik::forms::cli {

struct World {
    const Clock* clock = nullptr;
    Random* random = nullptr;
    xpath::OffsetAt offset_at;
};

// `xml`, `expr`; `ctx` and `root` as child indices from the document, "@name" for an attribute, a document type and a
// CDATA section counting as nodes, as in a browser; `xforms` (default true), `lang`, `reqType` (DOM's XPathResult).
// Replies `resType` with `num`, `str`, `bool` or `nodes`, or `error`.
boost::json::object evaluate(const boost::json::object& request, const World& world);

} // namespace balieblik::forms::cli
