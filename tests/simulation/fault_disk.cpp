// SPDX-License-Identifier: EUPL-1.2
// What lies on the disk, and what a power cut leaves of it. How SQLite reaches it stands in fault_disk_calls.cpp.
#include "simulation/fault_disk_file.hpp"

#include <algorithm>
#include <cassert>

namespace balieblik::simulation {
namespace {

constexpr std::size_t sector = 512;

} // namespace

void write_at(Bytes& to, std::size_t at, ByteView bytes)
{
    if (to.size() < at + bytes.size())
        to.resize(at + bytes.size());
    std::copy(bytes.begin(), bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
}

std::map<std::string, FaultDisk*>& disks()
{
    static std::map<std::string, FaultDisk*> all;
    return all;
}

std::uint64_t below(Engine& engine, std::uint64_t bound) { return bound == 0 ? 0 : engine() % bound; }

// Each write since the last flush is kept, lost or torn.
void FaultDisk::File::settle(Engine& engine)
{
    const auto mood = below(engine, 4); // all kept, all lost, or each as it comes
    for (const auto& one : unflushed) {
        const auto fate = mood == 0 ? 0 : mood == 1 ? 1 : below(engine, 3);
        if (fate == 1)
            continue;
        if (one.truncates) {
            durable.resize(std::min(one.at, durable.size()));
        } else if (fate == 0) {
            write_at(durable, one.at, one.bytes);
        } else {
            for (std::size_t from = 0; from < one.bytes.size();) {
                const auto length = std::min(sector - (one.at + from) % sector, one.bytes.size() - from);
                if (chance(engine, 500))
                    write_at(durable, one.at + from, ByteView(one.bytes).subspan(from, length));
                from += length;
            }
        }
    }
    now = durable;
    unflushed.clear();
}

FaultDisk::FaultDisk(std::string name) : root_("/" + std::move(name) + "/")
{
    assert(!disks().contains(root_));
    disks()[root_] = this;
}

FaultDisk::~FaultDisk() { disks().erase(root_); }

void FaultDisk::set_faults(const DiskFaults& faults)
{
    faults_ = faults;
    steps_ = 0;
    reads_ = 0;
}

bool FaultDisk::take(Step step, bool grows, int& code)
{
    const auto now = steps_++;
    if (faults_.stands_still_at && now >= *faults_.stands_still_at)
        still_ = true;
    if (still_) {
        code = SQLITE_IOERR_WRITE;
        return false;
    }
    const bool full = faults_.full_at && now >= *faults_.full_at && now < *faults_.full_at + faults_.full_for;
    if (step == Step::write && grows && full) {
        code = SQLITE_FULL;
        return false;
    }
    if (step == Step::flush && faults_.flush_fails_at && now >= *faults_.flush_fails_at) {
        faults_.flush_fails_at.reset();
        code = SQLITE_IOERR_FSYNC;
        return false;
    }
    return true;
}

std::shared_ptr<FaultDisk::File> FaultDisk::find(const std::string& path) const
{
    const auto found = files_.find(path);
    return found == files_.end() || found->second->removed ? nullptr : found->second;
}

void FaultDisk::cut_power(Engine& engine)
{
    for (auto at = files_.begin(); at != files_.end();) {
        auto& file = *at->second;
        assert(file.open == 0);
        // A name that was never flushed may be lost; one whose removal was not flushed may be back.
        const bool stays = file.removed ? chance(engine, 500) : file.name_is_durable || chance(engine, 500);
        if (!stays) {
            at = files_.erase(at);
            continue;
        }
        file.removed = false;
        file.settle(engine);
        file.name_is_durable = true;
        file.regions.clear();
        ++at;
    }
    faults_ = {};
    still_ = false;
}

FaultDisk::Image FaultDisk::image() const
{
    Image taken;
    for (const auto& [path, file] : files_)
        if (file->name_is_durable)
            taken[path.substr(root_.size())] = file->durable;
    return taken;
}

FaultDisk::Image FaultDisk::seen() const
{
    Image taken;
    for (const auto& [path, file] : files_)
        if (!file->removed)
            taken[path.substr(root_.size())] = file->now;
    return taken;
}

void FaultDisk::restore(const Image& image)
{
    for (const auto& [path, file] : files_)
        assert(file->open == 0);
    files_.clear();
    for (const auto& [name, bytes] : image) {
        auto file = std::make_shared<File>();
        file->now = bytes;
        file->flush();
        files_[root_ + name] = std::move(file);
    }
    faults_ = {};
    still_ = false;
}

bool FaultDisk::holds(std::string_view bytes) const
{
    const auto in = [bytes](const Bytes& text) { return as_text(text).find(bytes) != std::string_view::npos; };
    return std::any_of(files_.begin(), files_.end(),
                       [&](const auto& one) { return in(one.second->now) || in(one.second->durable); });
}

const FaultDisk::File* FaultDisk::find_log(const std::shared_ptr<File>& file) const
{
    for (const auto& [path, known] : files_)
        if (known == file && path.ends_with("-wal"))
            return known.get();
    return nullptr;
}

void FaultDisk::flush_names()
{
    std::erase_if(files_, [](const auto& one) { return one.second->removed; });
    for (const auto& [path, file] : files_)
        file->name_is_durable = true;
}

} // namespace balieblik::simulation
