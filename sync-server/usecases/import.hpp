// SPDX-License-Identifier: EUPL-1.2
// A project from a folder of CSV files: all of it or nothing, with the number of each row that is not right.
#pragma once

#include "usecases/actor.hpp"

namespace balieblik::usecases {

// The files by name; all are wanted but assignments.csv. Separator `;` or `,`, UTF-8 with or without a byte order mark;
// the first line names the columns, in any order:
//   project.csv      code name client purpose legal_basis works_council_consent staff_notice dpia_reference (one row)
//   waves.csv        code name starts_on ends_on channel form_id form_version
//   locations.csv    code municipality name address staff_band (1-4, 5-9, 10-19, 20+) hours ("1 09:00-17:00|2 ...")
//   norms.csv        version channel kind clock_start value target_share valid_from
//   scenarios.csv    code version group title_nl title_en briefing_nl briefing_en answer_key_nl answer_key_en
//                    max_minutes
//   inspectors.csv   alias languages ties (both separated by spaces)
//   assignments.csv  wave location scenario inspector window_from window_to deadline appointment reward_cents
// Locations, norms, scenarios and inspectors that the organisation has already are taken as they are.
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
