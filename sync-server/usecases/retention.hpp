// SPDX-License-Identifier: EUPL-1.2
// When a wave's correction period is over its photos are destroyed and its records coarsened. When the project's
// retention is over the records go too, and with them what was frozen of each visit for the releases: nothing of the
// wave can be corrected any more. What was published stays as it is: releases hold figures, not records.
#pragma once

#include "usecases/photos.hpp"

namespace balieblik::usecases {

// By one call.
struct Retained {
    std::int64_t waves{}; // that were begun or gone on with
    std::int64_t visits{};
    std::int64_t photos{};
    std::int64_t records{};
};

// For a timer. Each wave whose last release is `correction_days` old or older, and `retention_days`, in small
// transactions (what one release kept of its visits goes at once): an interruption leaves the rest for the next call,
// which repeats nothing that was done. A photo's key goes before its file does. A visit that comes in later has as many
// days of its own, so that a reviewer can still look at it. Before the visits behind a release go it is looked at anew
// once more (release_proof.hpp), and what a later wave is compared with is kept: sums over places that it shows.
Result<Retained> keep_no_longer(const PhotoShelf& shelf, TenantId tenant);

// A published wave, and what the next call of keep_no_longer() on or after `due_at` will do to it.
struct RetentionRow {
    std::string project_code;
    std::string project_name;
    WaveId wave_id;
    std::string wave_name;
    Timestamp published_at{}; // its last release
    std::int64_t correction_days{};
    Timestamp due_at{};
    std::int64_t visits_kept{}; // with their sealed record
    std::int64_t photos_kept{};
    std::int64_t drafts_kept{}; // visits that nobody sealed, as tablets last told of them
    std::optional<Timestamp> begun_at;
    std::optional<Timestamp> ended_at; // none: not begun, or gone on with at the next call
    std::int64_t visits_coarsened{};
    std::int64_t photos_destroyed{};
    std::int64_t retention_days{};
    Timestamp destroy_at{};
    std::int64_t records_kept{}; // coarse or whole
    std::optional<Timestamp> destruction_begun_at;
    std::optional<Timestamp> destroyed_at; // none: as with ended_at
    std::int64_t records_destroyed{};
};
BOOST_DESCRIBE_STRUCT(RetentionRow, (),
                      (project_code, project_name, wave_id, wave_name, published_at, correction_days, due_at,
                       visits_kept, photos_kept, drafts_kept, begun_at, ended_at, visits_coarsened, photos_destroyed,
                       retention_days, destroy_at, records_kept, destruction_begun_at, destroyed_at, records_destroyed))

struct RetentionList {
    std::vector<RetentionRow> rows; // due first
};
BOOST_DESCRIBE_STRUCT(RetentionList, (), (rows))

// Observer or client admin of the whole organisation; counts, no ids of visits. Refusal: forbidden.
Result<RetentionList> list_retention(store::Tx& tx, const Actor& actor);

} // namespace balieblik::usecases
