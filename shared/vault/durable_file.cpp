// SPDX-License-Identifier: EUPL-1.2
#include "vault/durable_file.hpp"

#include <cerrno>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace balieblik::vault {
namespace {

Error refused(int code, const std::filesystem::path& file)
{
    const auto condition = std::error_code(code, std::generic_category());
#ifdef EDQUOT
    const bool full = code == ENOSPC || code == EDQUOT;
#else
    const bool full = code == ENOSPC;
#endif
    const auto kind = full ? Errc::disk_full : code == EROFS ? Errc::disk_read_only : Errc::io_failed;
    return {kind, file.filename().string() + ": " + condition.message()};
}

// Here lies everything that systems do not share: opening by wide name, and flushing through to the disk.
#ifdef _WIN32
std::FILE* open_file(const std::filesystem::path& file, const char* mode)
{
    return _wfopen(file.c_str(), std::wstring(mode, mode + std::char_traits<char>::length(mode)).c_str());
}
bool flush_to_disk(std::FILE* file) { return _commit(_fileno(file)) == 0; }
#else
std::FILE* open_file(const std::filesystem::path& file, const char* mode) { return std::fopen(file.c_str(), mode); }
bool flush_to_disk(std::FILE* file)
{
#ifdef F_FULLFSYNC
    if (::fcntl(fileno(file), F_FULLFSYNC) == 0) // fsync alone stops at the drive's own cache there
        return true;
#endif
    return ::fsync(fileno(file)) == 0;
}
#endif

} // namespace

Result<DurableFile> DurableFile::open(const std::filesystem::path& file, Mode mode)
{
    std::error_code problem;
    const bool is_new = !std::filesystem::exists(file, problem);
    auto* opened = open_file(file, mode == Mode::create ? "wb" : "ab");
    if (!opened)
        return refused(errno, file);
    DurableFile made(opened);
    std::setvbuf(opened, nullptr, _IONBF, 0); // a write that failed must not be tried again behind our back
    if (is_new)
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                     problem);
    return made;
}

Result<void> DurableFile::write(ByteView bytes)
{
    if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
        return refused(errno, "write");
    return {};
}

Result<void> DurableFile::flush()
{
    if (std::fflush(file_.get()) != 0 || !flush_to_disk(file_.get()))
        return refused(errno, "flush");
    return {};
}

Result<void> DurableFile::close()
{
    if (std::fclose(file_.release()) != 0)
        return refused(errno, "close");
    return {};
}

Result<void> flush_folder(const std::filesystem::path& folder)
{
#ifndef _WIN32
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        return refused(errno, folder);
    const int code = ::fsync(opened) == 0 ? 0 : errno;
    ::close(opened);
    if (code != 0)
        return refused(code, folder);
#else
    (void)folder; // names are flushed with the file there
#endif
    return {};
}

Result<void> make_folder(const std::filesystem::path& folder)
{
    std::error_code problem;
    auto highest = folder; // that is missing; the folder itself also when it is there: its name may not be flushed
    while (!highest.parent_path().empty() && !std::filesystem::exists(highest.parent_path(), problem))
        highest = highest.parent_path();
    std::filesystem::create_directories(folder, problem);
    if (problem)
        return refused(problem.value(), folder);
    auto at = folder;
    BALIEBLIK_CHECK(flush_folder(at.parent_path()));
    while (at != highest) {
        at = at.parent_path();
        BALIEBLIK_CHECK(flush_folder(at.parent_path()));
    }
    return {};
}

std::filesystem::path written_beside(const std::filesystem::path& file)
{
    auto beside = file;
    beside += ".new";
    return beside;
}

Result<void> write_durably(const std::filesystem::path& file, ByteView bytes)
{
    const auto beside = written_beside(file);
    BALIEBLIK_TRY(writer, DurableFile::open(beside, DurableFile::Mode::create));
    auto written = writer.write(bytes);
    if (written)
        written = writer.flush();
    if (written)
        written = writer.close();
    std::error_code problem;
    if (written) {
        std::filesystem::rename(beside, file, problem);
        if (problem)
            written = refused(problem.value(), file);
    }
    if (!written) {
        std::filesystem::remove(beside, problem);
        return written;
    }
    return flush_folder(file.parent_path());
}

Result<void> overwrite_durably(const std::filesystem::path& file)
{
    std::error_code problem;
    const auto size = std::filesystem::file_size(file, problem);
    if (problem == std::errc::no_such_file_or_directory)
        return {};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(problem ? nullptr : open_file(file, "r+b"),
                                                                 &std::fclose);
    if (!opened)
        return refused(problem ? problem.value() : errno, file);
    const Bytes zeros(static_cast<std::size_t>(size), 0);
    if (std::fwrite(zeros.data(), 1, zeros.size(), opened.get()) != zeros.size() || std::fflush(opened.get()) != 0 ||
        !flush_to_disk(opened.get()))
        return refused(errno, file);
    return {};
}

Result<Bytes> read_whole(const std::filesystem::path& file, std::size_t limit)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(open_file(file, "rb"), &std::fclose);
    if (!opened)
        return errno == ENOENT ? Error{Errc::not_found, file.filename().string()} : refused(errno, file);
    Bytes bytes;
    Bytes part(64 * 1024);
    while (const auto got = std::fread(part.data(), 1, part.size(), opened.get())) {
        if (bytes.size() + got > limit)
            return Error{Errc::too_large, file.filename().string()};
        bytes.insert(bytes.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(got));
    }
    if (std::ferror(opened.get()))
        return refused(EIO, file);
    return bytes;
}

} // namespace balieblik::vault
