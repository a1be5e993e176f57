// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a questionnaire, and where: the sheet, the row and the column that its author must look at.
#pragma once

#include "base/error.hpp"

#include <boost/describe/enum.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::xls {

enum class ProblemKind {
    line_not_table,
    sheet_missing,
    sheet_unknown,
    column_missing,
    column_unknown,
    column_duplicate,
    cell_missing,
    type_unknown,
    name_invalid,
    name_duplicate,
    name_reserved,
    group_unbalanced,
    list_unknown,
    choice_duplicate,
    reference_unknown,
    reference_ambiguous,
    reference_invalid,
    expression_invalid,
    calculation_missing,
    trigger_invalid,
    parameter_invalid,
    file_type,
    file_missing,
    instance_clash,
    setting_invalid,
    scoring_invalid,
    unsupported,
    translation_missing,
    blank_unguarded,
    weights_differ,
    person_asked,
    unreachable,
    circle,
    advice,
};
BOOST_DESCRIBE_ENUM(ProblemKind, line_not_table, sheet_missing, sheet_unknown, column_missing, column_unknown,
                    column_duplicate, cell_missing, type_unknown, name_invalid, name_duplicate, name_reserved,
                    group_unbalanced, list_unknown, choice_duplicate, reference_unknown, reference_ambiguous,
                    reference_invalid, expression_invalid, calculation_missing, trigger_invalid, parameter_invalid,
                    file_type, file_missing, instance_clash, setting_invalid, scoring_invalid, unsupported,
                    translation_missing, blank_unguarded, weights_differ, person_asked, unreachable, circle, advice)

struct Problem {
    Errc code = Errc::form_invalid; // or form_unsupported
    ProblemKind kind{};
    std::string sheet;
    int row = 0;  // within the sheet, its header being row 1, as a spreadsheet counts; 0: the sheet or form as a whole
    int line = 0; // of the file; 0 where there is none
    std::string column;
    std::string message;
    std::string suggestion;
    bool warning = false; // compiles all the same
};
using Problems = std::vector<Problem>;

// "form.md:12: [survey, row 3, relevant] There is no question 'X1'. Did you mean 'A1'?" In Dutch (`nl`):
// "form.md:12: [survey, rij 3, relevant] Er is geen vraag ‘X1’. Bedoelde u ‘A1’?"
std::string sentence(const Problem& problem, std::string_view file, std::string_view language = "en");
// Takes the warnings out of a list; what stays is refused.
Problems take_warnings(Problems& problems);
// The refusal for those who only pass it on: the code and sentence of the first problem.
Error to_error(const Problems& problems, std::string_view file);
// The candidate nearest to a mistyped word, or nothing when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace balieblik::forms::xls
