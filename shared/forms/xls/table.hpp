// SPDX-License-Identifier: EUPL-1.2
// A workbook of sheets, read from Markdown tables: the first cell of a row names the sheet, the rows after it are the
// sheet's header and its rows. `\|` is a bar inside a cell; lines that start with `#` are comments.
#pragma once

#include "forms/xls/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xls {

struct TableRow {
    int row = 0;  // in the sheet; the header is row 1
    int line = 0; // in the file
    std::vector<std::string> cells;
};

struct Sheet {
    std::string name; // lower case
    int line = 0;
    TableRow header;
    std::vector<TableRow> rows; // without the empty ones
};

struct Workbook {
    std::vector<Sheet> sheets;

    const Sheet* find(std::string_view name) const;
};

// How a line break inside a cell is written.
inline constexpr std::string_view line_break = "&#10;";

// Reads all sheets; what cannot be read is added to the problems.
Workbook read_tables(std::string_view markdown, Problems& problems);

// One line of a text as it stands: a row with its cells (the first names a sheet, or is empty), or a comment or blank
// line without any. Rulers are left out.
struct TableLine {
    std::string text;
    std::vector<std::string> cells; // `\|` read as a bar
};
std::vector<TableLine> table_lines(std::string_view markdown);

// The same tables with every column of a sheet as wide as its widest cell. Comments and blank lines stay; a sheet's
// name gets a line of its own. Formatting twice changes nothing more.
std::string format_tables(std::string_view markdown);

// The cells of a CSV text (RFC 4180: quotes, doubled quotes, CRLF or LF), first row first.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

std::string trimmed(std::string_view text);
std::string lower(std::string_view text);

} // namespace balieblik::forms::xls
