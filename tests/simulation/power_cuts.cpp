// SPDX-License-Identifier: EUPL-1.2
#include "simulation/power_cuts.hpp"

#include "simulation/first_day.hpp"
#include "storage/transaction.hpp"

namespace balieblik::simulation {
namespace {

using storage::Database;

class Machine {
public:
    Machine(std::uint64_t seed, Durability durability) : engine_(seed), durability_(durability), disk_("cuts") {}

    PowerCuts run()
    {
        const auto times = 1 + below(engine_, 3);
        for (std::uint64_t n = 0; n < times; ++n) {
            work_until_the_power_goes();
            disk_.cut_power(engine_);
            ++seen_.cuts;
            if (!look())
                break;
        }
        return seen_;
    }

private:
    Result<Database> open()
    {
        BALIEBLIK_TRY(database, Database::open(disk_.path("one.db"), storage::Key::from(tablet_key()).value()));
        if (durability_ == Durability::normal)
            BALIEBLIK_CHECK(database.script("pragma synchronous = normal"));
        BALIEBLIK_CHECK(database.script("create table if not exists entry (no integer primary key, text text) strict"));
        return Result<Database>(std::move(database));
    }

    void work_until_the_power_goes()
    {
        DiskFaults faults;
        faults.stands_still_at = static_cast<std::int64_t>(below(engine_, 120));
        faults.flushes_lie = durability_ == Durability::lying;
        disk_.set_faults(faults);
        auto database = open();
        while (database && !disk_.stands_still()) {
            if (!commit_some(*database))
                break;
            if (chance(engine_, 100) && !database->checkpoint())
                break;
        }
    }

    Result<void> commit_some(Database& database)
    {
        BALIEBLIK_TRY(transaction, storage::Transaction::begin(database));
        const auto rows = 1 + below(engine_, 3);
        for (std::uint64_t n = 1; n <= rows; ++n)
            BALIEBLIK_CHECK(database.run("insert into entry (no, text) values (?, ?)",
                                         saved_ + static_cast<std::int64_t>(n),
                                         std::string(below(engine_, 3'000), 'x')));
        if (chance(engine_, 100))
            return {}; // thought better of
        tried_ = saved_ + static_cast<std::int64_t>(rows);
        BALIEBLIK_CHECK(transaction.commit());
        saved_ = tried_;
        ++seen_.commits;
        return {};
    }

    // False: it is of no more use.
    bool look()
    {
        auto database = open();
        if (!database || !database->verify()) {
            ++seen_.unreadable;
            return false;
        }
        const auto there = database->first<std::int64_t>("select count(*) from entry");
        const auto last = database->first<std::int64_t>("select coalesce(max(no), 0) from entry");
        if (!there || !last || **there != **last || **last > std::max(tried_, saved_)) {
            ++seen_.unreadable; // a hole, or something nobody wrote
            return false;
        }
        seen_.lost += std::max<std::int64_t>(0, saved_ - **last);
        saved_ = **last;
        tried_ = saved_;
        return true;
    }

    Engine engine_;
    Durability durability_;
    FaultDisk disk_;
    std::int64_t saved_ = 0; // the last row of which a commit said that it is durable
    std::int64_t tried_ = 0;
    PowerCuts seen_;
};

} // namespace

PowerCuts cut_power_of_a_database(std::uint64_t seed, Durability durability)
{
    seed_sqlite(seed, [] { return std::int64_t{1'773'306'300'000}; });
    return Machine(seed * 0x9e3779b97f4a7c15ull + 1, durability).run();
}

} // namespace balieblik::simulation
