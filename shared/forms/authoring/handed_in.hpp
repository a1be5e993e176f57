// SPDX-License-Identifier: EUPL-1.2
// What an author hands in: some files, one of which is a questionnaire (tables, a workbook of Excel, or an XForm) while
// the others are the lists that it reads and the pictures that it shows. Everything that is wrong with them is told at
// once.
#pragma once

#include "forms/xform/form.hpp"
#include "forms/xls/difference.hpp"
#include "forms/xls/problem.hpp"

#include <memory>
#include <string>
#include <vector>

namespace balieblik::forms::authoring {

struct HandedIn {
    std::string name; // "form.md", "mine.xlsx", "norms.csv"; no folder
    std::string bytes;
};

// What may be handed in at once.
inline constexpr std::size_t max_files = 40;
inline constexpr std::size_t max_file_bytes = 4 * 1024 * 1024;
inline constexpr std::size_t max_bytes = 8 * 1024 * 1024;

struct Authored {
    std::string file;                 // which of them is the questionnaire; "" if none is
    std::string form_id, version;     // as far as it could be read
    std::string xml;                  // empty if there are problems
    std::shared_ptr<const Form> form; // null if there are problems
    std::vector<HandedIn> files;      // lists and pictures, by name: what is published with it
    xls::Problems problems;           // each bars publishing
    xls::Problems warnings;           // in the order of the sheets

    bool ok() const { return problems.empty(); }
};

Authored read_handed_in(const std::vector<HandedIn>& files);

// Whether a file is a list that a questionnaire can read: CSV, XML or GeoJSON.
bool is_list(std::string_view name);

// Whether a file may be published beside a questionnaire: a list, or a picture of whatever kind.
bool goes_along(std::string_view name);
// Where the pictures of a questionnaire may lie, below its folder; or else in the folder itself.
inline constexpr std::string_view media_folder = "media";

// What a version has that another has not: by question, choice and setting, and which of the files differ.
std::vector<xls::Difference> changes(const Form& before, const std::vector<HandedIn>& files_before, const Form& after,
                                     const std::vector<HandedIn>& files_after);

} // namespace balieblik::forms::authoring
