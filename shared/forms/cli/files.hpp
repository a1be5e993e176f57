// SPDX-License-Identifier: EUPL-1.2
// Files and messages, as the commands handle them.
#pragma once

#include "forms/xls/compile.hpp"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace balieblik::forms::cli {

std::optional<std::string> read_text(const std::filesystem::path& file);
bool write_text(const std::filesystem::path& file, const std::string& text);
int unreadable(const std::string& file, std::ostream& errors);
int unwritable(const std::string& file, std::ostream& errors);
// Prints the problems; 1 if one of them is more than a warning.
int tell(const xls::Problems& problems, const std::string& file, std::ostream& errors);

// Expressions that cannot be read, by the cell that they stand in.
xls::Problems expression_problems(const xls::Compiled& compiled);
// Compiled, with unreadable expressions among its problems.
xls::Compiled compile_and_check(std::string_view markdown);
// Why the XForm is refused all the same: a calculation that needs itself, for instance.
std::optional<Error> trial(const std::string& xml);

} // namespace balieblik::forms::cli
