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

// Reads all sheets; what cannot be read is added to the problems.
Workbook read_tables(std::string_view markdown, Problems& problems);

// The same tables with every column of a sheet as wide as its widest cell. Comments and blank lines stay. Formatting
// twice changes nothing more.
std::string format_tables(std::string_view markdown);

// The cells of a CSV text (RFC 4180: quotes, doubled quotes, CRLF or LF), first row first.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

std::string trimmed(std::string_view text);
std::string lower(std::string_view text);

} // namespace balieblik::forms::xls
