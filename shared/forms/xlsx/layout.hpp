// SPDX-License-Identifier: EUPL-1.2
// A questionnaire's text as sheets, with what a spreadsheet has no place for: its comments and blank lines. They stand
// on a sheet of their own (`_layout`) by the row that they stand above, so that they survive rows added in Excel.
#pragma once

#include "base/result.hpp"
#include "forms/xlsx/workbook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xlsx {

// The sheets of a text, `_layout` last if it is needed. A row that is all empty stays one.
std::vector<SheetCells> sheets_of(std::string_view markdown);
// The formatted text of sheets; sheets that only help in Excel (`_help`, `_lists`, `_layout`) are no part of it.
std::string markdown_of(const std::vector<SheetCells>& sheets);

inline constexpr std::string_view help_sheet = "_help";
inline constexpr std::string_view lists_sheet = "_lists";
inline constexpr std::string_view layout_sheet = "_layout";

} // namespace balieblik::forms::xlsx
