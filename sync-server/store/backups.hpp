// SPDX-License-Identifier: EUPL-1.2
// Which backups were verified, and what they hold (sync-protocol.md, section 13).
#pragma once

#include "base/json.hpp"
#include "store/visits.hpp"

namespace balieblik::store {

using BackupId = Id<struct BackupTag>;

struct Backup {
    BackupId id;
    Timestamp made_at{};
    Timestamp verified_at{};
    std::int64_t visits{};
    std::int64_t photos{};
    std::int64_t bytes{};
};
BOOST_DESCRIBE_STRUCT(Backup, (), (id, made_at, verified_at, visits, photos, bytes))

class Backups {
public:
    virtual ~Backups() = default;
    virtual Result<void> add(const Backup& backup) = 0;
    virtual Result<std::vector<Backup>> all() = 0; // newest first

    // Marks a visit version; gives it with its raised revision, or none if it is marked already or not there.
    virtual Result<std::optional<VisitVersion>> mark(VisitVersionId id) = 0;
};

} // namespace balieblik::store
