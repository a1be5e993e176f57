// SPDX-License-Identifier: EUPL-1.2
#include "exports/sheet_formats.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::exports {

Formats::Formats(lxw_workbook* book)
{
    const auto add = [&] { return workbook_add_format(book); };
    title = add();
    format_set_bold(title);
    format_set_font_size(title, 16);
    head = add();
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_VERTICAL_BOTTOM);
    head_right = add();
    format_set_bold(head_right);
    format_set_bottom(head_right, LXW_BORDER_THIN);
    format_set_text_wrap(head_right);
    format_set_align(head_right, LXW_ALIGN_RIGHT);
    format_set_align(head_right, LXW_ALIGN_VERTICAL_BOTTOM);
    one_decimal = add();
    format_set_num_format(one_decimal, "0.0");
    const auto at_the_top = [&](const char* numbers) {
        auto* made = add();
        format_set_num_format(made, numbers);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        return made;
    };
    beside_text = {at_the_top("0"), at_the_top("0.0"), at_the_top("0.00")};
    chance = at_the_top("0.00#");
    after_number = add();
    format_set_text_wrap(after_number);
    format_set_align(after_number, LXW_ALIGN_VERTICAL_TOP);
    format_set_indent(after_number, 1);
    whole = add();
    format_set_num_format(whole, "0");
    right = add();
    format_set_align(right, LXW_ALIGN_RIGHT);
    quiet = add();
    format_set_font_color(quiet, 0x595959);
    format_set_italic(quiet);
    quiet_right = add();
    format_set_font_color(quiet_right, 0x595959);
    format_set_italic(quiet_right);
    format_set_align(quiet_right, LXW_ALIGN_RIGHT);
    wrap = add();
    format_set_text_wrap(wrap);
    format_set_align(wrap, LXW_ALIGN_VERTICAL_TOP);
    label = add();
    format_set_bold(label);
    format_set_text_wrap(label);
    format_set_align(label, LXW_ALIGN_VERTICAL_TOP);
    for (int depth = 0; depth < 4; ++depth) {
        indent[depth] = add();
        format_set_indent(indent[depth], static_cast<std::uint8_t>(depth));
        if (depth == 0)
            format_set_bold(indent[depth]);
    }
}

int lines_of(std::string_view text, double width)
{
    const auto letters = std::count_if(text.begin(), text.end(),
                                       [](char one) { return (static_cast<unsigned char>(one) & 0xC0) != 0x80; });
    // A width is so many digits; words do not fill a line to its end.
    return std::max(1, static_cast<int>(std::ceil(static_cast<double>(letters) / (0.9 * width))));
}

double height_of(int lines) { return 15.0 * lines; }

} // namespace balieblik::exports
