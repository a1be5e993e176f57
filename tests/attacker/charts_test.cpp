// SPDX-License-Identifier: EUPL-1.2
// The attacker reads what the charts of the console are drawn from: the series of every place over all waves, asked of
// the real store, with a corrected version among them.
#include "attacker/effort.hpp"
#include "attacker/house.hpp"

#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/field_builder.hpp"
#include "support/temp_folder.hpp"
#include "usecases/release.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

const Rule rule;

struct Wave {
    Organisation organisation;
    usecases::BuiltCube built;
};

// Waves that were published one after the other, the second one in two versions where that may be.
class Office {
public:
    Office()
    {
        const auto done = store_->write(field_.tenant, [&](store::Tx& tx) { return field_.write(tx); });
        EXPECT_TRUE(done) << done.error().detail;
    }

    void publish(WaveId wave, const std::string& name, std::int64_t version, const usecases::BuiltCube& built)
    {
        store::StoredRelease stored;
        stored.id = stored.release.id = ids_.make<ReleaseId>();
        stored.wave_id = stored.release.wave_id = wave;
        stored.project_id = field_.project.id;
        stored.version = stored.release.version = version;
        stored.wave = name;
        clock_.pass(std::chrono::hours{24});
        stored.published_at = stored.release.published_at = clock_.now();
        stored.release.top = built.places.front().code;
        const auto done = store_->write(
            field_.tenant, [&](store::Tx& tx) { return tx.releases().add(stored, built.places, built.cells); });
        ASSERT_TRUE(done) << done.error().detail;
        last_ = stored.id;
    }
    WaveId wave()
    {
        auto made = field_.wave;
        made.id = ids_.make<WaveId>();
        made.code = to_text(made.id);
        const auto done = store_->write(field_.tenant, [&](store::Tx& tx) { return tx.field().add(made); });
        EXPECT_TRUE(done) << done.error().detail;
        return made.id;
    }

    // As the console asks, for every place that it knows of.
    std::vector<usecases::TrendPoint> series(const std::set<std::string>& places)
    {
        usecases::Actor quality;
        quality.grants = {{Role::quality_team, std::nullopt}};
        std::vector<usecases::TrendPoint> made;
        for (const auto& place : places) {
            const auto trend = store_->read(field_.tenant, [&](store::Tx& tx) {
                return usecases::ReleaseReader(tx, quality).trend(last_, {place});
            });
            for (const auto& point : trend.value().points)
                made.push_back(point);
        }
        return made;
    }

private:
    test::TempFolder folder_;
    test::FakeClock clock_;
    vault::SystemRandom random_;
    IdSource ids_{clock_, random_};
    std::unique_ptr<store::Store> store_ =
        store_sqlite::open_store({.file = folder_.path() / "server.db"}, Bytes(32, 9), clock_, random_).value();
    test::FieldBuilder field_{{clock_, ids_, random_}};
    ReleaseId last_;
};

FileRows rows_of(const std::vector<usecases::TrendPoint>& series, const std::string& wave,
                 const usecases::BuiltCube& places)
{
    usecases::BuiltCube told;
    told.places = places.places;
    for (const auto& point : series)
        if (point.wave == wave)
            told.cells.push_back(point.cell);
    return rows_of_cells(told);
}

Findings attack_on_charts(std::uint32_t seed, const PublishingRule& rule_of_charts)
{
    Office office;
    std::vector<Wave> waves{{random_organisation(seed), {}}};
    waves.front().built = release(waves.front().organisation, rule_of_charts);
    for (std::uint32_t next = 1; next < 3; ++next) {
        waves.push_back({next_wave(waves.back().organisation, 10 * seed + next), {}});
        waves.back().built =
            release(waves.back().organisation, rule_of_charts, pattern_of(waves[waves.size() - 2].built));
    }
    std::set<std::string> places;
    for (std::size_t i = 0; i < waves.size(); ++i) {
        office.publish(office.wave(), std::to_string(i), 1, waves[i].built);
        for (const auto& place : waves[i].built.places)
            places.insert(place.code);
    }
    const auto series = office.series(places);
    Loot loot;
    for (std::size_t i = 0; i < waves.size(); ++i)
        loot.add(std::to_string(i), waves[i].organisation, waves[i].built.places,
                 rows_of(series, std::to_string(i), waves[i].built));
    return attack(loot.world, loot.published, rule);
}

TEST(Charts, give_the_attacker_nothing_over_three_waves)
{
    for (const auto seed : seeds(20))
        ASSERT_THAT(attack_on_charts(seed, {}), IsEmpty()) << "seed " << seed;
}

// Whatever is drawn stands in a release, and of each wave it is the latest version.
TEST(Charts, hold_the_cells_of_the_latest_versions_and_nothing_else)
{
    for (const auto seed : seeds(20)) {
        Office office;
        const auto organisation = random_organisation(seed);
        const auto built = release(organisation);
        const auto wave = office.wave();
        office.publish(wave, "first", 1, built);
        auto fewer = organisation;
        std::erase_if(fewer.visits, [](const auto& visit) { return visit.number % 3 == 0; });
        if (fewer.visits.empty())
            continue;
        const auto next = second_version(organisation, built, fewer);
        office.publish(wave, "second", 2, next);
        std::set<std::string> places;
        for (const auto& place : built.places)
            places.insert(place.code);

        std::map<std::pair<std::string, std::string>, std::string> cells;
        for (const auto& cell : next.cells)
            cells[{cell.place, cell.dimension}] = json::print_struct(cell);
        for (const auto& point : office.series(places)) {
            ASSERT_EQ(point.version, 2);
            ASSERT_EQ(json::print_struct(point.cell), cells.at(std::pair(point.cell.place, point.cell.dimension)));
        }
    }
}

TEST(WeakenedCharts, that_are_drawn_from_unprotected_figures_are_broken)
{
    PublishingRule none;
    none.min_visits = none.min_staff_pool = none.min_inspectors = none.count_rounding = none.group_pool = 1;
    none.max_share_of_weight = 1;
    none.protection = 0;
    int worlds = 0;
    for (std::uint32_t seed = 0; seed < 20; ++seed)
        worlds += attack_on_charts(seed, none).empty() ? 0 : 1;
    RecordProperty("broken", worlds);
    EXPECT_GT(worlds, 10);
}

} // namespace
} // namespace balieblik::attacker
