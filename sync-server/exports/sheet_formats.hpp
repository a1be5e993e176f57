// SPDX-License-Identifier: EUPL-1.2
// How the cells of a workbook look.
#pragma once

#include <xlsxwriter.h>

#include <array>
#include <string_view>

namespace balieblik::exports {

struct Formats {
    explicit Formats(lxw_workbook* book);

    lxw_format* title;
    lxw_format* head;
    lxw_format* head_right;
    lxw_format* one_decimal;
    std::array<lxw_format*, 3> beside_text{}; // numbers by their decimals, where texts of several lines are on the row
    lxw_format* chance;                       // the same, with three decimals where there are any
    lxw_format* after_number;                 // a text that would otherwise touch the number before it
    lxw_format* whole;
    lxw_format* right;
    lxw_format* quiet;
    lxw_format* quiet_right;
    lxw_format* wrap;
    lxw_format* label;
    std::array<lxw_format*, 4> indent{}; // by level of the place
};

// The height of a row whose cells are wrapped: not every program makes room by itself.
int lines_of(std::string_view text, double width); // in a column of this width
double height_of(int lines);

} // namespace balieblik::exports
