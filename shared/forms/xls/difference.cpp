// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/difference.hpp"

#include <algorithm>
#include <map>
#include <set>

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

// By name; lists of choices are long.
using Index = std::map<std::string, const Entry*>;

Index index_of(const std::vector<Entry>& entries)
{
    Index index;
    for (const auto& entry : entries)
        index.emplace(entry.name, &entry);
    return index;
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
std::set<std::string> moved(const std::vector<Entry>& before, const std::vector<Entry>& after)
{
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < before.size(); ++i)
        places[before[i].name] = i;
    std::vector<std::pair<std::size_t, std::string>> common; // place before, in the order after
    for (const auto& entry : after)
        if (const auto place = places.find(entry.name); place != places.end())
            common.emplace_back(place->second, entry.name);

    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> ends;                          // of runs of each length: the one that ends earliest
    std::vector<std::size_t> previous(common.size(), none); // in the run that ends here
    for (std::size_t i = 0; i < common.size(); ++i) {
        const auto at = std::lower_bound(ends.begin(), ends.end(), common[i].first,
                                         [&](std::size_t end, std::size_t place) { return common[end].first < place; });
        if (at != ends.begin())
            previous[i] = *(at - 1);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> stays(common.size());
    for (auto at = ends.empty() ? none : ends.back(); at != none; at = previous[at])
        stays[at] = true;
    std::set<std::string> names;
    for (std::size_t i = 0; i < common.size(); ++i)
        if (!stays[i])
            names.insert(common[i].second);
    return names;
}

} // namespace

std::vector<Difference> differences(std::string_view before, std::string_view after)
{
    Problems ignored;
    return differences(read_tables(before, ignored), read_tables(after, ignored));
}

std::vector<Difference> differences(const Workbook& before, const Workbook& after)
{
    std::vector<Difference> made;
    for (const std::string sheet : {"settings", "survey", "choices"}) {
        const auto old_entries = entries_of(before, sheet);
        const auto new_entries = entries_of(after, sheet);
        const auto old_index = index_of(old_entries);
        const auto new_index = index_of(new_entries);
        const auto elsewhere = moved(old_entries, new_entries);
        for (const auto& entry : new_entries) {
            const auto old_entry = old_index.find(entry.name);
            if (old_entry == old_index.end()) {
                made.push_back({sheet, entry.name, ChangeKind::added, "", "", cell(entry, "type")});
                continue;
            }
            if (elsewhere.contains(entry.name))
                made.push_back({sheet, entry.name, ChangeKind::moved, "", "", ""});
            compare_cells(*old_entry->second, entry, sheet, made);
        }
        for (const auto& entry : old_entries)
            if (!new_index.contains(entry.name))
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
    if (difference.column.empty()) // a file as a whole
        return head + "changed.";
    const auto quoted = [](const std::string& text) { return text.empty() ? "empty" : "'" + text + "'"; };
    return head + difference.column + " was " + quoted(difference.before) + ", is " + quoted(difference.after) + ".";
}

} // namespace balieblik::forms::xls
