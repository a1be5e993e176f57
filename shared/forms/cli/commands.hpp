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

// What changed between two versions, question by question and choice by choice. 0 when nothing did, else 1.
int diff_files(const std::string& before, const std::string& after, std::ostream& out, std::ostream& errors);
// From and to a workbook of Excel. An existing target is only overwritten with `force`.
int import_file(const std::string& xlsx, std::string output, bool force, std::ostream& out, std::ostream& errors);
int export_file(const std::string& file, std::string output, bool force, std::ostream& errors);
// Compiles into a folder of its own and hands it to the app: `balieblik --preview FOLDER/form.xml`, with the files
// beside the form copied along. `app` may be empty: beside this program, then on the search path. With `screenshots`
// the app writes one picture of each page there and ends.
struct Preview {
    std::string app, self, language, screenshots;
};
int preview_file(const std::string& file, const Preview& preview, std::ostream& errors);

// Prints the score with its explanation as JSON. `norms` and `norm_set` may be empty: norms.csv beside the form, and
// the set that the record names.
int score_file(const std::string& form, const std::string& record, std::string norms, std::string norm_set,
               std::ostream& out, std::ostream& errors);

} // namespace balieblik::forms::cli
