// SPDX-License-Identifier: EUPL-1.2
// What was worked out with a release, read back out of each kind of file that holds it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::attacker {

struct AnalysisRow {
    std::string analysis, figure, place, dimension;
    std::string value, lower, upper;          // with a decimal point; empty: none
    std::string n, n_compared, p, p_over;     // as they are told
    std::string compared_with, verdict, none; // words and codes
    bool operator==(const AnalysisRow&) const = default;
};
using AnalysisRows = std::vector<AnalysisRow>;
std::string text(const AnalysisRow& row);

AnalysisRows analyses_of_csv(std::string_view file, char separator);
AnalysisRows analyses_of_json(std::string_view file);
AnalysisRows analyses_of_odata(const std::vector<std::string>& pages);

// The sheets that answer a question, by their English name: of each row the place as people call it, and all numbers.
std::map<std::string, std::vector<std::string>> analyses_of_workbook(std::string_view file);
// What those sheets should say.
std::map<std::string, std::vector<std::string>> as_in_workbook(const AnalysisRows& rows,
                                                               const std::map<std::string, std::string>& names);

// The same as a reply of the server, for who reads those (JSON).
std::string as_reply(const AnalysisRows& rows);

} // namespace balieblik::attacker
