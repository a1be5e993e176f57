// SPDX-License-Identifier: EUPL-1.2
// One page of a tablet's database is damaged, each in turn: what does not need it goes on, what does is refused, and
// nothing is deleted, so that the work can be rescued.
#include "shared/device_store/visit_fixture.hpp"

namespace balieblik::test {
namespace {

constexpr std::size_t page_size = 4096;

struct DamagedTablet : VisitTest {
    std::filesystem::path file = folder / "tablet.db";

    Result<std::unique_ptr<DeviceStore>> try_open()
    {
        const Bytes bytes(32, std::uint8_t{42});
        BALIEBLIK_TRY(database, storage::Database::open(file, *storage::Key::from(bytes)));
        return DeviceStore::open(std::move(database), folder / "photos", clock, random, {"0.1.0", "test"});
    }
};

TEST_F(DamagedTablet, shows_and_hands_in_what_is_whole_and_deletes_nothing)
{
    const auto id = sealed_visit();
    const auto hash = sealed_hash(id);
    store.reset(); // which moves its log into the file
    const auto whole = contents_of(file);
    ASSERT_GT(whole.size(), 30 * page_size);
    int refused = 0;
    int hands_in = 0;
    int shows = 0;
    for (std::size_t page = 1; page < whole.size() / page_size; ++page) {
        auto bytes = whole;
        bytes[page * page_size + 1000] = static_cast<char>(bytes[page * page_size + 1000] ^ 1);
        write_contents(file, bytes);
        {
            const auto opened = try_open();
            if (!opened) {
                EXPECT_EQ(opened.error().code, Errc::database_damaged) << "page " << page;
                ++refused;
            } else {
                const auto assignments = (*opened)->assignments();
                EXPECT_TRUE(assignments || assignments.error().code == Errc::database_damaged) << "page " << page;
                shows += assignments && !assignments->empty() ? 1 : 0;
                const auto waiting = (*opened)->unacknowledged(100, 1 << 20);
                EXPECT_TRUE(waiting || waiting.error().code == Errc::database_damaged) << "page " << page;
                hands_in += waiting && !waiting->empty() && waiting->back().sha256 == hash ? 1 : 0;
            }
        }
        ASSERT_GE(std::filesystem::file_size(file), whole.size()) << "page " << page;
    }
    EXPECT_GT(shows, 10);
    EXPECT_GT(hands_in, 10) << "a sealed visit leaves a tablet whose other pages are damaged";
    EXPECT_LT(refused, static_cast<int>(whole.size() / page_size) / 2);
    write_contents(file, whole);
    store = opened();
    EXPECT_EQ(sealed_hash(id), hash);
}

} // namespace
} // namespace balieblik::test
