// SPDX-License-Identifier: EUPL-1.2
// A release as a file: the same published figures as on the page, and no others.
#pragma once

#include "usecases/release.hpp"

namespace balieblik::exports {

// One object: the release with the names beside its codes.
std::string release_json(const usecases::ReleaseView& view);

enum class CsvFlavour {
    spreadsheet_nl, // for a Dutch spreadsheet: byte order mark, `;`, decimal comma, guarded against formulas
    rfc4180,        // for programs: `,`, decimal point, cells as they are
};
// "nl" and "rfc4180"; none for another word.
std::optional<CsvFlavour> csv_flavour(std::string_view name);

// A row for each cell, also for those that are hidden: then with their reasons and no figure. Figures have two
// decimals, lines end with CR LF.
std::string release_csv(const usecases::ReleaseView& view, CsvFlavour flavour);

// One cell of a CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it (spreadsheet_nl
// only); quotes are set where the flavour needs them.
std::string csv_cell(std::string_view text, CsvFlavour flavour);

} // namespace balieblik::exports
