// SPDX-License-Identifier: EUPL-1.2
// From the tables of a questionnaire to the XForm that every ODK client runs (docs/form-format.md).
#pragma once

#include "base/result.hpp"
#include "forms/xls/form_tree.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace balieblik::forms::xls {

inline constexpr std::string_view ms_namespace = "https://balieblik.example/ns/mystery-shopper";

// What an untrusted questionnaire may be.
inline constexpr std::size_t max_table_bytes = 4 * 1024 * 1024;
inline constexpr std::ptrdiff_t max_table_lines = 20'000;

struct CompileOptions {
    std::string root_name = "data"; // of the record, unless the settings name it
    std::string form_id = "data";   // unless the settings have one
};

struct Compiled {
    std::string xml; // empty if there are problems
    std::string form_id;
    std::string version;
    bool names_itself = false; // its settings have a form_id
    Problems problems;
    Problems warnings;                         // it compiles all the same
    std::vector<PlacedExpression> expressions; // those of the XForm, to be checked by who can evaluate them
    std::vector<PlacedExpression> files;       // names of lists and pictures that lie beside it, and where they stand

    bool ok() const { return problems.empty(); }
};

// Compiles Markdown tables. All problems are reported at once, in the order of the file.
Compiled compile_tables(std::string_view markdown, const CompileOptions& options = {});
// The number of the first line that holds a character which is none: a file in another encoding, or no text at all.
std::optional<int> line_without_text(std::string_view text);
// The same as a refusal: form_invalid or form_unsupported, with the first problem's sentence. `file` names it there.
Result<Compiled> compile_form(std::string_view markdown, std::string_view file, const CompileOptions& options = {});

} // namespace balieblik::forms::xls
