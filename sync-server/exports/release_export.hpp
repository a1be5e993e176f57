// SPDX-License-Identifier: EUPL-1.2
// A release as a file: the same published figures as on the page, and no others.
#pragma once

#include "usecases/release.hpp"

#include <functional>

namespace balieblik::exports {

// A release that is read part by part, so that a file of any length needs the memory of one part.
struct Exported {
    const usecases::ReleaseView& view;
    std::map<std::string, std::string> names; // of places, by code
    std::function<Result<std::vector<ReleaseCell>>(std::int64_t first, std::int64_t limit)> part;
};
Exported exported(const usecases::ReleaseReader& reader, const usecases::ReleaseView& view,
                  const std::vector<ReleasePlace>& places);

// Takes the file piece by piece.
using Write = std::function<void(std::string_view)>;

// Calls `each` for every cell, in their order. Refusals: what reading refuses.
Result<void> for_each_cell(const Exported& release, const std::function<void(const ReleaseCell&)>& each);

// One object: what the release says about itself, the names beside its codes, and all cells.
Result<void> write_json(const Exported& release, const Write& write);

enum class CsvFlavour {
    spreadsheet_nl, // for a Dutch spreadsheet: byte order mark, `;`, decimal comma, guarded against formulas
    rfc4180,        // for programs: `,`, decimal point, cells as they are
};
// "nl" and "rfc4180"; none for another word.
std::optional<CsvFlavour> csv_flavour(std::string_view name);

// A row for each cell, also for those that are hidden: then with their reasons and no figure. Figures have one decimal,
// lines end with CR LF.
Result<void> write_csv(const Exported& release, CsvFlavour flavour, const Write& write);

// One cell of a CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it (spreadsheet_nl
// only); quotes are set where the flavour needs them.
std::string csv_cell(std::string_view text, CsvFlavour flavour);

} // namespace balieblik::exports
