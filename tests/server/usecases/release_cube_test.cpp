// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_cube.hpp"

#include "usecases/as_shown.hpp"
#include "usecases/release_material.hpp"

#include "base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace balieblik::usecases {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const PublishingRule rule;

struct Cube {
    ReleaseCube cube{Channel::counter,
                     {{"TONE", FigureKind::mean, 30.0, {}, {}},
                      {"NORM", FigureKind::share, {}, 80.0, 600},
                      {"INDEX", FigureKind::mean, {}, {}, {}}}};

    // `visits` in a location, of which `within` were helped within the norm.
    std::size_t location(const std::string& code, const std::string& town, const std::string& region, int visits,
                         int within, std::int64_t pool = 12)
    {
        const auto at = cube.add_location({code, code, town, town, region, pool});
        for (int i = 0; i < visits; ++i) {
            const double score = 50.0 + 10 * (i % 5);
            const std::optional<double> values[]{score, i < within ? 100.0 : 0.0, score};
            cube.add_visit(at, static_cast<std::uint32_t>(i % 4), values);
        }
        return at;
    }
    BuiltCube build(const EarlierPattern& earlier = {}) const { return cube.build(rule, earlier); }
    // As the version after one that showed all places.
    BuiltCube next(std::vector<std::string> places) const
    {
        EarlierPattern earlier;
        for (const auto& place : places)
            for (const auto* figure : {"TONE", "NORM", "INDEX"})
                earlier.shown[{place, figure}] = true;
        return build(earlier);
    }
    void change(const ReleaseCube::History& history, std::size_t location, int visits)
    {
        for (int i = 0; i < visits; ++i)
            for (std::size_t figure = 0; figure < 3; ++figure)
                cube.add_change(figure, history, location, static_cast<std::uint32_t>(i % 4));
    }
};

const ReleaseCell& cell(const BuiltCube& built, const std::string& place, const std::string& dimension)
{
    for (const auto& one : built.cells)
        if (one.place == place && one.dimension == dimension)
            return one;
    throw std::logic_error("no cell of " + place);
}

std::vector<std::string> codes(const BuiltCube& built)
{
    std::vector<std::string> made;
    for (const auto& place : built.places)
        made.push_back(place.code);
    return made;
}

TEST(ReleaseCube, begins_at_the_lowest_place_that_holds_everything)
{
    Cube town;
    town.location("hall", "GM0177", "VR04", 20, 18);
    EXPECT_EQ(codes(town.build()), (std::vector<std::string>{"GM0177"}));

    Cube region;
    region.location("hall", "GM0177", "VR04", 20, 18);
    region.location("north", "GM0193", "VR04", 20, 18);
    region.location("south", "GM0193", "VR04", 20, 18);
    EXPECT_EQ(codes(region.build()), (std::vector<std::string>{"VR04", "GM0177", "GM0193", "north", "south"}));

    Cube country;
    country.location("hall", "GM0177", "VR04", 20, 18);
    country.location("dam", "GM0363", "VR13", 20, 18);
    EXPECT_EQ(codes(country.build()), (std::vector<std::string>{"NL", "VR04", "GM0177", "VR13", "GM0363"}));
    EXPECT_EQ(country.build().places[1].name, "IJsselland");
}

TEST(ReleaseCube, shows_the_next_level_where_a_town_is_too_small)
{
    Cube cube;
    cube.location("a", "GM0001", "VR04", 4, 2);
    cube.location("b", "GM0002", "VR04", 12, 8);
    cube.location("c", "GM0003", "VR04", 40, 30);

    const auto built = cube.build();

    EXPECT_FALSE(cell(built, "GM0001", "TONE").mean);
    EXPECT_TRUE(cell(built, "VR04", "TONE").mean);
    EXPECT_EQ(cell(built, "VR04", "TONE").n_at_least, 55);
}

TEST(ReleaseCube, rounds_figures_so_that_they_do_not_tell_the_exact_count)
{
    Cube cube;
    cube.location("a", "GM0001", "VR04", 41, 38);

    const auto built = cube.build();

    const auto& share = cell(built, "GM0001", "NORM");
    EXPECT_EQ(share.mean, 93); // 38 of 41
    EXPECT_EQ(share.lower, std::floor(*share.lower));
    const auto& mean = cell(built, "GM0001", "TONE");
    EXPECT_NEAR(*mean.mean * 10, std::round(*mean.mean * 10), 1e-9);
}

// Of 12 visits "95 per cent or more" would be all 12, and so would an interval that fits 12 of 12 only.
TEST(ReleaseCube, does_not_tell_all_from_all_but_one_where_few_people_work)
{
    std::vector<ReleaseCell> seen;
    for (const int within : {12, 11}) {
        Cube cube;
        cube.location("a", "GM0001", "VR04", 12, within, 6);
        seen.push_back(cell(cube.build(), "GM0001", "NORM"));
    }

    EXPECT_EQ(seen[0].mean, 90);
    EXPECT_EQ(seen[0].bound, Bound::at_least);
    EXPECT_EQ(json::print_struct(seen[0]), json::print_struct(seen[1]));
}

TEST(ReleaseCube, says_whether_the_promise_was_met_only_when_the_interval_can_tell)
{
    Cube cube;
    cube.location("met", "GM0001", "VR01", 200, 185);
    cube.location("missed", "GM0002", "VR01", 200, 120);
    cube.location("unclear", "GM0003", "VR01", 30, 25);

    const auto built = cube.build();

    EXPECT_EQ(cell(built, "GM0001", "NORM").verdict, TargetVerdict::met);
    EXPECT_EQ(cell(built, "GM0002", "NORM").verdict, TargetVerdict::missed);
    EXPECT_EQ(cell(built, "GM0003", "NORM").verdict, TargetVerdict::not_shown);
    EXPECT_FALSE(cell(built, "GM0001", "TONE").verdict);
}

TEST(ReleaseCube, keeps_hidden_what_an_earlier_version_hid)
{
    Cube cube;
    cube.location("a", "GM0001", "VR04", 20, 10);
    cube.location("b", "GM0002", "VR04", 30, 20);
    EarlierPattern earlier;
    earlier.hidden[{"GM0001", "TONE"}] = true;

    const auto built = cube.build(earlier);

    EXPECT_THAT(cell(built, "GM0001", "TONE").hidden_because, Contains(Suppression::hidden_before));
}

TEST(ReleaseCube, names_the_places_where_a_correction_would_tell)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 20, 10);
    cube.location("b", "GM0002", "VR04", 30, 20);
    cube.change({1, 0}, a, 1);

    EXPECT_THAT(cube.next({"VR04", "GM0001", "GM0002"}).told, ElementsAre("GM0001"));
}

TEST(ReleaseCube, lets_a_correction_of_ten_visits_pass)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 20, 10);
    cube.change({1, 0}, a, 10);

    EXPECT_FALSE(cube.next({"GM0001"}).waits());
}

// Whether the region could still be shown would hang on what was scored in the places that are not.
TEST(ReleaseCube, names_the_places_that_are_not_shown_themselves)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 20, 10);
    cube.location("b", "GM0002", "VR04", 30, 20);
    cube.change({1, 0}, a, 12);

    const auto built = cube.next({"VR04"});

    EXPECT_TRUE(built.waits());
    EXPECT_THAT(built.unseen, ElementsAre("GM0001"));
    EXPECT_THAT(built.told, IsEmpty());
}

// If all of them had the best or the worst score, the difference of both versions would say so of each.
TEST(ReleaseCube, names_the_places_where_few_people_work)
{
    const auto waits_for = [](std::int64_t pool) {
        Cube cube;
        const auto a = cube.location("a", "GM0001", "VR04", 30, 10, pool);
        cube.change({0, 1}, a, 12);
        return cube.next({"GM0001"}).few_people;
    };
    EXPECT_THAT(waits_for(9), ElementsAre("GM0001"));
    EXPECT_THAT(waits_for(10), IsEmpty());
}

// All visits of a place were declared void, and new ones came in.
TEST(ReleaseCube, shows_a_place_again_that_had_no_visit_left_for_a_version)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 20, 10);
    cube.change({1, 0, 0}, a, 15);
    cube.change({0, 0, 1}, a, 20);
    EarlierPattern earlier;
    for (const auto* figure : {"TONE", "NORM", "INDEX"}) {
        earlier.shown[{"GM0001", figure}] = true;
        earlier.hidden[{"GM0001", figure}] = true;
    }
    const auto built = cube.build(earlier);

    EXPECT_FALSE(built.waits());
    EXPECT_TRUE(cell(built, "GM0001", "TONE").mean);
}

// Ten came in the second version and went again in the fourth, and one more with them; ten others in the third. Any two
// versions differ by ten or more, and yet 1 - 2 + 4 - 3 is that one visit.
TEST(ReleaseCube, does_not_let_one_visit_hide_behind_those_that_came_and_went)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 40, 30);
    cube.change({0, 1, 1, 0}, a, 10);
    cube.change({0, 0, 1, 1}, a, 10);
    EXPECT_THAT(cube.next({"GM0001"}).told, IsEmpty());

    cube.change({1, 1, 1, 0}, a, 1);

    EXPECT_THAT(cube.next({"GM0001"}).told, ElementsAre("GM0001"));
}

// Nine were admitted and voided again; one that went with them came back with another score. The first version less the
// last one is the change of that one.
TEST(ReleaseCube, does_not_let_a_correction_hide_among_visits_that_came_and_went_with_it)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 40, 30);
    cube.change({0, 1, 0}, a, 9);
    cube.change({1, 0, 2}, a, 1);

    EXPECT_THAT(cube.next({"GM0001"}).told, ElementsAre("GM0001"));
}

// Sums differ in their last bits with the order in which visits came.
TEST(AsShown, does_not_hang_on_the_order_in_which_visits_came)
{
    const double below = std::nextafter(46.25, 0);
    const double above = std::nextafter(46.25, 100);

    EXPECT_EQ(tenth(below), 46.3);
    EXPECT_EQ(tenth(above), 46.3);
    EXPECT_EQ(whole_down(std::nextafter(29, 0)), 29);
    EXPECT_EQ(whole_up(std::nextafter(29, 100)), 29);
}

TEST(AsShown, has_no_sign_where_it_rounds_to_nothing)
{
    for (const double shown : {tenth(-0.04), whole(-0.4), whole_up(-0.4), hundredth(-0.004)})
        EXPECT_FALSE(std::signbit(shown));
}

// Fourteen of twenty were declared void. What is left of the place is the new region less the other places, which the
// first version showed.
TEST(ReleaseCube, names_the_places_that_would_not_be_shown_any_more)
{
    Cube cube;
    const auto a = cube.location("a", "GM0001", "VR04", 6, 3);
    cube.location("b", "GM0002", "VR04", 30, 20);
    cube.change({1, 0}, a, 14);

    const auto built = cube.next({"VR04", "GM0001", "GM0002"});

    EXPECT_TRUE(built.waits());
    EXPECT_THAT(built.told, IsEmpty());
    EXPECT_THAT(built.less, ElementsAre("GM0001"));
}

// Ten came late, in the second version; in the third ten others were declared void. The first and the third less the
// second one are the five that all of them have in common.
TEST(ReleaseCube, does_not_leave_a_few_visits_that_all_versions_have_in_common)
{
    const auto told = [](int in_common) {
        Cube cube;
        const auto a = cube.location("a", "GM0001", "VR04", 10 + in_common, 10);
        cube.change({1, 1, 0}, a, 10);
        cube.change({0, 1, 1}, a, 10);
        cube.change({1, 1, 1}, a, in_common);
        return cube.next({"GM0001"}).told;
    };

    EXPECT_THAT(told(5), ElementsAre("GM0001"));
    EXPECT_THAT(told(12), IsEmpty());
    EXPECT_THAT(told(0), IsEmpty());
}

TEST(ReleaseCube, says_that_visits_are_few_and_not_how_few)
{
    Cube cube;
    cube.location("one", "GM0001", "VR04", 1, 1);
    cube.location("nine", "GM0002", "VR04", 9, 5);
    cube.location("many", "GM0003", "VR04", 60, 40);

    const auto built = cube.build();

    EXPECT_EQ(cell(built, "GM0001", "TONE").hidden_because, cell(built, "GM0002", "TONE").hidden_because);
}

TEST(ReleaseCube, does_not_tell_which_location_was_visited_first)
{
    Cube cube;
    cube.location("west", "GM0001", "VR04", 20, 18);
    cube.location("east", "GM0001", "VR04", 20, 18);

    EXPECT_EQ(codes(cube.build()), (std::vector<std::string>{"GM0001", "east", "west"}));
}

TEST(Mergers, count_a_town_with_its_successor_once_it_merged)
{
    std::vector<Municipality> towns(2);
    towns[0].code = "GM1696";
    towns[0].valid_to = "2027-01-01";
    towns[0].successor = "GM0402";
    towns[1].code = "GM0402";

    EXPECT_EQ(municipality_on(towns, "GM1696", "2026-12-31"), "GM1696");
    EXPECT_EQ(municipality_on(towns, "GM1696", "2027-03-01"), "GM0402");
    EXPECT_EQ(municipality_on(towns, "GM9999", "2027-03-01"), "GM9999");
}

TEST(Mergers, end_although_the_list_runs_in_a_circle)
{
    std::vector<Municipality> towns(2);
    for (auto& town : towns)
        town.valid_to = "2020-01-01";
    towns[0].code = "A";
    towns[0].successor = "B";
    towns[1].code = "B";
    towns[1].successor = "A";

    EXPECT_FALSE(municipality_on(towns, "A", "2026-01-01").empty());
}

} // namespace
} // namespace balieblik::usecases
