// SPDX-License-Identifier: EUPL-1.2
// The embedded store: one SQLCipher file, one writer thread, a few readers.
#pragma once

#include "store/store.hpp"

#include "base/clock.hpp"

#include <filesystem>
#include <functional>

namespace balieblik::store_sqlite {

struct SqliteStoreOptions {
    std::filesystem::path file;
    std::size_t readers = 4;
    std::size_t queue_limit = 4096;       // works that wait; beyond it writes are refused as busy
    std::size_t group_limit = 512;        // works in one commit
    milliseconds statement_timeout{5000}; // a statement that takes longer ends as busy
    milliseconds reader_patience{5000};   // how long a read waits for a free connection
    // Where the waiting works are written. None: on a thread of the store's own. One that is handed in is called for
    // each work that was queued, on the thread that queued it, and runs what it is given before the store goes, never
    // two at once. What is written first takes all that waits along; the rest then find nothing to do.
    std::function<void(std::function<void()>)> run_writer = {};
};

// Opens (and makes or migrates) the database under a key of 32 bytes. Clock and randomness outlive the store.
// When the store goes, it first finishes what was queued.
// Refusals: those of storage::Database::open and storage::migrate.
Result<std::unique_ptr<store::Store>> open_store(const SqliteStoreOptions& options, ByteView key, const Clock& clock,
                                                 Random& random);

// The store's master key: a file of 32 random bytes that only its owner may read, made once.
// Refusals: state_conflict (it is there already), io_failed.
Result<void> make_master_key(const std::filesystem::path& file, Random& random);
// Refusals: not_found; validation (not 32 bytes); forbidden (others may read it).
Result<Bytes> read_master_key(const std::filesystem::path& file);

} // namespace balieblik::store_sqlite
