// SPDX-License-Identifier: EUPL-1.2
// A table as a spreadsheet saves it: `;` or `,`, quotes, any line ends, with or without a byte order mark.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::usecases {

struct CsvRow {
    std::int64_t number{}; // as a spreadsheet counts: the header is row 1
    std::vector<std::string> cells;
};

struct CsvTable {
    std::vector<std::string> columns;
    std::vector<CsvRow> rows; // empty lines are left out
    // The first row whose quotes do not close; what comes after it was not read.
    std::optional<std::int64_t> unclosed;

    std::optional<std::size_t> column(std::string_view name) const;
};

// The separator is the one of both that the header has more of. White space around cells is cut off.
CsvTable read_csv_table(std::string_view text);

} // namespace balieblik::usecases
