// SPDX-License-Identifier: EUPL-1.2
// The form that a request names: an XForm (`xml`), tables (`md`), or a file of either or a workbook (`path`); and what
// `compile` and `score` make of it.
#pragma once

#include "base/result.hpp"

#include <boost/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace balieblik::forms::cli {

// The XForm of a request. Refusals: not_found (no such file), form_invalid and form_unsupported (it does not compile),
// those of workbooks.
Result<std::string> xml_of(const boost::json::object& request);

// `xml` and `warnings`, or `error` with `sheet`, `row`, `column`, `kind` of the first problem, and all `problems`.
boost::json::object compile_reply(const boost::json::object& request);

// A file that stands beside a form: norms.csv, holidays.csv.
using Beside = std::function<std::optional<std::string>(std::string_view name)>;
// Of a form and a record: `points` by question, `dimensions`, `index`, `explanation` in both languages, and `score`
// with every item, its weight and its standing. `norms` and `holidays` are CSV texts, else what stands beside the form;
// `norm_set` is else the record's own.
Result<boost::json::object> score_reply(const std::string& xml, const boost::json::object& record,
                                        const boost::json::object& request, const Beside& beside);
// What stands beside the file that a request names as `path`.
Beside beside_path(const boost::json::object& request);

} // namespace balieblik::forms::cli
