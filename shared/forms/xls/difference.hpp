// SPDX-License-Identifier: EUPL-1.2
// What changed between two versions of a questionnaire, by question and choice instead of by line.
#pragma once

#include "forms/xls/table.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xls {

enum class ChangeKind { added, removed, moved, changed };
BOOST_DESCRIBE_ENUM(ChangeKind, added, removed, moved, changed)

struct Difference {
    std::string sheet; // survey, choices, settings
    std::string name;  // of the question; "list/choice"; the setting
    ChangeKind kind{};
    std::string column; // of a change
    std::string before, after;
};

// In the order of the newer text; what was removed comes last. Texts that do not compile are compared all the same.
std::vector<Difference> differences(std::string_view before, std::string_view after);
std::vector<Difference> differences(const Workbook& before, const Workbook& after);
// "survey B3: label::Nederlands (nl) was 'x', is 'y'."
std::string sentence(const Difference& difference);

} // namespace balieblik::forms::xls
