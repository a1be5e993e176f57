// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/commands.hpp"

#include "base/json.hpp"
#include "forms/session/session.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"
#include "scoring/score.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <sstream>

namespace balieblik::forms::cli {

namespace {

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

int tell(const xls::Problems& problems, const std::string& file, std::ostream& errors)
{
    for (const auto& problem : problems)
        errors << xls::sentence(problem, file) << "\n";
    return problems.empty() ? 0 : 1;
}

Result<boost::json::object> read_record(const std::string& text)
{
    BALIEBLIK_TRY(value, json::parse(text));
    if (!value.is_object())
        return Error{Errc::malformed, "a record is an object"};
    return value.get_object();
}

Result<scoring::Score> score_texts(const std::string& form_text, const std::string& record_text,
                                   const std::string& norms_text, std::string norm_set)
{
    BALIEBLIK_TRY(form, read_form(form_text));
    BALIEBLIK_TRY(record, read_record(record_text));
    if (norm_set.empty())
        norm_set = scoring::norm_set_of(*form, record);
    BALIEBLIK_TRY(norm, scoring::read_norm(norms_text, norm_set));
    return scoring::score_record(*form, record, norm);
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
    if (!write_text(file, formatted)) {
        errors << file << ": this file cannot be written.\n";
        return 2;
    }
    return 0;
}

int lint_file(const std::string& file, std::ostream& errors)
{
    const auto text = read_text(file);
    return text ? tell(xls::lint_tables(*text), file, errors) : unreadable(file, errors);
}

int compile_file(const std::string& file, std::string output, std::ostream& out, std::ostream& errors)
{
    const auto text = read_text(file);
    if (!text)
        return unreadable(file, errors);
    const auto compiled = xls::compile_tables(*text);
    if (!compiled.ok())
        return tell(compiled.problems, file, errors);
    // What the tables cannot show, reading and preparing the XForm may: an expression with an error.
    if (const auto refused = trial(compiled.xml)) {
        errors << file << ": " << balieblik::sentence(*refused, "en") << "\n";
        return 1;
    }
    if (output == "-") {
        out << compiled.xml;
        return 0;
    }
    if (output.empty())
        output = (std::filesystem::path(file).parent_path() / "form.xml").string();
    if (!write_text(output, compiled.xml)) {
        errors << output << ": this file cannot be written.\n";
        return 2;
    }
    return 0;
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
    const auto scored = score_texts(*form_text, *record_text, *norms_text, std::move(norm_set));
    if (!scored) {
        errors << record << ": " << balieblik::sentence(scored.error(), "en") << "\n";
        return 1;
    }
    out << json::print(json::write(*scored)) << "\n";
    return 0;
}

} // namespace balieblik::forms::cli
