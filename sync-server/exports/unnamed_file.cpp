// SPDX-License-Identifier: EUPL-1.2
#include "exports/unnamed_file.hpp"

#include <sys/stat.h>

namespace balieblik::exports {

namespace {

constexpr std::size_t piece_size = 256 * 1024;

} // namespace

Result<UnnamedFile> UnnamedFile::open()
{
    auto* file = std::tmpfile();
    if (!file)
        return Error{Errc::io_failed, "no file in the folder for temporary files"};
    return UnnamedFile(file);
}

std::string UnnamedFile::path() const { return "/proc/self/fd/" + std::to_string(::fileno(file_.get())); }

std::uint64_t UnnamedFile::size() const
{
    struct stat about {};
    return ::fstat(::fileno(file_.get()), &about) == 0 ? static_cast<std::uint64_t>(about.st_size) : 0;
}

Result<std::string> UnnamedFile::next()
{
    std::string piece(piece_size, '\0');
    piece.resize(std::fread(piece.data(), 1, piece.size(), file_.get()));
    if (std::ferror(file_.get()) != 0)
        return Error{Errc::io_failed, "a temporary file cannot be read"};
    return piece;
}

} // namespace balieblik::exports
