// SPDX-License-Identifier: EUPL-1.2
// A wipe that is cut short anywhere is ended by the next start (sync-protocol.md, 11).
#include "device_store/wipe.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace balieblik::test {
namespace {

namespace fs = std::filesystem;

struct WipeTest : testing::Test {
    TempFolder folder;
    device_store::TabletFiles files{folder.path(),
                                    folder / "key.json",
                                    {folder / "store.db", folder / "store.db-wal", folder / "photos",
                                     folder / "laps.journal", folder / "settings.ini"}};

    void SetUp() override
    {
        write_contents(files.key_file, "the wrapped key");
        write_contents(folder / "key.json.new", "the wrapped key, as a power cut left it");
        fs::create_directory(folder / "photos");
        write_contents(folder / "photos/1", "sealed");
        for (const auto* one : {"store.db", "store.db-wal", "laps.journal", "settings.ini"})
            write_contents(folder / one, "data");
    }
    bool is_empty() const { return fs::is_empty(folder.path()); }
};

TEST_F(WipeTest, leaves_nothing_behind)
{
    bool forgotten = false;
    ASSERT_TRUE(device_store::wipe(files, [&] {
        EXPECT_FALSE(fs::exists(files.key_file)) << "the key goes first";
        EXPECT_TRUE(fs::exists(folder / "store.db"));
        forgotten = true;
    }));

    EXPECT_TRUE(forgotten);
    EXPECT_TRUE(is_empty());
    EXPECT_FALSE(device_store::wipe_was_begun(files));
}

TEST_F(WipeTest, overwrites_the_wrapped_key_where_it_lies)
{
    // A second name for the same bytes shows what became of them.
    fs::create_hard_link(files.key_file, folder / "same bytes");

    ASSERT_TRUE(device_store::wipe(files));

    EXPECT_EQ(contents_of(folder / "same bytes"), std::string(std::string_view("the wrapped key").size(), '\0'));
}

TEST_F(WipeTest, goes_on_after_it_was_cut_short_once_the_key_was_gone)
{
    EXPECT_THROW((void)device_store::wipe(files, [] { throw std::runtime_error("the power went"); }),
                 std::runtime_error);
    EXPECT_TRUE(device_store::wipe_was_begun(files));

    ASSERT_TRUE(device_store::wipe(files));

    EXPECT_TRUE(is_empty());
}

TEST_F(WipeTest, can_begin_with_any_part_of_it_done)
{
    // Every subset of what a power cut may have left.
    const std::vector<fs::path> all = files.others;
    for (unsigned left = 0; left < 1u << all.size(); ++left) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            fs::remove_all(all[i]);
            if ((left >> i & 1u) == 0)
                continue;
            if (all[i].filename() == "photos")
                fs::create_directory(all[i]);
            write_contents(all[i].filename() == "photos" ? all[i] / "1" : all[i], "data");
        }
        write_contents(folder / "wipe.journal", "wipe");

        ASSERT_TRUE(device_store::wipe(files)) << left;

        EXPECT_TRUE(is_empty()) << left;
    }
}

} // namespace
} // namespace balieblik::test
