// SPDX-License-Identifier: EUPL-1.2
// Backups of the embedded store as folders: the database under its own key and the photos that it names, sealed as they
// are. A folder has its final name only after all of it was read back; what is not whole is called "partial-...".
#pragma once

#include "store/backups.hpp"

#include "base/clock.hpp"

#include <filesystem>

namespace balieblik::store_sqlite {

// Where a running or resting server keeps its things.
struct StorePlace {
    std::filesystem::path database;
    std::filesystem::path photos; // the folder given to open_blob_folder
};

// What was read back from a backup.
struct VerifiedBackup {
    store::Backup backup;
    TenantId tenant;
    std::string epoch;
    std::vector<VisitVersionId> visits; // with all their photos, and not known to be in an earlier backup
    std::string folder;                 // its name
};
BOOST_DESCRIBE_STRUCT(VerifiedBackup, (), (backup, tenant, epoch, visits, folder))

// Copies the store as it is at one moment into a new folder below `into`, and reads it back. The server may run
// meanwhile. A photo that the newest backup there holds already is shared with it, not copied again.
// Refusals: disk_full, io_failed, database_damaged, hash_mismatch (a photo cannot be read back), not_found.
Result<VerifiedBackup> make_backup(const StorePlace& place, ByteView key, const std::filesystem::path& into,
                                   store::BackupId id, const Clock& clock);
// Reads a backup back: every page against its keyed hash, the structure, every photo. Refusals as above.
Result<VerifiedBackup> verify_backup(const std::filesystem::path& backup, ByteView key, const Clock& clock);

// Removes backups made before `before`, but never the `least` newest of those that are whole. Gives how many went. A
// folder that this did not make is left alone; one whose removal was cut off counts as no backup and is removed next
// time. Photos that a later backup shares with it stay there.
Result<std::int64_t> prune_backups(const std::filesystem::path& into, Timestamp before, std::size_t least);

// The same of a store that no server uses: its log is moved into its file first, else pages that wait there would be
// blamed. Refusals as above.
Result<VerifiedBackup> verify_store(const StorePlace& place, ByteView key);

// Puts a backup in the place of a store, under a new epoch. What was there goes into a folder "set-aside-..." beside
// it; nothing is deleted. No server may run. An interruption leaves either the old store or the restored one. Refusals:
// those of verify_backup and of storage::migrate.
Result<VerifiedBackup> restore_backup(const std::filesystem::path& backup, ByteView key, const StorePlace& place,
                                      const std::string& epoch, const Clock& clock);

} // namespace balieblik::store_sqlite
