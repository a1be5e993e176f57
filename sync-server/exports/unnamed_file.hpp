// SPDX-License-Identifier: EUPL-1.2
// A file without a name: takes no memory however long it is, and is gone when it is closed or the program ends.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

namespace balieblik::exports {

class UnnamedFile {
public:
    // Refusal: io_failed.
    static Result<UnnamedFile> open();

    // For libraries that write to a path. Good as long as the file is open.
    std::string path() const;
    std::uint64_t size() const;
    // The piece that follows the one before; empty at the end. Refusal: io_failed.
    Result<std::string> next();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    explicit UnnamedFile(std::FILE* file) : file_(file) {}

    std::unique_ptr<std::FILE, Close> file_;
};

} // namespace balieblik::exports
