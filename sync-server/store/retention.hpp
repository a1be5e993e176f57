// SPDX-License-Identifier: EUPL-1.2
// The journal of what was coarsened and destroyed, wave by wave: photos go and times are coarsened when the correction
// period is over, records when the project's retention is.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

struct RetentionJob {
    WaveId wave_id;
    Timestamp begun_at{};
    std::optional<Timestamp> ended_at; // none: it was interrupted, and is gone on with
    std::int64_t visits{};
    std::int64_t photos{};
    std::optional<Timestamp> destruction_begun_at; // of the records, when the project's retention was over
    std::optional<Timestamp> destroyed_at;
    std::int64_t records{};
};
BOOST_DESCRIBE_STRUCT(RetentionJob, (),
                      (wave_id, begun_at, ended_at, visits, photos, destruction_begun_at, destroyed_at, records))

class Retention {
public:
    virtual ~Retention() = default;
    virtual Result<std::optional<RetentionJob>> job(WaveId wave) = 0;
    // In the place of what was written before.
    virtual Result<void> write(const RetentionJob& job) = 0;
    virtual Result<std::vector<RetentionJob>> all() = 0; // newest first
};

} // namespace balieblik::store
