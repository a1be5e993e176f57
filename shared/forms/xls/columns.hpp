// SPDX-License-Identifier: EUPL-1.2
// The columns of a sheet: their many spellings become one name, a language and, for `bind::x`, a prefix.
#pragma once

#include "forms/xls/form_tree.hpp"

#include <optional>

namespace balieblik::forms::xls {

struct Column {
    std::string name;     // "label", "relevant", "bind", "media", ...
    std::string member;   // "ms:weight" of bind::ms:weight, "image" of media::image
    std::string language; // "Nederlands (nl)"
    std::string written;  // as the author wrote it
};

enum class SheetKind { survey, choices, settings };

// The columns of a header. Unknown ones are warnings in the survey and settings sheets; in the choices sheet they are
// data of the choices. An empty name marks a column to leave out.
std::vector<Column> read_columns(const Sheet& sheet, SheetKind kind, Problems& problems);

Place place_of(const Sheet& sheet, const TableRow& row);
Problem problem_at(const Place& place, ProblemKind kind, std::string column, std::string message,
                   std::string suggestion = {});
Problem unsupported_at(const Place& place, std::string column, std::string message, std::string suggestion = {});

// Something that compiles, and that its author may want to know.
Problem warning_at(const Place& place, ProblemKind kind, std::string column, std::string message,
                   std::string suggestion = {});

// Pairs of "key=value", apart by spaces, commas or semicolons; none if it is not written so.
std::optional<std::map<std::string, std::string>> read_pairs(std::string_view text);

} // namespace balieblik::forms::xls
