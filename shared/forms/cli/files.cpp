// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/files.hpp"

#include "forms/xlsx/workbook.hpp"

#include <algorithm>
#include <cstdlib>
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

bool is_workbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

bool is_xml(std::string_view bytes)
{
    const auto start = bytes.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && bytes.substr(start).starts_with('<');
}

Result<std::string> read_tables(const std::string& file)
{
    auto bytes = read_text(file);
    if (!bytes)
        return Error{Errc::not_found, file};
    return is_workbook(*bytes) ? xlsx::to_markdown(*bytes) : std::move(*bytes);
}

std::string language_of_words()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* wanted = std::getenv(name); wanted && *wanted)
            return std::string_view(wanted).starts_with("nl") ? "nl" : "en";
    return "en";
}

int refused(const Error& error, const std::string& file, std::ostream& errors)
{
    if (error.code == Errc::not_found)
        return unreadable(file, errors);
    errors << file << ": " << balieblik::sentence(error, language_of_words()) << "\n";
    return 1;
}

int tell(const xls::Problems& problems, const std::string& file, std::ostream& errors)
{
    // A workbook has sheets and rows, and no lines.
    const bool lines = !std::filesystem::path(file).extension().string().starts_with(".xls");
    for (auto problem : problems) {
        problem.line = lines ? problem.line : 0;
        errors << xls::sentence(problem, file, language_of_words()) << "\n";
    }
    const bool refused =
        std::any_of(problems.begin(), problems.end(), [](const xls::Problem& problem) { return !problem.warning; });
    return refused ? 1 : 0;
}

} // namespace balieblik::forms::cli
