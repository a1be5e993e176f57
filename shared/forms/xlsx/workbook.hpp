// SPDX-License-Identifier: EUPL-1.2
// A questionnaire as an Excel workbook: for offices that write in a spreadsheet, and for tools that read XLSForm files.
// What is exported and imported again is the same text, byte for byte; what Excel or LibreOffice saves is read too.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xlsx {

struct SheetCells {
    std::string name;
    std::vector<std::vector<std::string>> rows; // as text; row 1 first, gaps are empty rows
};

// What an untrusted workbook may be.
inline constexpr std::size_t max_file_bytes = 8 * 1024 * 1024;
inline constexpr std::size_t max_part_bytes = 24 * 1024 * 1024; // unpacked
inline constexpr std::size_t max_parts = 500;
inline constexpr std::size_t max_cells = 400'000;

// All sheets, hidden ones too, in their order. Numbers become their shortest text, dates ISO 8601, booleans TRUE and
// FALSE; a formula is what it last amounted to. Refusals: too_large; malformed (no workbook, or a part of it broken).
Result<std::vector<SheetCells>> read_workbook(std::string_view xlsx);

// The tables of a questionnaire, formatted. Line breaks inside a cell become blanks. Refusals: those of read_workbook.
Result<std::string> to_markdown(std::string_view xlsx);

// The workbook of a questionnaire, with drop-down lists for types, lists and yes/no, and a sheet that explains the
// columns. Refusals: validation (a sheet's name that Excel does not take; says which), io_failed.
Result<std::string> from_markdown(std::string_view markdown);

} // namespace balieblik::forms::xlsx
