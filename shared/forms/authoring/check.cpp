// SPDX-License-Identifier: EUPL-1.2
#include "forms/authoring/check.hpp"

#include "forms/session/session.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms::authoring {

namespace {

std::optional<Error> refusal_of(std::string_view expression)
{
    const auto parsed = xpath::parse(expression);
    if (!parsed)
        return parsed.error();
    const auto calls = xpath::check_calls(**parsed);
    return calls ? std::nullopt : std::optional(calls.error());
}

} // namespace

xls::Problems expression_problems(const xls::Compiled& compiled)
{
    // The other columns hold words.
    static constexpr std::array<std::string_view, 14> columns{
        "relevant",           "required",       "constraint",   "readonly",      "calculate",
        "calculation",        "default",        "repeat_count", "choice_filter", "label",
        "ms:soft-constraint", "ms:closes-when", "hint",         "instance_name"};
    xls::Problems problems;
    for (const auto& expression : compiled.expressions) {
        if (std::find(columns.begin(), columns.end(), expression.column) == columns.end())
            continue;
        const auto refused = refusal_of(expression.text);
        if (!refused)
            continue;
        const bool left_out = refused->code == Errc::form_unsupported;
        xls::Problem problem;
        problem.code = left_out ? Errc::form_unsupported : Errc::form_invalid;
        problem.kind = left_out ? xls::ProblemKind::unsupported : xls::ProblemKind::expression_invalid;
        problem.sheet = expression.place.sheet;
        problem.row = expression.place.row;
        problem.line = expression.place.line;
        problem.column = expression.column;
        problem.message = left_out ? refused->detail + " is not supported."
                                   : "This expression cannot be read: " + refused->detail + ".";
        problems.push_back(std::move(problem));
    }
    return problems;
}

xls::Compiled compile_and_check(std::string_view markdown)
{
    auto compiled = xls::compile_tables(markdown);
    // A cell that has a problem already is not told twice.
    for (auto& problem : expression_problems(compiled))
        if (std::none_of(compiled.problems.begin(), compiled.problems.end(), [&](const xls::Problem& other) {
                return other.line == problem.line && other.column == problem.column;
            }))
            compiled.problems.push_back(std::move(problem));
    std::stable_sort(compiled.problems.begin(), compiled.problems.end(),
                     [](const xls::Problem& a, const xls::Problem& b) { return a.line < b.line; });
    if (!compiled.ok())
        compiled.xml.clear();
    return compiled;
}

std::optional<Error> trial(const std::string& xml)
{
    const auto form = read_form(xml);
    if (!form)
        return form.error();
    const auto program = compile(*form);
    if (!program)
        return program.error();
    return std::nullopt;
}

} // namespace balieblik::forms::authoring
