// SPDX-License-Identifier: EUPL-1.2
// What the quality role can take home: reads the figures back out of each kind of file, as anybody with an editor
// could.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::attacker {

struct FileRow {
    std::string place; // its name
    std::string dimension;
    std::string mean, lower, upper; // as written, with a decimal point; empty: none
    std::string visits;             // at least
    std::string bound;
    std::string verdict;
    std::string why; // not shown

    bool operator==(const FileRow&) const = default;
};
std::string text(const FileRow& row);

using FileRows = std::vector<FileRow>;

FileRows rows_of_csv(std::string_view file, char separator);
FileRows rows_of_json(std::string_view file);
FileRows rows_of_odata(const std::vector<std::string>& pages);
// The sheet of figures. `words` turns what people read back into codes.
FileRows rows_of_workbook(std::string_view file, const std::map<std::string, std::string>& words);

// Rows and cells; and a number as all kinds of files can be compared by: "62.0", "62" and "62,0" are the same.
std::vector<std::vector<std::string>> csv_cells(std::string_view file, char separator);
std::string plain_figure(std::string text);

// Every number in a file that is written with more than one decimal, but for those within longer words (hashes, times,
// versions): a figure that was not rounded.
std::vector<std::string> unrounded_numbers(std::string_view file);

} // namespace balieblik::attacker
