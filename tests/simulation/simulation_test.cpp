// SPDX-License-Identifier: EUPL-1.2
// The simulation in ./check: a thousand seeds, and proofs that the test-bed itself is to be trusted.
#include "simulation/fault_folder.hpp"
#include "simulation/first_day.hpp"
#include "simulation/power_cuts.hpp"
#include "simulation/simulation.hpp"
#include "storage/transaction.hpp"
#include "store_sqlite/blob_folder.hpp"
#include "vault/durable_file.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <sstream>

namespace balieblik::simulation {
namespace {

constexpr std::uint64_t first_seed = 1;

// Split, so that they run beside each other.
class Seeds : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Seeds, hold_every_property)
{
    constexpr std::uint64_t share = 110; // as long as 130 took before stories were told
    std::int64_t sealed = 0;
    for (std::uint64_t n = 0; n < share; ++n) {
        const auto plan = plan_of(first_seed + GetParam() * share + n);
        const auto outcome = run(plan);
        sealed += outcome.sealed;
        if (!outcome.violation)
            continue;
        std::ostringstream small;
        small << shrink(plan, *outcome.violation);
        FAIL() << outcome.violation->property << ": " << outcome.violation->detail << "\n" << small.str();
    }
    EXPECT_GT(sealed, static_cast<std::int64_t>(share) / 2) << "where nobody hands anything in, every property holds";
}
INSTANTIATE_TEST_SUITE_P(Simulation, Seeds, testing::Range(std::uint64_t{0}, std::uint64_t{8}));

TEST(Simulation, what_once_failed_stays_mended)
{
    for (const std::uint64_t seed : {1068, 4399, 4841}) { // those below are among the seeds above
        const auto outcome = run(plan_of(seed));
        EXPECT_FALSE(outcome.violation) << "seed " << seed << ": " << outcome.violation->property << ": "
                                        << outcome.violation->detail;
    }
}

TEST(Simulation, the_same_seed_gives_the_same_record_byte_for_byte)
{
    for (const std::uint64_t seed : {3, 17, 40, 205}) {
        std::ostringstream first;
        std::ostringstream second;
        run(plan_of(seed), &first);
        run(plan_of(seed + 1)); // what ran in between leaves no trace
        run(plan_of(seed), &second);
        EXPECT_EQ(first.str(), second.str()) << "seed " << seed;
        EXPECT_GT(first.str().size(), 1'000u);
    }
}

TEST(Simulation, one_tablet_less_does_not_change_what_is_drawn_for_the_others)
{
    const auto plan = plan_of(12);
    World world(plan, nullptr);
    const auto fewer = without_tablet(plan, plan.tablets - 1);
    World smaller(fewer, nullptr);
    EXPECT_EQ(world.engine("tablet-0")(), smaller.engine("tablet-0")());
    EXPECT_NE(world.engine("tablet-0")(), world.engine("tablet-1")());
}

// --- The disk --------------------------------------------------------------------------------------------------------

TEST(FaultDisk, loses_nothing_that_was_committed_and_opens_after_every_cut)
{
    PowerCuts all;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const auto one = cut_power_of_a_database(seed, Durability::full);
        all.cuts += one.cuts;
        all.lost += one.lost;
        all.unreadable += one.unreadable;
    }
    EXPECT_GT(all.cuts, 400);
    EXPECT_EQ(all.lost, 0);
    EXPECT_EQ(all.unreadable, 0);
}

TEST(FaultDisk, sees_what_synchronous_normal_loses)
{
    std::int64_t lost = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed)
        lost += cut_power_of_a_database(seed, Durability::normal).lost;
    EXPECT_GT(lost, 0);
}

TEST(FaultDisk, sees_what_a_disk_that_lies_about_flushing_ruins)
{
    std::int64_t harm = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto one = cut_power_of_a_database(seed, Durability::lying);
        harm += one.lost + one.unreadable;
    }
    EXPECT_GT(harm, 0);
}

TEST(FaultDisk, a_full_disk_is_a_refusal_and_takes_nothing_with_it)
{
    seed_sqlite(1, [] { return std::int64_t{0}; });
    FaultDisk disk("full");
    auto database = storage::Database::open(disk.path("one.db"), storage::Key::from(tablet_key()).value()).value();
    ASSERT_TRUE(database.script("create table entry (text text) strict; insert into entry values ('kept')"));
    DiskFaults faults;
    faults.full_at = 0;
    faults.full_for = 1'000'000;
    disk.set_faults(faults);

    const auto refused = database.run("insert into entry values (?)", std::string(100'000, 'x'));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::disk_full);
    disk.set_faults({});
    EXPECT_EQ(database.first<std::int64_t>("select count(*) from entry").value(), 1);
    EXPECT_TRUE(database.run("insert into entry values (?)", std::string("more")));
}

TEST(FaultDisk, after_a_flush_that_failed_the_connection_is_not_used_on)
{
    seed_sqlite(1, [] { return std::int64_t{0}; });
    FaultDisk disk("flush");
    auto database = storage::Database::open(disk.path("one.db"), storage::Key::from(tablet_key()).value()).value();
    ASSERT_TRUE(database.script("create table entry (text text) strict"));
    DiskFaults faults;
    faults.flush_fails_at = 0;
    disk.set_faults(faults);

    EXPECT_EQ(database.run("insert into entry values ('a')").error().code, Errc::io_failed);

    EXPECT_TRUE(database.failed());
}

// --- The folder ------------------------------------------------------------------------------------------------------

struct FolderTest : testing::Test {
    FaultFolder folder{"/dev/shm/balieblik-folder-test-" + std::to_string(::getpid())};
    Engine engine{1};

    void cut()
    {
        for (int n = 0; n < 8; ++n) // whatever can be lost is lost
            folder.cut_power(engine);
    }
};

TEST_F(FolderTest, keeps_what_was_written_durably)
{
    ASSERT_TRUE(vault::write_durably(folder.path() / "one", as_bytes("bytes")));
    cut();
    EXPECT_EQ(vault::read_whole(folder.path() / "one", 100).value(), Bytes({'b', 'y', 't', 'e', 's'}));
}

TEST_F(FolderTest, may_lose_a_name_and_bytes_that_nobody_flushed)
{
    int whole = 0;
    for (int n = 0; n < 40; ++n) {
        const auto file = folder.path() / std::to_string(n);
        auto opened = vault::DurableFile::open(file, vault::DurableFile::Mode::create).value();
        ASSERT_TRUE(opened.write(as_bytes("bytes")));
        ASSERT_TRUE(opened.close());
        folder.cut_power(engine);
        std::error_code problem;
        whole += std::filesystem::file_size(file, problem) == 5 ? 1 : 0;
    }
    EXPECT_GT(whole, 0);
    EXPECT_LT(whole, 40);
}

TEST_F(FolderTest, a_rename_over_a_file_leaves_the_old_or_the_new_one)
{
    for (int n = 0; n < 40; ++n) {
        ASSERT_TRUE(vault::write_durably(folder.path() / "one", as_bytes("old")));
        ASSERT_TRUE(vault::write_durably(folder.path() / "two", as_bytes("new")));
        std::filesystem::rename(folder.path() / "two", folder.path() / "one");
        folder.cut_power(engine);
        const auto left = vault::read_whole(folder.path() / "one", 100).value();
        EXPECT_TRUE(as_text(left) == "old" || as_text(left) == "new") << as_text(left);
    }
}

TEST_F(FolderTest, the_folders_for_photos_are_there_after_a_cut)
{
    ASSERT_TRUE(store_sqlite::open_blob_folder(folder.path() / "photos"));
    cut();
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "photos" / "uploads"));
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "photos" / "photos"));
}

} // namespace
} // namespace balieblik::simulation
