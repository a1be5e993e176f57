// SPDX-License-Identifier: EUPL-1.2
// A folder of its own for one test, gone with it; and what lies in its files.
#pragma once

#include "base/bytes.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace balieblik::test {

class TempFolder {
public:
    TempFolder()
    {
        std::random_device device;
        do {
            path_ = std::filesystem::temp_directory_path() / ("balieblik-test-" + std::to_string(device()));
        } while (!std::filesystem::create_directory(path_));
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder()
    {
        std::error_code problem;
        std::filesystem::remove_all(path_, problem);
    }

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string contents_of(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_contents(const std::filesystem::path& file, std::string_view contents)
{
    std::ofstream(file, std::ios::binary).write(contents.data(), static_cast<std::streamsize>(contents.size()));
}

// All bytes of all files of a folder, for searching.
inline std::string everything_in(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all += contents_of(entry.path());
    return all;
}

} // namespace balieblik::test
