// SPDX-License-Identifier: EUPL-1.2
// Files that are there in full or not at all, also after a power cut.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace balieblik::vault {

// Writes beside the file, flushes, renames over it, flushes the folder. A power cut leaves the old or the new bytes.
// A file left over from an interrupted write is overwritten by the next. Refusals: disk_full, io_failed.
Result<void> write_durably(const std::filesystem::path& file, ByteView bytes);
// Where an interrupted write may have left its bytes.
std::filesystem::path written_beside(const std::filesystem::path& file);
// Refusals: not_found, too_large, io_failed.
Result<Bytes> read_whole(const std::filesystem::path& file, std::size_t limit);
// Zeros over the bytes where they lie, flushed. Nothing where there is no such file. Refusals: disk_full, io_failed.
Result<void> overwrite_durably(const std::filesystem::path& file);
// Flushes a name into its folder (after a file was made, renamed or removed there). Nothing on systems that have none.
Result<void> flush_folder(const std::filesystem::path& folder);

// Makes a folder, with those above it that are missing, so that it is still there after a power cut. Refusal:
// io_failed.
Result<void> make_folder(const std::filesystem::path& folder);

// A file open for writing whose bytes can be flushed to the disk.
class DurableFile {
public:
    enum class Mode { create, append };
    static Result<DurableFile> open(const std::filesystem::path& file, Mode mode);

    Result<void> write(ByteView bytes);
    // When it returns without refusal the bytes are on the disk.
    Result<void> flush();
    Result<void> close();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    explicit DurableFile(std::FILE* file) : file_(file) {}
    std::unique_ptr<std::FILE, Close> file_;
};

} // namespace balieblik::vault
