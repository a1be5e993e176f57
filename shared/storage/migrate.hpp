// SPDX-License-Identifier: EUPL-1.2
// Brings a database to the schema of this program: numbered steps, each in a transaction of its own, stopping at the
// first that fails. Rooms keep them as migrations/NNNN_name.sql and embed them with balieblik_embed_migrations()
// (cmake/embed.cmake).
#pragma once

#include "storage/database.hpp"

#include <span>

namespace balieblik::storage {

struct Migration {
    int number{}; // 1, 2, 3, ... without gaps
    std::string_view name;
    std::string_view sql;
};

// Runs the steps that are missing; gives the number the database now stands at. What a step did is kept beside the data
// word for word, so a released step can never change unnoticed.
// Refusals: database_newer, migration_changed, and those of outcome.hpp; the failed step is undone, earlier ones stay.
// Throws BrokenSql if the numbers have gaps or a step's SQL is broken.
Result<int> migrate(Database& database, std::span<const Migration> migrations, Timestamp now);

// The number the database stands at.
Result<int> migrated_to(Database& database);

} // namespace balieblik::storage
