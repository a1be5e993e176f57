// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/form_source.hpp"

#include "base/json.hpp"
#include "forms/authoring/check.hpp"
#include "forms/authoring/xform_check.hpp"
#include "forms/cli/files.hpp"
#include "forms/cli/request.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"
#include "scoring/explain.hpp"
#include "scoring/score.hpp"

namespace balieblik::forms::cli {

namespace {

// The tables that a request holds or names.
Result<std::string> tables_of(const boost::json::object& request)
{
    if (request.contains("md"))
        return text_member(request, "md");
    const auto path = text_member(request, "path");
    if (path.empty())
        return Error{Errc::not_found, "md or path"};
    return read_tables(path);
}

boost::json::object placed(const xls::Problem& problem, std::string_view name_of_message)
{
    return {{name_of_message, problem.message},
            {"sheet", problem.sheet},
            {"row", problem.row},
            {"line", problem.line},
            {"column", problem.column},
            {"kind", json::enum_name(problem.kind)},
            {"suggestion", problem.suggestion}};
}

boost::json::array all_of(const xls::Problems& problems, std::string_view name_of_message)
{
    boost::json::array all;
    for (const auto& problem : problems)
        all.push_back(placed(problem, name_of_message));
    return all;
}

// The first of them, and all.
boost::json::object refused_reply(const xls::Problems& problems)
{
    auto reply = placed(problems.front(), "error");
    reply["problems"] = all_of(problems, "error");
    return reply;
}

boost::json::value number_or_null(const std::optional<double>& number)
{
    return number ? boost::json::value(*number) : boost::json::value(nullptr);
}

std::optional<std::string> given_or_beside(const boost::json::object& request, std::string_view member,
                                           std::string_view file, const Beside& beside)
{
    if (const auto* given = request.if_contains(member); given && given->is_string())
        return std::string(given->get_string());
    return beside ? beside(file) : std::nullopt;
}

Result<scoring::Norm> norm_of(const boost::json::object& request, const Beside& beside, std::string norm_set)
{
    scoring::Norm norm{std::move(norm_set), {}, {}};
    // Without norms what needs one is left out, and says so.
    if (const auto csv = given_or_beside(request, "norms", "norms.csv", beside)) {
        BALIEBLIK_TRY(read, scoring::read_norm(*csv, norm.name));
        norm = std::move(read);
    }
    if (const auto csv = given_or_beside(request, "holidays", "holidays.csv", beside)) {
        BALIEBLIK_TRY(holidays, scoring::read_holidays(*csv));
        norm.holidays = std::move(holidays);
    }
    return norm;
}

} // namespace

Result<std::string> xml_of(const boost::json::object& request)
{
    if (request.contains("xml"))
        return text_member(request, "xml");
    BALIEBLIK_TRY(tables, tables_of(request));
    if (is_xml(tables))
        return tables;
    const auto path = text_member(request, "path");
    BALIEBLIK_TRY(compiled, xls::compile_form(tables, path.empty() ? "form.md" : path));
    return compiled.xml;
}

boost::json::object compile_reply(const boost::json::object& request)
{
    const auto tables = tables_of(request);
    if (!tables)
        return {{"error", told(tables.error())}};
    if (is_xml(*tables)) { // an XForm is what others compile to
        const auto problems = authoring::xform_problems(*tables);
        return problems.empty() ? boost::json::object{{"xml", *tables}, {"warnings", boost::json::array{}}}
                                : refused_reply(problems);
    }
    xls::CompileOptions options;
    if (const auto name = text_member(request, "name"); !name.empty())
        options.root_name = name; // of the record's root element
    auto compiled = xls::compile_tables(*tables, options);
    if (compiled.ok())
        compiled.problems = authoring::expression_problems(compiled);
    if (!compiled.ok())
        return refused_reply(compiled.problems);
    return {{"xml", compiled.xml}, {"warnings", all_of(xls::lint_tables(*tables), "message")}};
}

Result<boost::json::object> score_reply(const std::string& xml, const boost::json::object& record,
                                        const boost::json::object& request, const Beside& beside)
{
    BALIEBLIK_TRY(form, read_form(xml));
    auto norm_set = text_member(request, "norm_set");
    if (norm_set.empty())
        norm_set = scoring::norm_set_of(*form, record);
    BALIEBLIK_TRY(norm, norm_of(request, beside, std::move(norm_set)));
    BALIEBLIK_TRY(scored, scoring::score_record(*form, record, norm));
    boost::json::object points;
    boost::json::object dimensions;
    for (const auto& dimension : scored.dimensions) {
        for (const auto& item : dimension.items)
            points[item.name] = number_or_null(item.points);
        dimensions[dimension.name] = number_or_null(dimension.score);
    }
    for (const auto& item : scored.outcomes)
        points[item.name] = number_or_null(item.points);
    boost::json::object words;
    for (const char* language : {"nl", "en"})
        words[language] = json::write(scoring::explain(scored, *form, language));
    return boost::json::object{{"points", std::move(points)},
                               {"dimensions", std::move(dimensions)},
                               {"index", number_or_null(scored.index)},
                               {"explanation", std::move(words)},
                               {"score", json::write(scored)}};
}

Beside beside_path(const boost::json::object& request)
{
    const auto path = text_member(request, "path");
    if (path.empty())
        return nullptr;
    return [folder = std::filesystem::path(path).parent_path()](std::string_view name) {
        return read_text(folder / name);
    };
}

} // namespace balieblik::forms::cli
