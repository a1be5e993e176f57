// SPDX-License-Identifier: EUPL-1.2
// What the help sheet of an exported workbook says.
#pragma once

#include <string>
#include <vector>

namespace balieblik::forms::xlsx {

struct HelpType {
    std::string name;
    bool takes_list = false;
    std::string dutch, english;
};
const std::vector<HelpType>& help_types();

struct HelpRow {
    std::vector<std::string> cells;
    bool heading = false;
};
std::vector<HelpRow> help_rows();

} // namespace balieblik::forms::xlsx
