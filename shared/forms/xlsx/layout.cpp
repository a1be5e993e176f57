// SPDX-License-Identifier: EUPL-1.2
#include "forms/xlsx/layout.hpp"

#include "forms/xls/table.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace balieblik::forms::xlsx {

namespace {

using Row = std::vector<std::string>;

// What stands above a row: `above` lines, each a comment, "" or, at the end of a sheet, "|" for an empty row.
struct Note {
    std::string sheet;   // "" behind the last sheet
    std::size_t row = 0; // 0: above the sheet's name
    std::string anchor;  // the row's first two cells, to find it again
    std::string lines;   // joined by line breaks
};

std::string anchor_of(const Row& row)
{
    // Empty cells at the end are none in a spreadsheet, so both always count.
    const auto cell = [&](std::size_t at) { return at < row.size() ? row[at] : std::string(); };
    return cell(0) + " | " + cell(1);
}

bool is_empty(const Row& row)
{
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string made;
    for (const auto& line : lines)
        made += line + "\n";
    return made;
}

// Without empty lines at its ends, which mean nothing in tables either.
std::string without_empty_lines(std::string_view cell)
{
    for (std::size_t before = cell.size() + 1; before != cell.size();) {
        before = cell.size();
        while (cell.starts_with(' '))
            cell.remove_prefix(1);
        while (cell.ends_with(' '))
            cell.remove_suffix(1);
        if (cell.starts_with(xls::line_break))
            cell.remove_prefix(xls::line_break.size());
        if (cell.ends_with(xls::line_break))
            cell.remove_suffix(xls::line_break.size());
    }
    return std::string(cell);
}

std::string escaped(const std::string& text)
{
    std::string made;
    for (const char c : text) {
        if (c == '|')
            made += "\\|";
        else if (c == '\n')
            made += xls::line_break;
        else if (c == '\r' || c == '\t')
            made += made.empty() || made.back() == ' ' ? "" : " ";
        else
            made += c;
    }
    return without_empty_lines(made);
}

class Splitter {
public:
    std::vector<SheetCells> split(std::string_view markdown)
    {
        for (auto& line : xls::table_lines(markdown))
            take(line);
        if (!pending_.empty())
            notes_.push_back({"", 0, "", joined(pending_)});
        if (!notes_.empty())
            sheets_.push_back(layout());
        return std::move(sheets_);
    }

private:
    // How an empty row stands among the lines that wait.
    static constexpr const char* empty_row = "|";

    void take(xls::TableLine& line)
    {
        if (line.cells.empty()) {
            pending_.push_back(line.text);
            return;
        }
        if (!line.cells[0].empty()) {
            sheets_.push_back({line.cells[0], {}});
            note(0, {}); // with the empty rows that end the sheet before: a spreadsheet has none there
            line.cells[0].clear();
            if (is_empty(line.cells))
                return;
        }
        if (sheets_.empty())
            return;
        line.cells.erase(line.cells.begin());
        if (is_empty(line.cells))
            pending_.emplace_back(empty_row);
        else
            add_row(std::move(line.cells));
    }

    void add_row(Row cells)
    {
        auto& rows = sheets_.back().rows;
        for (auto& line : std::exchange(pending_, {})) {
            if (line != empty_row) {
                pending_.push_back(std::move(line));
                continue;
            }
            note(rows.size() + 1, {});
            rows.emplace_back();
        }
        note(rows.size() + 1, cells);
        rows.push_back(std::move(cells));
    }

    // What waits stands above this row.
    void note(std::size_t row, const Row& cells)
    {
        if (!pending_.empty())
            notes_.push_back({sheets_.back().name, row, is_empty(cells) ? "" : anchor_of(cells), joined(pending_)});
        pending_.clear();
    }

    SheetCells layout() const
    {
        SheetCells made{std::string(layout_sheet), {{"sheet", "row", "first cells", "lines above"}}};
        for (const auto& one : notes_)
            made.rows.push_back({one.sheet, std::to_string(one.row), one.anchor, one.lines});
        return made;
    }

    std::vector<SheetCells> sheets_;
    std::vector<std::string> pending_; // since the last row
    std::vector<Note> notes_;
};

std::vector<Note> read_notes(const std::vector<SheetCells>& sheets)
{
    std::vector<Note> notes;
    for (const auto& sheet : sheets) {
        if (sheet.name != layout_sheet)
            continue;
        for (std::size_t i = 1; i < sheet.rows.size(); ++i) {
            auto cells = sheet.rows[i];
            cells.resize(4);
            Note note{cells[0], 0, cells[2], cells[3]};
            std::from_chars(cells[1].data(), cells[1].data() + cells[1].size(), note.row);
            notes.push_back(std::move(note));
        }
    }
    return notes;
}

// The row that a note stands above: the one that begins as it did, the nearest if there are several, else the number.
std::size_t place_of(const Note& note, const std::vector<Row>& rows)
{
    const auto distance = [&](std::size_t row) { return row > note.row ? row - note.row : note.row - row; };
    std::size_t best = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!note.anchor.empty() && anchor_of(rows[i]) == note.anchor &&
            (best == 0 || distance(i + 1) < distance(best)))
            best = i + 1;
    return best != 0 ? best : std::clamp<std::size_t>(note.row, 1, std::max<std::size_t>(1, rows.size()));
}

void write_notes(const std::string& lines, std::string& out)
{
    out += lines;
    if (!lines.empty() && lines.back() != '\n')
        out += '\n';
}

void write_sheet(const SheetCells& sheet, const std::vector<Note>& notes, std::string& out)
{
    std::multimap<std::size_t, const Note*> above;
    for (const auto& note : notes)
        if (note.sheet == sheet.name && note.row == 0)
            write_notes(note.lines, out);
        else if (note.sheet == sheet.name)
            above.emplace(place_of(note, sheet.rows), &note);
    out += "| " + escaped(sheet.name) + " |\n";
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        const auto [first, last] = above.equal_range(i + 1);
        for (auto note = first; note != last; ++note)
            write_notes(note->second->lines, out);
        out += "| |";
        for (const auto& cell : sheet.rows[i])
            out += " " + escaped(cell) + " |";
        out += "\n";
    }
}

} // namespace

std::vector<SheetCells> sheets_of(std::string_view markdown) { return Splitter().split(markdown); }

std::string markdown_of(const std::vector<SheetCells>& sheets)
{
    const auto notes = read_notes(sheets);
    std::string made;
    bool first = true;
    for (const auto& sheet : sheets) {
        if (sheet.name == help_sheet || sheet.name == lists_sheet || sheet.name == layout_sheet)
            continue;
        const bool noted = std::any_of(notes.begin(), notes.end(),
                                       [&](const Note& note) { return note.sheet == sheet.name && note.row == 0; });
        if (!first && !noted && notes.empty())
            made += "\n";
        first = false;
        write_sheet(sheet, notes, made);
    }
    for (const auto& note : notes)
        if (note.sheet.empty())
            write_notes(note.lines, made);
    return xls::format_tables(made);
}

} // namespace balieblik::forms::xlsx
