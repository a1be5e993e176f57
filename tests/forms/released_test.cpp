// SPDX-License-Identifier: EUPL-1.2
// A version that was released never changes: records name it by its hash, and a draft opens on it years later.
#include "support/source_dir.hpp"
#include "vault/hash.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace balieblik {
namespace {

namespace fs = std::filesystem;
const fs::path folder = test::source_dir() / "forms";

std::string text_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

// Path to hash, in the words of sha256sum.
std::map<std::string, std::string> released()
{
    std::map<std::string, std::string> found;
    std::ifstream lines(folder / "released.sha256");
    for (std::string hash, path; lines >> hash >> path;)
        found[path] = hash;
    return found;
}

TEST(Released, no_file_of_a_released_version_has_changed)
{
    ASSERT_FALSE(released().empty());
    for (const auto& [path, hash] : released())
        EXPECT_EQ(vault::sha256_hex(text_of(folder / path)), hash)
            << path << " was released; put the change into a new version.";
}

TEST(Released, no_file_was_added_to_a_released_version)
{
    std::set<std::string> versions;
    for (const auto& [path, hash] : released())
        versions.insert(path.substr(0, path.find('/', path.find('/') + 1)));
    for (const auto& version : versions)
        for (const auto& entry : fs::recursive_directory_iterator(folder / version))
            EXPECT_TRUE(entry.is_directory() ||
                        released().contains(fs::relative(entry.path(), folder).generic_string()))
                << entry.path();
}

} // namespace
} // namespace balieblik
