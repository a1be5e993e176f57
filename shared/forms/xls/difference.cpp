// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/difference.hpp"

#include "forms/xls/table.hpp"

#include <algorithm>
#include <map>

namespace balieblik::forms::xls {

namespace {

struct Entry {
    std::string name;
    std::vector<std::pair<std::string, std::string>> cells; // column, text; the empty ones left out
};

std::string cell(const Entry& entry, std::string_view column)
{
    for (const auto& [name, text] : entry.cells)
        if (name == column)
            return text;
    return {};
}

// A row's name: what stays when the rest of it changes. Rows without a name are told apart by their kind and order.
std::string name_of(const Entry& entry, const std::string& sheet, std::map<std::string, int>& seen)
{
    auto name = cell(entry, "name");
    if (sheet == "choices") {
        const auto list = cell(entry, "list_name").empty() ? cell(entry, "list name") : cell(entry, "list_name");
        name = list + "/" + name;
    } else if (sheet == "settings") {
        name = "settings";
    } else if (name.empty()) {
        name = "(" + cell(entry, "type") + ")";
    }
    const int times = ++seen[name];
    return times == 1 ? name : name + " (" + std::to_string(times) + ")";
}

std::vector<Entry> entries_of(const Workbook& book, const std::string& sheet_name)
{
    std::vector<Entry> entries;
    std::map<std::string, int> seen;
    const auto* sheet = book.find(sheet_name);
    if (!sheet)
        return entries;
    for (const auto& row : sheet->rows) {
        Entry entry;
        for (std::size_t i = 0; i < row.cells.size() && i < sheet->header.cells.size(); ++i)
            if (!row.cells[i].empty())
                entry.cells.emplace_back(sheet->header.cells[i], row.cells[i]);
        entry.name = name_of(entry, sheet_name, seen);
        entries.push_back(std::move(entry));
    }
    return entries;
}

const Entry* find(const std::vector<Entry>& entries, const std::string& name)
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

void compare_cells(const Entry& before, const Entry& after, const std::string& sheet, std::vector<Difference>& made)
{
    for (const auto& [column, text] : after.cells)
        if (cell(before, column) != text)
            made.push_back({sheet, after.name, ChangeKind::changed, column, cell(before, column), text});
    for (const auto& [column, text] : before.cells)
        if (cell(after, column).empty())
            made.push_back({sheet, after.name, ChangeKind::changed, column, text, ""});
}

// The names that both have and that do not stand in the longest run of an unchanged order.
std::vector<std::string> moved(const std::vector<Entry>& before, const std::vector<Entry>& after)
{
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < before.size(); ++i)
        places[before[i].name] = i;
    std::vector<std::pair<std::size_t, std::string>> common;
    for (const auto& entry : after)
        if (const auto place = places.find(entry.name); place != places.end())
            common.emplace_back(place->second, entry.name);
    std::vector<std::size_t> best(common.size(), 1), from(common.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < common.size(); ++i) {
        from[i] = i;
        for (std::size_t j = 0; j < i; ++j)
            if (common[j].first < common[i].first && best[j] + 1 > best[i]) {
                best[i] = best[j] + 1;
                from[i] = j;
            }
        if (best[i] > best[last])
            last = i;
    }
    std::vector<bool> stays(common.size());
    for (std::size_t at = last; !common.empty(); at = from[at]) {
        stays[at] = true;
        if (from[at] == at)
            break;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < common.size(); ++i)
        if (!stays[i])
            names.push_back(common[i].second);
    return names;
}

} // namespace

std::vector<Difference> differences(std::string_view before, std::string_view after)
{
    Problems ignored;
    const auto old_book = read_tables(before, ignored);
    const auto new_book = read_tables(after, ignored);
    std::vector<Difference> made;
    for (const std::string sheet : {"settings", "survey", "choices"}) {
        const auto old_entries = entries_of(old_book, sheet);
        const auto new_entries = entries_of(new_book, sheet);
        const auto elsewhere = moved(old_entries, new_entries);
        for (const auto& entry : new_entries) {
            const auto* old_entry = find(old_entries, entry.name);
            if (!old_entry) {
                made.push_back({sheet, entry.name, ChangeKind::added, "", "", cell(entry, "type")});
                continue;
            }
            if (std::find(elsewhere.begin(), elsewhere.end(), entry.name) != elsewhere.end())
                made.push_back({sheet, entry.name, ChangeKind::moved, "", "", ""});
            compare_cells(*old_entry, entry, sheet, made);
        }
        for (const auto& entry : old_entries)
            if (!find(new_entries, entry.name))
                made.push_back({sheet, entry.name, ChangeKind::removed, "", cell(entry, "type"), ""});
    }
    return made;
}

std::string sentence(const Difference& difference)
{
    const auto head = difference.sheet + (difference.sheet == "settings" ? "" : " " + difference.name) + ": ";
    switch (difference.kind) {
    case ChangeKind::added:
        return head + "added" + (difference.after.empty() ? "." : " (" + difference.after + ").");
    case ChangeKind::removed:
        return head + "removed" + (difference.before.empty() ? "." : " (" + difference.before + ").");
    case ChangeKind::moved:
        return head + "moved.";
    case ChangeKind::changed:
        break;
    }
    const auto quoted = [](const std::string& text) { return text.empty() ? "empty" : "'" + text + "'"; };
    return head + difference.column + " was " + quoted(difference.before) + ", is " + quoted(difference.after) + ".";
}

} // namespace balieblik::forms::xls
