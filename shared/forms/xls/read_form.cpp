// SPDX-License-Identifier: EUPL-1.2
// From sheets to the tree: which sheets there are, and the settings.
#include "forms/xls/read_form.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

const std::vector<std::string> sheet_names{"survey", "choices", "settings", "external_choices"};

bool is_kept_for_notes(const Sheet& sheet) { return sheet.name.empty() || sheet.name.front() == '_'; }

void read_namespaces(Settings& settings, Problems& problems)
{
    auto text = settings.value("namespaces");
    while (!(text = trimmed(text)).empty()) {
        const auto mark = text.find("=\"");
        const auto end = mark == std::string::npos ? mark : text.find('"', mark + 2);
        if (end == std::string::npos || end == mark + 2 || !is_name(trimmed(text.substr(0, mark)))) {
            problems.push_back(problem_at(settings.place, ProblemKind::setting_invalid, "namespaces",
                                          "Namespaces are written as prefix=\"address\"."));
            return;
        }
        settings.namespaces.emplace_back(trimmed(text.substr(0, mark)), text.substr(mark + 2, end - mark - 2));
        text.erase(0, end + 1);
    }
}

// Settings that other servers obey, and that change nothing here.
void warn_of_foreign_settings(const Settings& settings, Problems& problems)
{
    for (const char* name : {"submission_url", "auto_send", "auto_delete"})
        if (!settings.value(name).empty())
            problems.push_back(warning_at(settings.place, ProblemKind::advice, name,
                                          "The app sends and deletes by its own rules, whatever stands here."));
}

} // namespace

bool is_yes(std::string_view text)
{
    const auto word = lower(text);
    return word == "yes" || word == "true" || word == "true()";
}

std::string as_truth(const std::string& text)
{
    const auto word = lower(text);
    if (word == "yes" || word == "true" || word == "true()")
        return "true()";
    if (word == "no" || word == "false" || word == "false()")
        return "false()";
    return text;
}

ChoiceList& list_named(FormTree& form, const std::string& name)
{
    for (auto& list : form.lists)
        if (list.name == name)
            return list;
    form.lists.push_back({name, {}});
    return form.lists.back();
}

Problem missing_sheet(const Workbook& book, const std::string& wanted, const std::string& message)
{
    std::string near;
    for (const auto& sheet : book.sheets)
        if (!is_kept_for_notes(sheet) && nearest(sheet.name, {wanted}) == wanted)
            near = sheet.name;
    return problem_at({wanted, 0, 0}, ProblemKind::sheet_missing, "", message,
                      near.empty() ? "" : "Did you mean the sheet '" + near + "'?");
}

void check_sheets(const Workbook& book, Problems& problems)
{
    std::set<std::string> seen;
    for (const auto& sheet : book.sheets) {
        const Place place{sheet.name, 0, sheet.line};
        if (!seen.insert(sheet.name).second)
            problems.push_back(problem_at(place, ProblemKind::sheet_unknown, "", "There are two sheets of this name."));
        if (is_kept_for_notes(sheet) ||
            std::find(sheet_names.begin(), sheet_names.end(), sheet.name) != sheet_names.end())
            continue;
        if (sheet.name == "entities" || sheet.name == "osm") {
            problems.push_back(unsupported_at(place, "", "The sheet '" + sheet.name + "' is not supported."));
            continue;
        }
        const auto near = nearest(sheet.name, sheet_names);
        problems.push_back(
            warning_at(place, ProblemKind::sheet_unknown, "", "There is no use for a sheet '" + sheet.name + "'.",
                       near.empty() ? "Start its name with '_' to keep notes in it." : "Did you mean '" + near + "'?"));
    }
}

void read_settings(const Workbook& book, FormTree& form, Problems& problems)
{
    const auto* sheet = book.find("settings");
    auto& settings = form.settings;
    settings.place = {"settings", 0, 0};
    if (!sheet)
        return;
    const auto columns = read_columns(*sheet, SheetKind::settings, problems);
    if (sheet->rows.empty())
        return;
    const auto& row = sheet->rows.front();
    settings.place = place_of(*sheet, row);
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        if (row.cells[i].empty())
            continue;
        if (columns[i].name == "attribute")
            settings.attributes.emplace_back(columns[i].member, row.cells[i]);
        else if (!columns[i].name.empty())
            settings.values[columns[i].name] = row.cells[i];
    }
    for (std::size_t i = 1; i < sheet->rows.size(); ++i)
        problems.push_back(warning_at(place_of(*sheet, sheet->rows[i]), ProblemKind::setting_invalid, "",
                                      "The settings sheet has one row of values; this one is left out."));
    read_namespaces(settings, problems);
    warn_of_foreign_settings(settings, problems);
}

FormTree read_form(const Workbook& book, std::string_view root_name, Problems& problems)
{
    FormTree form;
    check_sheets(book, problems);
    read_settings(book, form, problems);
    read_choices(book, form, problems);
    form.root->kind = Node::Kind::group;
    form.root->name = form.settings.value("name").empty() ? std::string(root_name) : form.settings.value("name");
    if (!is_name(form.root->name))
        problems.push_back(problem_at(form.settings.place, ProblemKind::name_invalid, "name",
                                      "'" + form.root->name + "' cannot be the name of the record's root.",
                                      "Names start with a letter or '_'; letters, digits, '-', '_' and '.' follow."));
    read_survey(book, form, problems);
    expand_shorthands(form, problems);
    return form;
}

} // namespace balieblik::forms::xls
