// SPDX-License-Identifier: EUPL-1.2
// A project from a folder of CSV files: all of it or nothing, with the number of each row that is not right.
#pragma once

#include "usecases/actor.hpp"

namespace balieblik::usecases {

// The files by name: project.csv, waves.csv, locations.csv, hours.csv, norms.csv, scenarios.csv, inspectors.csv,
// assignments.csv. Separator `;` or `,`, UTF-8 with or without a byte order mark; the first line names the columns.
using ImportFiles = std::map<std::string, std::string>;

struct RowError {
    std::string file;
    std::int64_t row{}; // as a spreadsheet counts: the header is row 1
    std::string column;
    std::string en;
    std::string nl;
};
BOOST_DESCRIBE_STRUCT(RowError, (), (file, row, column, en, nl))

struct Imported {
    ProjectId project_id;
    std::string project;
    std::int64_t waves{};
    std::int64_t locations{};
    std::int64_t norms{};
    std::int64_t scenarios{};
    std::int64_t inspectors{};
    std::int64_t assignments{};
};
BOOST_DESCRIBE_STRUCT(Imported, (), (project_id, project, waves, locations, norms, scenarios, inspectors, assignments))

struct ImportOutcome {
    std::optional<Imported> imported; // none when there are errors: then nothing was written
    std::vector<RowError> errors;     // every one that could be found in one reading
};
BOOST_DESCRIBE_STRUCT(ImportOutcome, (), (imported, errors))

// The command line, or a client admin of the whole organisation. `errors` is filled when the refusal is import_row.
// Refusals: forbidden, import_row (the work is undone by it; detail: file and row of the first error).
Result<Imported> import_project(store::Tx& tx, const Environment& env, const Actor& actor, const ImportFiles& files,
                                std::vector<RowError>& errors);

} // namespace balieblik::usecases
