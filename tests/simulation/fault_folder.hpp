// SPDX-License-Identifier: EUPL-1.2
// A folder whose files can lose power: for photos, which are plain files. The program writes them through the system as
// ever; fsync and fdatasync are taken over in this process (an executable's own definition goes before the C library's)
// and note what became durable. A power cut then takes the folder back to that, keeping, losing or cutting short
// whatever came after. The folder should lie in memory (/dev/shm).
//
// A name is durable when its folder was flushed, its bytes when the file was. A rename is never half done: the old or
// the new name is there.
#pragma once

#include "simulation/fault_disk.hpp"

#include <filesystem>
#include <set>

namespace balieblik::simulation {

struct FolderFaults {
    std::optional<std::int64_t> stands_still_at; // counted in flushes
    std::optional<std::int64_t> flush_fails_at;
    std::optional<std::int64_t> full_at; // one flush says that the disk is full
    bool flushes_lie = false;
};

class FaultFolder {
public:
    struct Image {
        std::set<std::string> folders;
        std::map<std::string, Bytes> files;
    };

    // Made empty if it is not there; what is there is durable.
    explicit FaultFolder(std::filesystem::path folder);
    FaultFolder(const FaultFolder&) = delete;
    FaultFolder& operator=(const FaultFolder&) = delete;
    ~FaultFolder(); // removes it

    const std::filesystem::path& path() const { return root_; }
    void set_faults(const FolderFaults& faults);
    bool stands_still() const { return still_; }

    void cut_power(Engine& engine);
    void revive() { still_ = false; }
    Image image() const; // as a program sees it
    void restore(const Image& image);
    bool holds(std::string_view bytes) const;

    // For fsync: gives 0 or an error number.
    int flush(int descriptor, const std::filesystem::path& at);

private:
    using Inode = std::uint64_t;
    struct Entry {
        Inode inode{};
        bool is_folder = false;
    };
    using Names = std::map<std::string, Entry>;

    struct Place;

    static Names names_in(const std::filesystem::path& folder);
    void note_all(const std::filesystem::path& folder);
    void choose(const std::filesystem::path& below_root, Inode folder, Engine& engine, std::vector<Place>& places);
    static void keep_renames_whole(std::vector<Place>& places);
    Bytes settled_bytes(Inode inode, const std::map<Inode, Bytes>& now, Engine& engine) const;

    std::filesystem::path root_;
    std::map<Inode, Bytes> durable_bytes_;
    std::map<Inode, Names> durable_names_; // of folders
    FolderFaults faults_;
    std::int64_t flushes_ = 0;
    bool still_ = false;
};

} // namespace balieblik::simulation
