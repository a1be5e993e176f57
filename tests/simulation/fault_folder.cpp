// SPDX-License-Identifier: EUPL-1.2
#include "simulation/fault_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace balieblik::simulation {
namespace {

namespace fs = std::filesystem;

std::vector<FaultFolder*>& folders()
{
    static std::vector<FaultFolder*> all;
    return all;
}

Bytes bytes_of(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

void write_file(const fs::path& file, const Bytes& bytes)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::uint64_t inode_of(const fs::path& path)
{
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? static_cast<std::uint64_t>(found.st_ino) : 0;
}

} // namespace

// What the program asked to flush, if it lies in one of our folders.
static int flush_descriptor(int descriptor)
{
    if (!folders().empty()) {
        std::array<char, 4096> name{};
        const auto link = "/proc/self/fd/" + std::to_string(descriptor);
        const auto length = ::readlink(link.c_str(), name.data(), name.size());
        const std::string_view path(name.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
        for (auto* folder : folders())
            if (path.starts_with(folder->path().native())) {
                const int code = folder->flush(descriptor, fs::path(path));
                errno = code;
                return code == 0 ? 0 : -1;
            }
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

// One place where a name could stand after the cut: what programs see there, and what is durable.
struct FaultFolder::Place {
    fs::path path; // below the root
    std::optional<Entry> now;
    std::optional<Entry> durable;
    std::optional<Entry> chosen;
};

FaultFolder::FaultFolder(fs::path folder) : root_(std::move(folder))
{
    fs::create_directories(root_);
    root_ = fs::canonical(root_);
    note_all(root_);
    folders().push_back(this);
}

FaultFolder::~FaultFolder()
{
    std::erase(folders(), this);
    std::error_code problem;
    fs::remove_all(root_, problem);
}

void FaultFolder::set_faults(const FolderFaults& faults)
{
    faults_ = faults;
    flushes_ = 0;
}

FaultFolder::Names FaultFolder::names_in(const fs::path& folder)
{
    Names found;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem))
        found[entry.path().filename().string()] = {inode_of(entry.path()), entry.is_directory()};
    return found;
}

void FaultFolder::note_all(const fs::path& folder)
{
    const auto names = names_in(folder);
    durable_names_[inode_of(folder)] = names;
    for (const auto& [name, entry] : names)
        if (entry.is_folder)
            note_all(folder / name);
        else
            durable_bytes_[entry.inode] = bytes_of(folder / name);
}

int FaultFolder::flush(int descriptor, const fs::path& at)
{
    const auto now = flushes_++;
    if (faults_.stands_still_at && now >= *faults_.stands_still_at)
        still_ = true;
    if (still_)
        return EIO;
    if (faults_.flush_fails_at && now == *faults_.flush_fails_at)
        return EIO;
    if (faults_.full_at && now == *faults_.full_at)
        return ENOSPC;
    if (faults_.flushes_lie)
        return 0;
    struct stat found {};
    if (::fstat(descriptor, &found) != 0)
        return errno;
    const auto inode = static_cast<Inode>(found.st_ino);
    if (S_ISDIR(found.st_mode))
        durable_names_[inode] = names_in(at);
    else
        durable_bytes_[inode] = bytes_of(at);
    return 0;
}

// Chooses for every name below `folder`, in the order of the names: a run depends on its seed alone.
void FaultFolder::choose(const fs::path& below_root, Inode folder, Engine& engine, std::vector<Place>& places)
{
    const auto path = root_ / below_root;
    const auto now = inode_of(path) == folder ? names_in(path) : Names{};
    const auto known = durable_names_.find(folder);
    const auto durable = known == durable_names_.end() ? Names{} : known->second;
    Names either = durable;
    either.insert(now.begin(), now.end());
    for (const auto& [name, ignored] : either) {
        Place place{below_root / name, {}, {}, {}};
        if (const auto found = now.find(name); found != now.end())
            place.now = found->second;
        if (const auto found = durable.find(name); found != durable.end())
            place.durable = found->second;
        const bool settled = place.now && place.durable && place.now->inode == place.durable->inode;
        place.chosen = settled || simulation::chance(engine, 500) ? place.now : place.durable;
        const auto chosen = place.chosen;
        places.push_back(std::move(place));
        if (chosen && chosen->is_folder)
            choose(below_root / name, chosen->inode, engine, places);
    }
}

// A rename has happened or has not: a file that lost both its names has its old one, one with both keeps the new.
void FaultFolder::keep_renames_whole(std::vector<Place>& places)
{
    std::map<Inode, std::vector<Place*>> chosen;
    std::map<Inode, Place*> old_name;
    std::set<Inode> seen_now;
    for (auto& place : places) {
        if (place.chosen && !place.chosen->is_folder)
            chosen[place.chosen->inode].push_back(&place);
        if (place.durable && !place.durable->is_folder)
            old_name[place.durable->inode] = &place;
        if (place.now)
            seen_now.insert(place.now->inode);
    }
    for (auto& [inode, at] : old_name)
        if (!chosen.contains(inode) && seen_now.contains(inode) && !at->chosen)
            at->chosen = at->durable;
    for (auto& [inode, several] : chosen)
        for (auto* place : several)
            if (several.size() > 1 && !(place->now && place->now->inode == inode))
                place->chosen.reset();
}

Bytes FaultFolder::settled_bytes(Inode inode, const std::map<Inode, Bytes>& now, Engine& engine) const
{
    const auto durable = durable_bytes_.find(inode);
    const auto present = now.find(inode);
    const auto kept = durable == durable_bytes_.end() ? Bytes{} : durable->second;
    if (present == now.end() || present->second == kept)
        return kept;
    switch (below(engine, 3)) {
    case 0:
        return kept;
    case 1:
        return present->second;
    default:
        auto torn = present->second;
        torn.resize(below(engine, torn.size() + 1));
        return torn;
    }
}

void FaultFolder::cut_power(Engine& engine)
{
    std::map<Inode, Bytes> now;
    for (const auto& entry : fs::recursive_directory_iterator(root_))
        if (!entry.is_directory())
            now[inode_of(entry.path())] = bytes_of(entry.path());
    std::vector<Place> places;
    choose({}, inode_of(root_), engine, places);
    keep_renames_whole(places);
    Image left;
    for (const auto& place : places) {
        if (place.chosen && place.chosen->is_folder)
            left.folders.insert(place.path.string());
        else if (place.chosen)
            left.files[place.path.string()] = settled_bytes(place.chosen->inode, now, engine);
    }
    restore(left);
}

FaultFolder::Image FaultFolder::image() const
{
    Image taken;
    for (const auto& entry : fs::recursive_directory_iterator(root_)) {
        const auto name = fs::relative(entry.path(), root_).string();
        if (entry.is_directory())
            taken.folders.insert(name);
        else
            taken.files[name] = bytes_of(entry.path());
    }
    return taken;
}

void FaultFolder::restore(const Image& image)
{
    for (const auto& entry : fs::directory_iterator(root_))
        fs::remove_all(entry.path());
    for (const auto& folder : image.folders) // in order: a folder before what is in it
        fs::create_directories(root_ / folder);
    for (const auto& [name, bytes] : image.files)
        write_file(root_ / name, bytes);
    durable_bytes_.clear();
    durable_names_.clear();
    note_all(root_);
    faults_ = {};
    still_ = false;
}

bool FaultFolder::holds(std::string_view bytes) const
{
    const auto seen = image();
    return std::any_of(seen.files.begin(), seen.files.end(),
                       [&](const auto& file) { return as_text(file.second).find(bytes) != std::string_view::npos; });
}

} // namespace balieblik::simulation

extern "C" {
int fsync(int descriptor) { return balieblik::simulation::flush_descriptor(descriptor); }
int fdatasync(int descriptor) { return balieblik::simulation::flush_descriptor(descriptor); }
}
