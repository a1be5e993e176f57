// SPDX-License-Identifier: EUPL-1.2
// What becomes of the database's result codes. What can happen to healthy code (a full disk, a damaged file, a busy
// lock, a violated constraint) is a refusal; SQL that does not compile, a parameter nobody bound or a row that does not
// fit its struct is a bug and throws.
#pragma once

#include "base/result.hpp"

#include <optional>
#include <stdexcept>

struct sqlite3;

namespace balieblik::storage {

// A bug in a statement or in the struct that reads it. The message holds SQL and names, never values.
struct BrokenSql : std::logic_error {
    using std::logic_error::logic_error;
};

// Which rule of the schema refused a write.
enum class Constraint { unique, foreign_key, check, not_null, trigger };

// The refusal for a result code of the database, or throws BrokenSql:
// full -> disk_full; not a database, corrupt -> database_damaged; busy, locked, interrupted -> busy;
// input/output, cannot open, read-only, permission -> io_failed; constraint -> state_conflict, whose detail names the
// rule ("unique: visit.visit_id").
Error refusal(sqlite3* connection, int code, std::string_view doing);

// The rule behind a state_conflict that came from the schema; none for every other error.
std::optional<Constraint> violated(const Error& error);

} // namespace balieblik::storage
