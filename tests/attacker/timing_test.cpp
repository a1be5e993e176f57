// SPDX-License-Identifier: EUPL-1.2
// The attacker with a calendar: knows which visits were declared void and which came in late, and watches whether a new
// version appears. If that hung on scores, waiting would tell about them.
#include "attacker/effort.hpp"
#include "attacker/house.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace balieblik::attacker {
namespace {

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

// What counts in the first version, and what in the second: some visits are declared void, and some come late.
struct Calendar {
    std::set<std::size_t> voided;
    std::set<std::size_t> late;

    Calendar(const Organisation& organisation, std::uint32_t seed)
    {
        std::mt19937 random(seed);
        const auto some = [&](std::set<std::size_t>& of, int from, int to) {
            for (int i = pick(random, from, to); i > 0; --i)
                of.insert(static_cast<std::size_t>(pick(random, 0, int(organisation.visits.size()) - 1)));
        };
        if (seed % 3 != 0)
            some(voided, 5, 60);
        if (seed % 3 != 1)
            some(late, 5, 60);
    }
    Organisation before(const Organisation& all) const { return without(all, late); }
    Organisation after(const Organisation& all) const { return without(all, voided); }

private:
    static Organisation without(const Organisation& all, const std::set<std::size_t>& gone)
    {
        Organisation made;
        made.locations = all.locations;
        for (const auto& visit : all.visits)
            if (!gone.contains(visit.number))
                made.visits.push_back(visit);
        return made;
    }
};

bool waits(const Organisation& all, const Calendar& calendar, const usecases::BuiltCube& first)
{
    return second_version(calendar.before(all), first, calendar.after(all)).waits();
}

// Another truth behind the same table: visits to places without any figure have swapped their scores.
Organisation twin(const Organisation& organisation, const usecases::BuiltCube& published, std::uint32_t seed)
{
    std::set<std::string> seen;
    for (const auto& cell : published.cells)
        if (cell.mean)
            seen.insert(cell.place);
    std::map<std::vector<bool>, std::vector<std::size_t>> unseen; // by which figures apply: counts are known
    for (std::size_t i = 0; i < organisation.visits.size(); ++i) {
        const auto& visit = organisation.visits[i];
        const auto& location = organisation.locations[visit.location];
        const bool is_place = std::any_of(published.places.begin(), published.places.end(),
                                          [&](const ReleasePlace& one) { return one.code == location.code; });
        if (seen.contains(is_place ? location.code : location.municipality))
            continue;
        std::vector<bool> applies;
        for (const auto& value : visit.values)
            applies.push_back(value.has_value());
        unseen[applies].push_back(i);
    }
    auto made = organisation;
    std::mt19937 random(seed);
    for (const auto& [applies, visits] : unseen) {
        auto shuffled = visits;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        for (std::size_t i = 0; i < visits.size(); ++i)
            made.visits[visits[i]].values = organisation.visits[shuffled[i]].values;
    }
    return made;
}

bool same_table(const usecases::BuiltCube& a, const usecases::BuiltCube& b)
{
    const auto rows_a = rows_of_cells(a);
    const auto rows_b = rows_of_cells(b);
    return std::equal(rows_a.begin(), rows_a.end(), rows_b.begin(), rows_b.end());
}

TEST(Timing, whether_a_new_version_appears_tells_nothing_about_scores)
{
    int compared = 0;
    int appeared = 0;
    int waited = 0;
    for (const auto seed : seeds(60)) {
        const auto organisation = random_organisation(seed);
        const Calendar calendar(organisation, seed);
        const auto first = release(calendar.before(organisation));
        const bool wait = waits(organisation, calendar, first);
        ++(wait ? waited : appeared);
        for (std::uint32_t other = 0; other < 20; ++other) {
            const auto like = twin(organisation, first, 100 * seed + other);
            const auto its_first = release(calendar.before(like));
            if (!same_table(first, its_first))
                continue;
            ++compared;
            ASSERT_EQ(waits(like, calendar, its_first), wait) << "seed " << seed << " twin " << other;
        }
    }
    RecordProperty("twins", compared);
    EXPECT_GT(2 * compared, std::ssize(seeds(60)));
    EXPECT_GT(appeared, 0);
    EXPECT_GT(waited, 0);
}

// A build that spares people versions in which nothing seems to change: a wait tells about scores.
TEST(WeakenedTiming, a_version_that_appears_only_when_figures_move_tells_about_scores)
{
    const auto mean = [](const Organisation& all) {
        double sum = 0;
        double visits = 0;
        for (const auto& visit : all.visits)
            if (visit.values.back()) {
                sum += *visit.values.back();
                visits += 1;
            }
        return sum / visits;
    };
    const auto appears = [&](const Organisation& all, const Calendar& calendar) {
        return std::abs(mean(calendar.before(all)) - mean(calendar.after(all))) > 0.5;
    };
    int told = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const auto organisation = random_organisation(seed);
        const Calendar calendar(organisation, seed);
        const auto first = release(calendar.before(organisation));
        for (std::uint32_t other = 0; other < 20; ++other) {
            const auto like = twin(organisation, first, 100 * seed + other);
            told += same_table(first, release(calendar.before(like))) &&
                            appears(like, calendar) != appears(organisation, calendar)
                        ? 1
                        : 0;
        }
    }
    RecordProperty("told", told);
    EXPECT_GT(told, 0);
}

} // namespace
} // namespace balieblik::attacker
