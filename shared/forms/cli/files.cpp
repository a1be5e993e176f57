// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/files.hpp"

#include "forms/session/session.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>
#include <sstream>

namespace balieblik::forms::cli {

std::optional<std::string> read_text(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        return std::nullopt;
    return std::move(text).str();
}

bool write_text(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    return static_cast<bool>(out);
}

int unreadable(const std::string& file, std::ostream& errors)
{
    errors << file << ": this file cannot be read.\n";
    return 2;
}

int unwritable(const std::string& file, std::ostream& errors)
{
    errors << file << ": this file cannot be written.\n";
    return 2;
}

int tell(const xls::Problems& problems, const std::string& file, std::ostream& errors)
{
    for (const auto& problem : problems)
        errors << xls::sentence(problem, file) << "\n";
    const bool refused =
        std::any_of(problems.begin(), problems.end(), [](const xls::Problem& problem) { return !problem.warning; });
    return refused ? 1 : 0;
}

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
    if (!compiled.ok())
        return compiled;
    compiled.problems = expression_problems(compiled);
    if (!compiled.problems.empty())
        compiled.xml.clear();
    return compiled;
}

std::optional<Error> trial(const std::string& xml)
{
    const auto form = read_form(xml);
    if (!form)
        return form.error();
    const auto program = forms::compile(*form);
    if (!program)
        return program.error();
    return std::nullopt;
}

} // namespace balieblik::forms::cli
