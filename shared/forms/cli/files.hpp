// SPDX-License-Identifier: EUPL-1.2
// Files and messages, as the commands handle them.
#pragma once

#include "base/result.hpp"
#include "forms/xls/problem.hpp"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace balieblik::forms::cli {

std::optional<std::string> read_text(const std::filesystem::path& file);
bool write_text(const std::filesystem::path& file, const std::string& text);
int unreadable(const std::string& file, std::ostream& errors);
int unwritable(const std::string& file, std::ostream& errors);
// What a file holds: a workbook is a zip archive, whatever its name says; XML begins with a bracket.
bool is_workbook(std::string_view bytes);
bool is_xml(std::string_view bytes);
// The tables of a file or of a workbook. Refusals: not_found (it cannot be read), those of workbooks.
Result<std::string> read_tables(const std::string& file);
// "nl" where the environment (LC_ALL, LC_MESSAGES, LANG) asks for Dutch, else "en".
std::string language_of_words();
// Says why `read_tables` refused; the exit code.
int refused(const Error& error, const std::string& file, std::ostream& errors);
// Prints the problems; 1 if one of them is more than a warning.
int tell(const xls::Problems& problems, const std::string& file, std::ostream& errors);

} // namespace balieblik::forms::cli
