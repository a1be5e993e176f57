// SPDX-License-Identifier: EUPL-1.2
// The visit of the design's end-to-end oracle, and what its tests need around it.
#pragma once

#include "forms/xform/form.hpp"
#include "scoring/score.hpp"

#include <boost/json.hpp>

#include <map>
#include <memory>
#include <string>

namespace balieblik::scoring::testing {

std::string file_text(const std::string& below_the_source);
std::shared_ptr<const forms::Form> counter_form();
Norm katwijk();
// Answers by name ("B2" to "yes"), as the oracle gives them, with laps of 520 s.
std::map<std::string, std::string> oracle_answers();
// The answers as a record: each in the group of its letter, the hidden ones at the top.
boost::json::object record_of(const std::map<std::string, std::string>& answers);
// "/data/B/B2" of "B2".
std::string reference_of(const std::string& name);

} // namespace balieblik::scoring::testing
