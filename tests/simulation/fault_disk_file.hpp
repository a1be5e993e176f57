// SPDX-License-Identifier: EUPL-1.2
// A file of a fault disk, and a connection to it. Only for the disk's own files.
#pragma once

#include "simulation/fault_disk.hpp"

#include <sqlite3.h>

#include <array>
#include <memory>
#include <vector>

namespace balieblik::simulation {

constexpr int lock_slots = 8;

struct DiskHandle;

// A write (or, without bytes, a truncation) that no flush has covered.
struct Unflushed {
    std::size_t at{};
    Bytes bytes;
    bool truncates = false;
};

void write_at(Bytes& to, std::size_t at, ByteView bytes);
std::map<std::string, FaultDisk*>& disks(); // by where their files begin

struct FaultDisk::File {
    Bytes now;     // what programs see
    Bytes durable; // what a power cut leaves at least
    std::vector<Unflushed> unflushed;
    bool name_is_durable = false;
    bool removed = false; // its name went, which is not flushed
    int open = 0;

    // Locks of the file, as SQLite's own file systems keep them.
    int shared = 0;
    const DiskHandle* reserved = nullptr;
    const DiskHandle* exclusive = nullptr;

    // The index of the write-ahead log: shared by all connections of this process, gone with it.
    std::vector<std::unique_ptr<std::array<std::uint8_t, 32768>>> regions;
    std::array<int, lock_slots> slot_shared{};
    std::array<const DiskHandle*, lock_slots> slot_exclusive{};

    void flush()
    {
        durable = now;
        unflushed.clear();
        name_is_durable = true;
    }
    void settle(Engine& engine);
};

struct DiskHandle {
    sqlite3_file base;
    FaultDisk* disk;
    std::shared_ptr<FaultDisk::File> file;
    int lock;
    std::uint32_t slots_shared;
    std::uint32_t slots_exclusive;
};

} // namespace balieblik::simulation
