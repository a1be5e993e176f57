// SPDX-License-Identifier: EUPL-1.2
// A journal that can be written while the database is locked and read only after it is open again: laps tapped under
// the key lock. Each record is a sealed box; the key that opens them lies in the encrypted database. Records are
// numbered and each holds the hash of what stands before it, so one that is missing, moved or altered shows.
#pragma once

#include "vault/durable_file.hpp"
#include "vault/recovery.hpp"

namespace balieblik::vault {

class SealedJournal {
public:
    // Opens it to write, making it if it is not there; a torn record at its end (power cut) is cut off.
    // Refusals: disk_full, io_failed.
    static Result<SealedJournal> open(const std::filesystem::path& file, const PublicKey& key);

    // When it returns without refusal the record is on the disk. Refusals: too_large (64 KiB), disk_full, io_failed.
    Result<void> append(ByteView record);
    std::uint64_t count() const { return count_; }

private:
    SealedJournal(std::filesystem::path name, DurableFile file, PublicKey key, Sha256 before, std::uint64_t count,
                  std::uint64_t size)
        : name_(std::move(name)), file_(std::move(file)), key_(key), before_(before), count_(count), size_(size)
    {
    }
    std::filesystem::path name_;
    DurableFile file_;
    PublicKey key_;
    Sha256 before_; // of everything written so far
    std::uint64_t count_;
    std::uint64_t size_; // bytes
    bool broken_ = false;
};

struct JournalRecords {
    std::vector<Bytes> records; // in the order in which they were written
    bool torn = false;          // the last write did not reach the disk in full; it was never confirmed
    bool altered = false;       // something is missing, moved or changed; what could be read is in `records`
};

// Everything in a journal. A missing file is an empty journal. Refusals: io_failed, too_large.
Result<JournalRecords> read_journal(const std::filesystem::path& file, const SealingKey& key);
// After its records were merged and committed.
Result<void> remove_journal(const std::filesystem::path& file);

} // namespace balieblik::vault
