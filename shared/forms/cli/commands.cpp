// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/commands.hpp"

#include "base/json.hpp"
#include "forms/authoring/check.hpp"
#include "forms/authoring/handed_in.hpp"
#include "forms/authoring/xform_check.hpp"
#include "forms/cli/files.hpp"
#include "forms/xform/form.hpp"
#include "forms/xls/lint.hpp"
#include "scoring/explain.hpp"
#include "scoring/score.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace balieblik::forms::cli {

namespace {

Result<boost::json::object> read_record(const std::string& text)
{
    BALIEBLIK_TRY(value, json::parse(text));
    if (!value.is_object())
        return Error{Errc::malformed, "a record is an object"};
    return value.get_object();
}

struct ScoreTexts {
    std::string form, record, norms, holidays;
};

Result<scoring::Score> score_texts(const ScoreTexts& texts, std::string norm_set)
{
    BALIEBLIK_TRY(form, read_form(texts.form));
    BALIEBLIK_TRY(record, read_record(texts.record));
    if (norm_set.empty())
        norm_set = scoring::norm_set_of(*form, record);
    BALIEBLIK_TRY(norm, scoring::read_norm(texts.norms, norm_set));
    if (!texts.holidays.empty()) {
        BALIEBLIK_TRY(holidays, scoring::read_holidays(texts.holidays));
        norm.holidays = std::move(holidays);
    }
    return scoring::score_record(*form, record, norm);
}

} // namespace

int format_file(const std::string& file, bool check_only, std::ostream& errors)
{
    const auto text = read_text(file);
    if (!text)
        return unreadable(file, errors);
    const auto formatted = xls::format_tables(*text);
    if (formatted == *text)
        return 0;
    if (check_only) {
        errors << file << ": not formatted; run balieblik-form fmt on it.\n";
        return 1;
    }
    return write_text(file, formatted) ? 0 : unwritable(file, errors);
}

namespace {

// An XForm that another tool wrote.
int check_xform(const std::string& xml, const std::string& file, authoring::For use, std::ostream& errors)
{
    const auto problems = authoring::xform_problems(xml, use);
    if (problems.empty())
        tell(authoring::quiet_losses(xml), file, errors);
    return tell(problems, file, errors);
}

// Lists and pictures that the tables name, where the app and the office will look for them.
void check_beside(const xls::Compiled& compiled, const std::string& file, xls::Problems& problems)
{
    namespace fs = std::filesystem;
    const auto here = fs::absolute(file).parent_path();
    for (const auto& named : compiled.files) {
        if (named.text == "norms.csv" || named.text.find("${") != std::string::npos || fs::exists(here / named.text) ||
            fs::exists(here / authoring::media_folder / named.text))
            continue;
        xls::Problem problem;
        problem.kind = xls::ProblemKind::file_missing;
        problem.sheet = named.place.sheet;
        problem.row = named.place.row;
        problem.line = named.place.line;
        problem.column = named.column;
        problem.message = "There is no file '" + named.text + "' beside the questionnaire.";
        problem.warning = true;
        problems.push_back(std::move(problem));
    }
}

} // namespace

int lint_file(const std::string& file, std::ostream& errors)
{
    const auto text = read_tables(file);
    if (!text)
        return refused(text.error(), file, errors);
    if (is_xml(*text))
        return check_xform(*text, file, authoring::For::inspections, errors);
    auto problems = xls::lint_tables(*text);
    const auto compiled = authoring::compile_and_check(*text);
    for (const auto& problem : compiled.problems)
        if (problem.kind == xls::ProblemKind::expression_invalid)
            problems.push_back(problem);
    check_beside(compiled, file, problems);
    std::stable_sort(problems.begin(), problems.end(),
                     [](const xls::Problem& a, const xls::Problem& b) { return a.line < b.line; });
    const auto outcome = tell(problems, file, errors);
    if (!compiled.ok())
        return 1;
    if (const auto found = authoring::trial(compiled.xml)) {
        errors << file << ": " << balieblik::sentence(*found, language_of_words()) << "\n";
        return 1;
    }
    return outcome;
}

int compile_file(const std::string& file, std::string output, std::ostream& out, std::ostream& errors)
{
    const auto text = read_tables(file);
    if (!text)
        return refused(text.error(), file, errors);
    xls::Compiled compiled;
    if (is_xml(*text)) { // as `preview` may be given it
        if (const auto outcome = check_xform(*text, file, authoring::For::trial, errors); outcome != 0)
            return outcome;
        compiled.xml = *text;
    } else {
        compiled = authoring::compile_and_check(*text);
    }
    tell(compiled.warnings, file, errors);
    if (!compiled.ok())
        return tell(compiled.problems, file, errors);
    // What the tables cannot show, reading and preparing the XForm may: an expression with an error.
    if (const auto found = authoring::trial(compiled.xml)) {
        errors << file << ": " << balieblik::sentence(*found, language_of_words()) << "\n";
        return 1;
    }
    if (output == "-") {
        out << compiled.xml;
        return 0;
    }
    if (output.empty())
        output = (std::filesystem::path(file).parent_path() / "form.xml").string();
    return write_text(output, compiled.xml) ? 0 : unwritable(output, errors);
}

int score_file(const std::string& form, const std::string& record, std::string norms, std::string norm_set,
               std::ostream& out, std::ostream& errors)
{
    if (norms.empty())
        norms = (std::filesystem::path(form).parent_path() / "norms.csv").string();
    const auto form_text = read_text(form);
    const auto record_text = read_text(record);
    const auto norms_text = read_text(norms);
    for (const auto& [text, file] : {std::pair{&form_text, form}, {&record_text, record}, {&norms_text, norms}})
        if (!*text)
            return unreadable(file, errors);
    const auto holidays = read_text(std::filesystem::path(norms).parent_path() / "holidays.csv");
    const auto scored =
        score_texts({*form_text, *record_text, *norms_text, holidays.value_or("")}, std::move(norm_set));
    if (!scored) {
        errors << record << ": " << balieblik::sentence(scored.error(), language_of_words()) << "\n";
        return 1;
    }
    auto answer = json::write(*scored).as_object();
    auto& words = answer["explanation"].emplace_object();
    for (const char* language : {"nl", "en"})
        words[language] = json::write(scoring::explain(*scored, language));
    out << json::print(answer) << "\n";
    return 0;
}

} // namespace balieblik::forms::cli
