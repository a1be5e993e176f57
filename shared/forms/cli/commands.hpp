// SPDX-License-Identifier: EUPL-1.2
// What balieblik-form does, apart from reading its arguments. Each returns the exit code: 0 done, 1 the file has
// problems (told as `file:line: [sheet, row, column] message`), 2 a file could not be read or written.
#pragma once

#include <iosfwd>
#include <string>

namespace balieblik::forms::cli {

int format_file(const std::string& file, bool check_only, std::ostream& errors);
int lint_file(const std::string& file, std::ostream& errors);
int compile_file(const std::string& file, std::string output, std::ostream& out, std::ostream& errors);

// Prints the score with its explanation as JSON. `norms` and `norm_set` may be empty: norms.csv beside the form, and
// the set that the record names.
int score_file(const std::string& form, const std::string& record, std::string norms, std::string norm_set,
               std::ostream& out, std::ostream& errors);

} // namespace balieblik::forms::cli
