// SPDX-License-Identifier: EUPL-1.2
// A disk in memory that can lose power, for SQLite as it is shipped: it is registered as SQLite's own file system, so
// SQLCipher encrypts above it and every fault hits what would lie on a real disk.
//
// Each file has what programs see, what a power cut leaves, and the writes since it was last flushed. A power cut
// keeps, loses or tears each of those on its own, so writes are also reordered. A disk can be told to stand still at a
// step: from then on nothing succeeds, and whoever used it is as good as dead. One thread.
#pragma once

#include "base/bytes.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace balieblik::simulation {

using Engine = std::mt19937_64;

// Whole and small: what distributions of the standard library give differs between libraries.
std::uint64_t below(Engine& engine, std::uint64_t bound);
inline bool chance(Engine& engine, std::uint64_t per_thousand) { return below(engine, 1000) < per_thousand; }

// Steps are writes, truncations, flushes and removals, counted from when the faults were set.
struct DiskFaults {
    std::optional<std::int64_t> stands_still_at;
    std::optional<std::int64_t> flush_fails_at; // one flush is refused; what it should have kept stays unflushed
    std::optional<std::int64_t> full_at;        // writes that need room are refused from here on,
    std::int64_t full_for = 0;                  // for so many steps
    std::optional<std::int64_t> read_fails_at;  // counted in reads
    bool flushes_lie = false;                   // they say yes and keep nothing
    bool log_flushes_lie = false; // the same for write-ahead logs only: what synchronous=NORMAL amounts to
};

class FaultDisk {
public:
    using Image = std::map<std::string, Bytes>;

    explicit FaultDisk(std::string name); // its files are "/<name>/..."
    FaultDisk(const FaultDisk&) = delete;
    FaultDisk& operator=(const FaultDisk&) = delete;
    ~FaultDisk();

    std::string path(const std::string& file) const { return root_ + file; }

    void set_faults(const DiskFaults& faults);
    bool stands_still() const { return still_; }
    std::int64_t steps() const { return steps_; }

    // The power goes and comes back. Every file must be closed. Faults end with it.
    void cut_power(Engine& engine);
    // Whoever used it is gone, but not the power: it works again, and holds what programs saw.
    void revive() { still_ = false; }
    // What a power cut that loses everything unflushed would leave.
    Image image() const;
    // What programs see at this moment.
    Image seen() const;
    // As if this image had been copied onto the disk. Every file must be closed.
    void restore(const Image& image);
    // Does any file, or anything that was ever written and still lies there, hold these bytes?
    bool holds(std::string_view bytes) const;

    struct File;

private:
    friend struct DiskCalls;
    enum class Step { write, truncate, flush, remove };
    // False: refused, with SQLite's code in `code`.
    bool take(Step step, bool grows, int& code);
    std::shared_ptr<File> find(const std::string& path) const;
    void flush_names();
    const File* find_log(const std::shared_ptr<File>& file) const; // none: it is no write-ahead log

    std::string root_;
    std::map<std::string, std::shared_ptr<File>> files_;
    DiskFaults faults_;
    std::int64_t steps_ = 0;
    std::int64_t reads_ = 0;
    bool still_ = false;
};

// What SQLite asks its file system for besides files. Reset for each run, so that a run depends on its seed alone.
void seed_sqlite(std::uint64_t seed, std::function<std::int64_t()> unix_time_ms);

} // namespace balieblik::simulation
