// SPDX-License-Identifier: EUPL-1.2
// What a cell says, as text: numbers, dates by their format, booleans, shared and inline strings.
#pragma once

#include "forms/xform/xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xlsx {

// The workbook's own tables that cells refer to.
struct CellContext {
    std::vector<std::string> strings;
    std::vector<bool> is_date; // by cell style
    bool from_1904 = false;    // the day that dates count from
};

std::vector<std::string> shared_strings(const XmlNode& root);
std::vector<bool> date_styles(const XmlNode& root);
std::string cell_text(const XmlNode& cell, const CellContext& context);

// The text of a rich or plain string: all of its runs, without the phonetic ones.
std::string string_text(const XmlNode& item);
// "2026-03-12", "10:05:00" or "2026-03-12T10:05:00" of a serial number.
std::string date_text(double serial, bool from_1904);

} // namespace balieblik::forms::xlsx
