// SPDX-License-Identifier: EUPL-1.2
// The choice lists: of the sheet choices, and the names of those in external_choices.
#include "forms/xls/read_form.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

class ChoicesReader {
public:
    ChoicesReader(FormTree& form, Problems& problems) : form_(form), problems_(problems) {}

    void read(const Sheet& sheet)
    {
        columns_ = read_columns(sheet, SheetKind::choices, problems_);
        if (!has_needed_columns(sheet))
            return;
        for (const auto& row : sheet.rows)
            read_row(sheet, row);
    }

private:
    bool has_needed_columns(const Sheet& sheet)
    {
        for (const char* wanted : {"list_name", "name"}) {
            if (std::any_of(columns_.begin(), columns_.end(),
                            [&](const Column& column) { return column.name == wanted; }))
                continue;
            problems_.push_back(problem_at(place_of(sheet, sheet.header), ProblemKind::column_missing, wanted,
                                           std::string("The choices sheet needs the column '") + wanted + "'."));
            return false;
        }
        return true;
    }

    void read_row(const Sheet& sheet, const TableRow& row)
    {
        Choice choice;
        choice.place = place_of(sheet, row);
        std::string list_name;
        for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i)
            if (!row.cells[i].empty() && !columns_[i].name.empty())
                take_cell(choice, list_name, columns_[i], row.cells[i]);
        if (list_name.empty()) {
            problems_.push_back(
                problem_at(choice.place, ProblemKind::cell_missing, "list_name", "This choice belongs to no list."));
            return;
        }
        if (choice.name.empty()) {
            problems_.push_back(
                problem_at(choice.place, ProblemKind::cell_missing, "name", "This choice has no name."));
            return;
        }
        if (choice.label.empty() && choice.media.empty())
            problems_.push_back(warning_at(choice.place, ProblemKind::cell_missing, "label",
                                           "This choice has no text; people see its name."));
        if (!seen_[list_name].insert(choice.name).second && !is_yes(form_.settings.value("allow_choice_duplicates")))
            problems_.push_back(problem_at(choice.place, ProblemKind::choice_duplicate, "name",
                                           "The list '" + list_name + "' has the choice '" + choice.name + "' already.",
                                           "Set allow_choice_duplicates if you mean it."));
        list_named(form_, list_name).choices.push_back(std::move(choice));
    }

    static void take_cell(Choice& choice, std::string& list_name, const Column& column, const std::string& cell)
    {
        if (column.name == "list_name")
            list_name = cell;
        else if (column.name == "name")
            choice.name = cell;
        else if (column.name == "label")
            choice.label[column.language] = cell;
        else if (column.name == "media")
            choice.media[column.member][column.language] = cell;
        else
            choice.extra.emplace_back(column.member, cell);
    }

    FormTree& form_;
    Problems& problems_;
    std::vector<Column> columns_;
    std::map<std::string, std::set<std::string>> seen_;
};

void read_external_lists(const Sheet& sheet, FormTree& form, Problems& problems)
{
    const auto columns = read_columns(sheet, SheetKind::choices, problems);
    const auto list =
        std::find_if(columns.begin(), columns.end(), [](const Column& column) { return column.name == "list_name"; });
    if (list == columns.end()) {
        problems.push_back(problem_at(place_of(sheet, sheet.header), ProblemKind::column_missing, "list_name",
                                      "The sheet external_choices needs the column 'list_name'."));
        return;
    }
    const auto at = static_cast<std::size_t>(list - columns.begin());
    for (const auto& row : sheet.rows)
        if (at < row.cells.size())
            form.external_lists.push_back(row.cells[at]);
}

} // namespace

void read_choices(const Workbook& book, FormTree& form, Problems& problems)
{
    if (const auto* sheet = book.find("choices"); sheet && !sheet->header.cells.empty())
        ChoicesReader(form, problems).read(*sheet);
    if (const auto* sheet = book.find("external_choices"); sheet && !sheet->header.cells.empty())
        read_external_lists(*sheet, form, problems);
}

} // namespace balieblik::forms::xls
