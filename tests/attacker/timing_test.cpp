// SPDX-License-Identifier: EUPL-1.2
// The attacker with a calendar: knows which visits were declared void and which came in late, and watches whether a new
// version appears. If that hung on scores, waiting would tell about them.
#include "attacker/effort.hpp"
#include "attacker/house.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <set>

namespace balieblik::attacker {
namespace {

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

// What counts in the first version, and what in the second: some visits are declared void, some come late, some are
// corrected; all over the organisation or in one place.
struct Calendar {
    std::set<std::size_t> voided;
    std::set<std::size_t> late;
    std::set<std::size_t> corrected;

    Calendar(const Organisation& organisation, std::uint32_t seed)
    {
        std::mt19937 random(seed);
        const auto& somewhere =
            organisation.visits[static_cast<std::size_t>(pick(random, 0, int(organisation.visits.size()) - 1))];
        const auto some = [&](std::set<std::size_t>& of) {
            if (seed % 5 > 1) {
                for (int i = pick(random, 5, 60); i > 0; --i)
                    of.insert(static_cast<std::size_t>(pick(random, 0, int(organisation.visits.size()) - 1)));
                return;
            }
            for (const auto& visit : organisation.visits)
                if (visit.location == somewhere.location && pick(random, 0, 2) > 0)
                    of.insert(visit.number);
        };
        for (auto* of : {&voided, &late, &corrected})
            if (pick(random, 0, 2) > 0)
                some(*of);
        for (const auto visit : late) // it was never there before
            corrected.erase(visit);
    }
    Organisation before(const Organisation& all) const { return without(all, late); }
    // A correction adds the same to each, whatever the truth was.
    Organisation after(const Organisation& all) const
    {
        auto made = without(all, voided);
        for (auto& visit : made.visits)
            if (corrected.contains(visit.number)) {
                visit.record = 1;
                for (std::size_t figure = 0; figure < norm; ++figure)
                    if (visit.values[figure])
                        visit.values[figure] = std::min(100.0, *visit.values[figure] + 10);
                visit.values.back() = index_value(visit.values);
            }
        return made;
    }

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

// Another truth behind the same table: among the visits to places that no published sum tells apart, scores are
// swapped. Visits that come late swap among themselves, as they are in no sum yet.
Organisation twin(const Organisation& organisation, const usecases::BuiltCube& published, const Calendar& calendar,
                  std::uint32_t seed)
{
    std::map<std::string, std::string> within;
    for (const auto& place : published.places)
        within[place.code] = place.within;
    std::set<std::string> seen;
    for (const auto& cell : published.cells)
        if (cell.mean)
            seen.insert(cell.place);
    struct Among {
        std::string place; // the lowest with a figure that holds them
        std::vector<bool> applies;
        bool late{};
        auto operator<=>(const Among&) const = default;
    };
    std::map<Among, std::vector<std::size_t>> swapped;
    for (std::size_t i = 0; i < organisation.visits.size(); ++i) {
        const auto& visit = organisation.visits[i];
        const auto& location = organisation.locations[visit.location];
        Among among{within.contains(location.code) ? location.code : location.municipality, {}, false};
        while (!among.place.empty() && !seen.contains(among.place))
            among.place = within[among.place];
        for (const auto& value : visit.values)
            among.applies.push_back(value.has_value());
        among.late = !among.place.empty() && calendar.late.contains(visit.number);
        swapped[among].push_back(i);
    }
    auto made = organisation;
    std::mt19937 random(seed);
    for (const auto& [among, visits] : swapped) {
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
            const auto like = twin(organisation, first, calendar, 100 * seed + other);
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

// Of how many other truths the same table and another decision speak.
int told_by(const std::function<bool(const Organisation&, const Calendar&, const usecases::BuiltCube&)>& appears)
{
    int told = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const auto organisation = random_organisation(seed);
        const Calendar calendar(organisation, seed);
        const auto first = release(calendar.before(organisation));
        const bool does = appears(organisation, calendar, first);
        for (std::uint32_t other = 0; other < 20; ++other) {
            const auto like = twin(organisation, first, calendar, 100 * seed + other);
            told += same_table(first, release(calendar.before(like))) && appears(like, calendar, first) != does ? 1 : 0;
        }
    }
    testing::Test::RecordProperty("told", told);
    return told;
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
    EXPECT_GT(told_by([&](const Organisation& all, const Calendar& calendar, const usecases::BuiltCube&) {
                  return std::abs(mean(calendar.before(all)) - mean(calendar.after(all))) > 0.5;
              }),
              0);
}

// As this house did: what a version would hide was chosen by its own scores.
TEST(WeakenedTiming, a_version_that_chooses_its_pattern_anew_tells_about_scores)
{
    EXPECT_GT(told_by([](const Organisation& all, const Calendar& calendar, const usecases::BuiltCube& first) {
                  return !shows_less_anew(first, calendar.after(all));
              }),
              0);
}

} // namespace
} // namespace balieblik::attacker
