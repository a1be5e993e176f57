// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/commands.hpp"

#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"

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

} // namespace balieblik::forms::cli
