// SPDX-License-Identifier: EUPL-1.2
// The attacker with a calendar: knows which visits were declared void, and watches whether a new version appears. If
// that hung on scores, waiting would tell about them.
#include "attacker/organisation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

namespace balieblik::attacker {
namespace {

int tables()
{
    const char* asked = std::getenv("BALIEBLIK_ATTACKER_TABLES");
    return asked ? std::atoi(asked) : 60;
}

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

// The visits that count no more in the second version.
std::set<std::size_t> voided(const Organisation& organisation, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::set<std::size_t> made;
    const int many = pick(random, 5, 60);
    for (int i = 0; i < many; ++i)
        made.insert(static_cast<std::size_t>(pick(random, 0, int(organisation.visits.size()) - 1)));
    return made;
}

// As the server makes a second version: hides what the first one hid, and refuses what a comparison would tell.
usecases::BuiltCube second_version(const Organisation& organisation, const usecases::BuiltCube& first,
                                   const std::set<std::size_t>& gone)
{
    usecases::EarlierPattern earlier;
    for (const auto& cell : first.cells)
        if (!cell.mean || cell.bound)
            earlier.hidden[{cell.place, cell.dimension}] = !cell.mean;
    usecases::ReleaseCube cube(Channel::counter, figures());
    for (const auto& location : organisation.locations)
        cube.add_location(location);
    for (std::size_t i = 0; i < organisation.visits.size(); ++i) {
        const auto& visit = organisation.visits[i];
        if (!gone.contains(i)) {
            cube.add_visit(visit.location, visit.inspector, visit.values);
            continue;
        }
        for (std::size_t figure = 0; figure < visit.values.size(); ++figure)
            if (visit.values[figure])
                cube.add_change(figure, {1, 0}, visit.location, visit.inspector);
    }
    return cube.build({}, earlier);
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
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(tables()); ++i) {
        const auto organisation = random_organisation(i);
        const auto first = release(organisation);
        const auto gone = voided(organisation, i);
        const bool waits = !second_version(organisation, first, gone).told.empty();
        ++(waits ? waited : appeared);
        for (std::uint32_t other = 0; other < 20; ++other) {
            const auto like = twin(organisation, first, 100 * i + other);
            const auto its_first = release(like);
            if (!same_table(first, its_first))
                continue;
            ++compared;
            ASSERT_EQ(!second_version(like, its_first, gone).told.empty(), waits) << "seed " << i << " twin " << other;
        }
    }
    RecordProperty("twins", compared);
    EXPECT_GT(compared, tables());
    EXPECT_GT(appeared, 0);
    EXPECT_GT(waited, 0);
}

} // namespace
} // namespace balieblik::attacker
