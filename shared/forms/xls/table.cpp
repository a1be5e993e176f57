// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace balieblik::forms::xls {

std::string trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

std::string lower(std::string_view text)
{
    std::string made(text);
    for (auto& c : made)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return made;
}

namespace {

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

// Blanks round a cell mean nothing, and neither do empty lines of its text.
std::string cell_of(std::string_view written)
{
    for (std::size_t before = 0; before != written.size();) {
        before = written.size();
        while (!written.empty() && (written.front() == ' ' || written.front() == '\t' || written.front() == '\r'))
            written.remove_prefix(1);
        while (!written.empty() && (written.back() == ' ' || written.back() == '\t' || written.back() == '\r'))
            written.remove_suffix(1);
        if (written.starts_with(line_break))
            written.remove_prefix(line_break.size());
        if (written.ends_with(line_break))
            written.remove_suffix(line_break.size());
    }
    return std::string(written);
}

// A text of several lines stands on one line of a table.
std::string with_line_breaks(std::string cell)
{
    for (auto at = cell.find(line_break); at != std::string::npos; at = cell.find(line_break, at + 1))
        cell.replace(at, line_break.size(), "\n");
    return cell;
}

// The cells between the bars, trimmed; `\|` and line breaks stay as they are written when `raw`.
std::vector<std::string> cells_of(std::string_view line, bool raw)
{
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
            cell += raw ? "\\|" : "|";
            ++i;
        } else if (line[i] == '|') {
            cells.push_back(raw ? cell_of(cell) : with_line_breaks(cell_of(cell)));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    if (!cell_of(cell).empty())
        cells.push_back(raw ? cell_of(cell) : with_line_breaks(cell_of(cell)));
    return cells;
}

bool is_ruler(const std::vector<std::string>& cells)
{
    bool any = false;
    for (const auto& cell : cells) {
        if (cell.find_first_not_of("-:") != std::string::npos)
            return false;
        any = any || cell.find("--") != std::string::npos;
    }
    return any;
}

bool is_empty(const std::vector<std::string>& cells, std::size_t from)
{
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(from, cells.size())), cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
}

// How many columns a terminal gives a text: one for each UTF-8 character.
std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

const Sheet* Workbook::find(std::string_view name) const
{
    const auto found =
        std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) { return sheet.name == name; });
    return found == sheets.end() ? nullptr : &*found;
}

Workbook read_tables(std::string_view markdown, Problems& problems)
{
    Workbook book;
    int line_number = 0;
    int row_number = 0;
    for (const auto raw_line : lines_of(markdown)) {
        ++line_number;
        const auto line = trimmed(raw_line);
        if (line.empty() || line.front() == '#')
            continue;
        const auto refuse = [&](std::string message) {
            problems.push_back({Errc::form_invalid, ProblemKind::line_not_table,
                                book.sheets.empty() ? "" : book.sheets.back().name, 0, line_number, "",
                                std::move(message), "Table rows start with '|', comments with '#'.", false});
        };
        if (line.front() != '|') {
            refuse("This line is not part of a table.");
            continue;
        }
        auto cells = cells_of(line, false);
        if (is_ruler(cells))
            continue;
        if (!cells.empty() && !cells[0].empty()) {
            book.sheets.push_back(Sheet{lower(cells[0]), line_number, {}, {}});
            row_number = 0;
            if (is_empty(cells, 1))
                continue;
            cells[0].clear();
        }
        if (book.sheets.empty()) {
            refuse("This row belongs to no sheet.");
            continue;
        }
        ++row_number;
        if (is_empty(cells, 1))
            continue;
        cells.erase(cells.begin());
        TableRow row{row_number, line_number, std::move(cells)};
        auto& sheet = book.sheets.back();
        if (sheet.header.cells.empty())
            sheet.header = std::move(row);
        else
            sheet.rows.push_back(std::move(row));
    }
    return book;
}

std::vector<TableLine> table_lines(std::string_view markdown)
{
    std::vector<TableLine> made;
    for (const auto raw_line : lines_of(markdown)) {
        const auto text = trimmed(raw_line);
        if (text.empty() || text.front() != '|') {
            made.push_back({text, {}});
            continue;
        }
        auto cells = cells_of(text, false);
        if (is_ruler(cells))
            continue;
        if (cells.empty())
            cells.emplace_back();
        made.push_back({"", std::move(cells)});
    }
    return made;
}

std::string format_tables(std::string_view markdown)
{
    struct Line {
        std::string text; // of a comment or blank line
        std::vector<std::string> cells;
        std::size_t table = 0;
    };
    std::vector<Line> lines;
    std::map<std::size_t, std::vector<std::size_t>> widths;
    std::size_t table = 0;
    for (const auto raw_line : lines_of(markdown)) {
        const auto text = trimmed(raw_line);
        if (text.empty() || text.front() != '|') {
            lines.push_back({text, {}, 0});
            continue;
        }
        auto cells = cells_of(text, true);
        if (is_ruler(cells))
            continue;
        if (!cells.empty() && !cells[0].empty())
            ++table;
        while (!cells.empty() && cells.size() > 1 && cells.back().empty())
            cells.pop_back();
        if (cells.empty())
            cells.emplace_back();
        auto& wide = widths[table];
        if (cells.size() > 1 && !cells[0].empty()) {
            wide.resize(std::max<std::size_t>(wide.size(), 1));
            wide[0] = std::max(wide[0], width_of(cells[0]));
            lines.push_back({"", {std::exchange(cells[0], {})}, table});
        }
        wide.resize(std::max(wide.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i)
            wide[i] = std::max(wide[i], width_of(cells[i]));
        lines.push_back({"", std::move(cells), table});
    }
    std::string made;
    for (const auto& line : lines) {
        if (line.cells.empty()) {
            made += line.text + "\n";
            continue;
        }
        const auto& wide = widths[line.table];
        const bool heading = !line.cells[0].empty() && is_empty(line.cells, 1);
        for (std::size_t i = 0; i < (heading ? 1 : wide.size()); ++i) {
            const auto cell = i < line.cells.size() ? line.cells[i] : std::string();
            made += "| " + cell + std::string(wide[i] - width_of(cell) + 1, ' ');
        }
        made += "|\n";
    }
    return made;
}

std::vector<std::vector<std::string>> read_csv(std::string_view text)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    bool any = false;
    const auto end_row = [&] {
        if (any) {
            row.push_back(std::move(cell));
            rows.push_back(std::move(row));
        }
        row = {};
        cell.clear();
        any = false;
    };
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
            continue;
        }
        if (c == '\n') {
            end_row();
            continue;
        }
        if (c == '\r')
            continue;
        any = true;
        if (c == '"')
            quoted = true;
        else if (c == ',')
            row.push_back(std::exchange(cell, {}));
        else
            cell += c;
    }
    end_row();
    return rows;
}

} // namespace balieblik::forms::xls
