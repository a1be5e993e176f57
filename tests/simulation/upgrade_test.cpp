// SPDX-License-Identifier: EUPL-1.2
// A store of every schema there ever was is brought to the present one, and power goes at every write of that, one
// after the other: what is left is the old store or the new one, whole, and the next start completes it.
#include "device_store/migrations.hpp"
#include "simulation/fault_disk.hpp"
#include "simulation/first_day.hpp"
#include "storage/migrate.hpp"
#include "store_sqlite/migrations.hpp"

#include <gtest/gtest.h>

namespace balieblik::simulation {
namespace {

using storage::Database;
using storage::Migration;

constexpr Timestamp now{milliseconds{1'773'306'300'000}};

Result<Database> open(FaultDisk& disk)
{
    return Database::open(disk.path("store.db"), storage::Key::from(tablet_key()).value());
}

// Tables, indexes and triggers, as the database itself describes them.
std::string schema_of(Database& database)
{
    std::string text;
    const auto rows = database.all<std::string>(
        "select type || ' ' || name || ': ' || coalesce(sql, '') from sqlite_schema order by type, name");
    for (const auto& row : rows.value())
        text += row + "\n";
    return text;
}

struct Upgrades : testing::TestWithParam<bool> {
    std::span<const Migration> steps() const
    {
        return GetParam() ? store_sqlite::migrations() : device_store::migrations();
    }
    // A store as the version with this many steps left it, with something in it.
    FaultDisk::Image released(std::size_t count)
    {
        FaultDisk disk("released");
        {
            auto database = open(disk).value();
            EXPECT_TRUE(storage::migrate(database, steps().first(count), now));
            EXPECT_TRUE(database.run(GetParam() ? "insert into tenant values (x'01', 'Raalte', 'e1', 7)"
                                                : "insert into setting values ('kept', 'yes')"));
        }
        return disk.seen();
    }
    bool is_kept(Database& database)
    {
        return database
                   .first<std::int64_t>(GetParam() ? "select count(*) from tenant where name = 'Raalte'"
                                                   : "select count(*) from setting where name = 'kept'")
                   .value() == 1;
    }
};

TEST_P(Upgrades, complete_or_leave_the_old_store_whole_wherever_power_goes)
{
    seed_sqlite(1, [] { return std::int64_t{0}; });
    FaultDisk fresh("fresh");
    auto newest = open(fresh).value();
    ASSERT_TRUE(storage::migrate(newest, steps(), now));
    const auto expected = schema_of(newest);
    const auto last = static_cast<int>(steps().size());
    std::int64_t cuts = 0;
    for (int from = 1; from < last; ++from) {
        const auto image = released(static_cast<std::size_t>(from));
        for (std::int64_t at = 0;; ++at) {
            Engine engine(static_cast<std::uint64_t>(at * 100 + from));
            FaultDisk disk("upgrade");
            disk.restore(image);
            DiskFaults faults;
            faults.stands_still_at = at;
            disk.set_faults(faults);
            if (auto database = open(disk))
                static_cast<void>(storage::migrate(*database, steps(), now));
            const bool cut = disk.stands_still();
            disk.set_faults({});
            if (cut)
                disk.cut_power(engine);
            cuts += cut ? 1 : 0;

            auto left = open(disk);
            ASSERT_TRUE(left) << "schema " << from << ", write " << at << ": " << left.error().detail;
            const auto stands_at = storage::migrated_to(*left).value();
            EXPECT_GE(stands_at, from);
            EXPECT_EQ(left->first<std::string>("pragma integrity_check").value(), "ok");
            EXPECT_TRUE(is_kept(*left)) << "schema " << from << ", write " << at;
            ASSERT_TRUE(storage::migrate(*left, steps(), now));
            EXPECT_EQ(schema_of(*left), expected) << "schema " << from << ", write " << at;
            EXPECT_TRUE(is_kept(*left));
            if (!cut)
                break; // it was brought to its end
        }
    }
    EXPECT_GT(cuts, 10);
}
INSTANTIATE_TEST_SUITE_P(OfTablets, Upgrades, testing::Values(false));
INSTANTIATE_TEST_SUITE_P(OfTheServer, Upgrades, testing::Values(true));

} // namespace
} // namespace balieblik::simulation
