// SPDX-License-Identifier: EUPL-1.2
// The fault disk as SQLite sees it: a file system of its own.
#include "simulation/fault_disk_file.hpp"

#include <algorithm>
#include <cstring>

namespace balieblik::simulation {
namespace {

Engine& sqlite_engine()
{
    static Engine engine;
    return engine;
}

std::function<std::int64_t()>& sqlite_time()
{
    static std::function<std::int64_t()> time = [] { return std::int64_t{0}; };
    return time;
}

DiskHandle& of(sqlite3_file* file) { return *reinterpret_cast<DiskHandle*>(file); }

} // namespace

// Functions with SQLite's signatures; a friend of the disk.
struct DiskCalls {
    static bool is_log(const std::string& path) { return path.ends_with("-wal"); }

    static FaultDisk* disk_of(const char* path)
    {
        const std::string_view text = path ? path : "";
        for (const auto& [root, disk] : disks())
            if (text.starts_with(root))
                return disk;
        return nullptr;
    }

    static int close(sqlite3_file* opened)
    {
        unlock(opened, SQLITE_LOCK_NONE);
        auto& handle = of(opened);
        --handle.file->open;
        handle.~DiskHandle();
        return SQLITE_OK;
    }

    static int read(sqlite3_file* opened, void* to, int size, sqlite3_int64 offset)
    {
        auto& handle = of(opened);
        auto& disk = *handle.disk;
        if (disk.still_)
            return SQLITE_IOERR_READ;
        if (disk.faults_.read_fails_at && disk.reads_++ == *disk.faults_.read_fails_at)
            return SQLITE_IOERR_READ;
        const auto& bytes = handle.file->now;
        const auto at = static_cast<std::size_t>(offset);
        const auto wanted = static_cast<std::size_t>(size);
        const auto got = at >= bytes.size() ? 0 : std::min(wanted, bytes.size() - at);
        if (got > 0)
            std::memcpy(to, bytes.data() + at, got);
        std::memset(static_cast<char*>(to) + got, 0, wanted - got);
        return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* opened, const void* from, int size, sqlite3_int64 offset)
    {
        auto& handle = of(opened);
        auto& file = *handle.file;
        const auto at = static_cast<std::size_t>(offset);
        const ByteView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size));
        int code = SQLITE_OK;
        if (!handle.disk->take(FaultDisk::Step::write, at + bytes.size() > file.now.size(), code))
            return code;
        write_at(file.now, at, bytes);
        file.unflushed.push_back({at, Bytes(bytes.begin(), bytes.end()), false});
        return SQLITE_OK;
    }

    static int truncate(sqlite3_file* opened, sqlite3_int64 size)
    {
        auto& handle = of(opened);
        int code = SQLITE_OK;
        if (!handle.disk->take(FaultDisk::Step::truncate, false, code))
            return SQLITE_IOERR_TRUNCATE;
        auto& file = *handle.file;
        file.now.resize(std::min(static_cast<std::size_t>(size), file.now.size()));
        file.unflushed.push_back({static_cast<std::size_t>(size), {}, true});
        return SQLITE_OK;
    }

    static int sync(sqlite3_file* opened, int)
    {
        auto& handle = of(opened);
        auto& disk = *handle.disk;
        int code = SQLITE_OK;
        if (!disk.take(FaultDisk::Step::flush, false, code))
            return SQLITE_IOERR_FSYNC;
        const bool log = disk.find_log(handle.file) != nullptr;
        if (disk.faults_.flushes_lie || (log && disk.faults_.log_flushes_lie))
            return SQLITE_OK;
        // With a new journal or log SQLite's own file systems flush the folder, too.
        if (!handle.file->name_is_durable)
            disk.flush_names();
        handle.file->flush();
        return SQLITE_OK;
    }

    static int file_size(sqlite3_file* opened, sqlite3_int64* size)
    {
        *size = static_cast<sqlite3_int64>(of(opened).file->now.size());
        return of(opened).disk->still_ ? SQLITE_IOERR_FSTAT : SQLITE_OK;
    }

    static int lock(sqlite3_file* opened, int level)
    {
        auto& handle = of(opened);
        auto& file = *handle.file;
        if (handle.lock >= level)
            return SQLITE_OK;
        const bool others_exclusive = file.exclusive && file.exclusive != &handle;
        if (level == SQLITE_LOCK_SHARED) {
            if (others_exclusive)
                return SQLITE_BUSY;
            ++file.shared;
        } else if (level == SQLITE_LOCK_RESERVED) {
            if ((file.reserved && file.reserved != &handle) || others_exclusive)
                return SQLITE_BUSY;
            file.reserved = &handle;
        } else {
            if (others_exclusive || (file.reserved && file.reserved != &handle) || file.shared > 1)
                return SQLITE_BUSY;
            file.exclusive = &handle;
        }
        handle.lock = level;
        return SQLITE_OK;
    }

    static int unlock(sqlite3_file* opened, int level)
    {
        auto& handle = of(opened);
        auto& file = *handle.file;
        if (handle.lock <= level)
            return SQLITE_OK;
        if (file.exclusive == &handle)
            file.exclusive = nullptr;
        if (file.reserved == &handle)
            file.reserved = nullptr;
        if (level == SQLITE_LOCK_NONE)
            --file.shared;
        handle.lock = level;
        return SQLITE_OK;
    }

    static int check_reserved(sqlite3_file* opened, int* is_reserved)
    {
        *is_reserved = of(opened).file->reserved != nullptr || of(opened).file->exclusive != nullptr;
        return SQLITE_OK;
    }

    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return 4096; }
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shm_map(sqlite3_file* opened, int region, int size, int extend, void volatile** mapped)
    {
        auto& regions = of(opened).file->regions;
        const auto at = static_cast<std::size_t>(region);
        *mapped = nullptr;
        if (size != 32768)
            return SQLITE_IOERR_SHMSIZE;
        if (at >= regions.size() && extend == 0)
            return SQLITE_OK;
        while (regions.size() <= at)
            regions.push_back(std::make_unique<std::array<std::uint8_t, 32768>>());
        *mapped = regions[at]->data();
        return SQLITE_OK;
    }

    static int shm_lock(sqlite3_file* opened, int first, int count, int flags)
    {
        auto& handle = of(opened);
        auto& file = *handle.file;
        for (int at = first; at < first + count; ++at) {
            const auto slot = static_cast<std::size_t>(at);
            const auto mark = std::uint32_t{1} << at;
            if ((flags & SQLITE_SHM_UNLOCK) != 0) {
                if ((handle.slots_shared & mark) != 0)
                    --file.slot_shared[slot];
                if ((handle.slots_exclusive & mark) != 0)
                    file.slot_exclusive[slot] = nullptr;
                handle.slots_shared &= ~mark;
                handle.slots_exclusive &= ~mark;
                continue;
            }
            const bool held = file.slot_exclusive[slot] && file.slot_exclusive[slot] != &handle;
            const bool wants_alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
            const int others = file.slot_shared[slot] - ((handle.slots_shared & mark) != 0 ? 1 : 0);
            if (held || (wants_alone && others > 0)) {
                if (at > first)
                    shm_lock(opened, first, at - first, SQLITE_SHM_UNLOCK);
                return SQLITE_BUSY;
            }
            if (wants_alone) {
                file.slot_exclusive[slot] = &handle;
                handle.slots_exclusive |= mark;
            } else if ((handle.slots_shared & mark) == 0) {
                ++file.slot_shared[slot];
                handle.slots_shared |= mark;
            }
        }
        return SQLITE_OK;
    }

    static void shm_barrier(sqlite3_file*) {}

    static int shm_unmap(sqlite3_file* opened, int remove)
    {
        auto& handle = of(opened);
        shm_lock(opened, 0, lock_slots, SQLITE_SHM_UNLOCK);
        if (remove != 0)
            handle.file->regions.clear();
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs*, const char* path, sqlite3_file* made, int flags, int* out_flags)
    {
        static const sqlite3_io_methods methods{
            2,         close,          read,    write,       truncate,        sync,    file_size, lock,
            unlock,    check_reserved, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
            shm_unmap, nullptr,        nullptr};
        made->pMethods = nullptr;
        auto* disk = disk_of(path);
        if (!disk || disk->still_)
            return SQLITE_CANTOPEN;
        auto file = disk->find(path);
        if (!file) {
            if ((flags & SQLITE_OPEN_CREATE) == 0)
                return SQLITE_CANTOPEN;
            file = std::make_shared<FaultDisk::File>();
            disk->files_[path] = file;
        }
        ++file->open;
        auto* handle = new (made) DiskHandle{{&methods}, disk, std::move(file), SQLITE_LOCK_NONE, 0, 0};
        handle->base.pMethods = &methods;
        if (out_flags)
            *out_flags = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs*, const char* path, int flushes)
    {
        auto* disk = disk_of(path);
        auto file = disk ? disk->find(path) : nullptr;
        if (!file)
            return SQLITE_IOERR_DELETE_NOENT;
        int code = SQLITE_OK;
        if (!disk->take(FaultDisk::Step::remove, false, code))
            return SQLITE_IOERR_DELETE;
        if (flushes != 0 || !file->name_is_durable)
            disk->files_.erase(path);
        else
            file->removed = true;
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs*, const char* path, int, int* result)
    {
        auto* disk = disk_of(path);
        if (disk && disk->still_)
            return SQLITE_IOERR_ACCESS;
        const auto file = disk ? disk->find(path) : nullptr;
        // As SQLite's own file systems have it: a log without a byte is no log.
        *result = file && (!is_log(path) || !file->now.empty());
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs*, const char* path, int size, char* to)
    {
        const std::string_view text = path;
        if (text.size() >= static_cast<std::size_t>(size))
            return SQLITE_CANTOPEN;
        std::memcpy(to, text.data(), text.size());
        to[text.size()] = '\0';
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs*, int size, char* to)
    {
        for (int i = 0; i < size; ++i)
            to[i] = static_cast<char>(below(sqlite_engine(), 256));
        return size;
    }
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; } // nobody else could let go meanwhile
    static int current_time_64(sqlite3_vfs*, sqlite3_int64* now)
    {
        constexpr sqlite3_int64 unix_epoch = 210'866'760'000'000; // in milliseconds of Julian time
        *now = unix_epoch + sqlite_time()();
        return SQLITE_OK;
    }
    static int current_time(sqlite3_vfs* vfs, double* now)
    {
        sqlite3_int64 ms = 0;
        current_time_64(vfs, &ms);
        *now = static_cast<double>(ms) / 86'400'000.0;
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }
};

void seed_sqlite(std::uint64_t seed, std::function<std::int64_t()> unix_time_ms)
{
    static sqlite3_vfs vfs{};
    if (!vfs.zName) {
        vfs.iVersion = 2;
        vfs.szOsFile = sizeof(DiskHandle);
        vfs.mxPathname = 512;
        vfs.zName = "balieblik-fault-disk";
        vfs.xOpen = DiskCalls::open;
        vfs.xDelete = DiskCalls::remove;
        vfs.xAccess = DiskCalls::access;
        vfs.xFullPathname = DiskCalls::full_path;
        vfs.xRandomness = DiskCalls::randomness;
        vfs.xSleep = DiskCalls::sleep;
        vfs.xCurrentTime = DiskCalls::current_time;
        vfs.xCurrentTimeInt64 = DiskCalls::current_time_64;
        vfs.xGetLastError = DiskCalls::last_error;
        if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
            std::abort();
    }
    sqlite_engine().seed(seed);
    sqlite_time() = std::move(unix_time_ms);
    sqlite3_randomness(0, nullptr); // forget what was drawn before
}

} // namespace balieblik::simulation
