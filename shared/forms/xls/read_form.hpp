// SPDX-License-Identifier: EUPL-1.2
// The parts of reading a form, one for each sheet. Each adds what it cannot understand to the problems.
#pragma once

#include "forms/xls/columns.hpp"
#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

void check_sheets(const Workbook& book, Problems& problems);
void read_settings(const Workbook& book, FormTree& form, Problems& problems);
void read_choices(const Workbook& book, FormTree& form, Problems& problems);
void read_survey(const Workbook& book, FormTree& form, Problems& problems);

// "select_one yn or_other", "integer": the type of a row, with its list or file; one that is refused becomes a text.
void take_type(Node& node, const std::string& type, const Workbook& book, const FormTree& form, Problems& problems);
// One cell of a survey row. The type and whether the row is disabled stand apart from the node.
struct RowFacts {
    std::string type;
    bool disabled = false;
};
void take_cell(Node& node, RowFacts& facts, const Column& column, const std::string& cell, Problems& problems);

// What stands for more than its own row: `or_other`, the heads of table lists, loops over a choice list.
void expand_shorthands(FormTree& form, Problems& problems);

// The problem of a sheet that a form needs and has not: names the one that was probably meant.
Problem missing_sheet(const Workbook& book, const std::string& wanted, const std::string& message);
bool is_yes(std::string_view text);
// "yes" is true(), "no" is false(); anything else stays.
std::string as_truth(const std::string& text);
ChoiceList& list_named(FormTree& form, const std::string& name);

} // namespace balieblik::forms::xls
