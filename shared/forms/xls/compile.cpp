// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/compile.hpp"

#include "forms/xls/scoring_rows.hpp"
#include "forms/xls/xform_writer.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

static std::optional<Problem> too_large(std::string_view markdown)
{
    if (markdown.size() <= max_table_bytes && std::count(markdown.begin(), markdown.end(), '\n') <= max_table_lines)
        return std::nullopt;
    Problem problem;
    problem.code = Errc::too_large;
    problem.kind = ProblemKind::line_not_table;
    problem.message = "A questionnaire has at most " + std::to_string(max_table_lines) + " lines and " +
                      std::to_string(max_table_bytes / 1024 / 1024) + " MiB.";
    return problem;
}

Compiled compile_tables(std::string_view markdown, const CompileOptions& options)
{
    Compiled made;
    if (const auto refused = too_large(markdown)) {
        made.problems.push_back(*refused);
        return made;
    }
    const auto book = read_tables(markdown, made.problems);
    auto form = read_form(book, options.root_name, made.problems);
    made.form_id = form.settings.value("form_id").empty() ? options.form_id : form.settings.value("form_id");
    made.version = form.settings.value("version");
    add_scoring(form, made.problems);
    auto written = write_xform(form, made.form_id, made.problems);
    made.expressions = std::move(written.expressions);
    made.warnings = take_warnings(made.problems);
    std::stable_sort(made.problems.begin(), made.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    if (made.ok())
        made.xml = std::move(written.xml);
    return made;
}

Result<Compiled> compile_form(std::string_view markdown, std::string_view file, const CompileOptions& options)
{
    auto made = compile_tables(markdown, options);
    if (!made.ok())
        return to_error(made.problems, file);
    return made;
}

} // namespace balieblik::forms::xls
