// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/cube.hpp"
#include "disclosure/index_room.hpp"

#include "groups.hpp"

#include "base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using test::Tree;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using enum Suppression;

const PublishingRule rule;

// A region with three towns that may be shown and one that may not.
struct Region : Tree {
    std::size_t country = above();
    std::size_t region = above(country);
    std::size_t north = leaf(region, {.visits = 30});
    std::size_t south = leaf(region, {.visits = 14});
    std::size_t west = leaf(region, {.visits = 25});
    std::size_t small = leaf(region, {.visits = 6});
};

TEST(Tree, shows_everything_when_every_place_passes)
{
    Tree tree;
    const auto region = tree.above();
    tree.leaf(region, {});
    tree.leaf(region, {});

    for (const auto& one : protect(tree.places, rule))
        EXPECT_EQ(one.showing, Showing::figure);
}

TEST(Tree, hides_the_smallest_neighbour_of_a_hidden_place_so_that_it_cannot_be_subtracted)
{
    const Region tree;

    const auto made = protect(tree.places, rule);

    EXPECT_THAT(made[tree.small].because, ElementsAre(too_few_visits));
    EXPECT_EQ(made[tree.south].showing, Showing::nothing);
    EXPECT_THAT(made[tree.south].because, ElementsAre(protects_others));
    EXPECT_EQ(made[tree.north].showing, Showing::figure);
    EXPECT_EQ(made[tree.west].showing, Showing::figure);
    EXPECT_EQ(made[tree.region].showing, Showing::figure);
}

TEST(Tree, leaves_a_hidden_place_its_room_on_both_sides)
{
    const Region tree;

    const auto made = protect(tree.places, rule);

    const auto& feasible = made[tree.small].feasible;
    EXPECT_LE(feasible.lower, 55);
    EXPECT_GE(feasible.upper, 65);
}

TEST(Tree, hides_the_neighbour_again_that_was_hidden_in_an_earlier_wave)
{
    Region tree;
    tree.places[tree.west].kept = true;

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[tree.west].showing, Showing::nothing);
    EXPECT_EQ(made[tree.south].showing, Showing::figure);
}

// All 11 scored the same, which the published interval tells: the mean of all is the mean of each.
TEST(Tree, hides_the_whole_where_hiding_all_parts_is_not_enough_and_protects_it_in_turn)
{
    Tree tree;
    const auto country = tree.above();
    const auto town = tree.above(country);
    tree.leaf(town, {.visits = 4, .spread = 0});
    tree.leaf(town, {.visits = 7, .spread = 0});
    const auto other = tree.leaf(country, {.visits = 40});
    tree.leaf(country, {.visits = 60});

    const auto made = protect(tree.places, rule);

    EXPECT_THAT(made[town].because, ElementsAre(would_follow));
    EXPECT_THAT(made[other].because, ElementsAre(protects_others));
    EXPECT_EQ(made[country].showing, Showing::figure);
}

TEST(Tree, leaves_the_top_out_rather_than_all_of_its_parts)
{
    Tree tree;
    const auto region = tree.above();
    const auto large = tree.leaf(region, {.visits = 25});
    const auto small = tree.leaf(region, {.visits = 6});

    const auto made = protect(tree.places, rule);

    EXPECT_THAT(made[region].because, ElementsAre(protects_others));
    EXPECT_EQ(made[large].showing, Showing::figure);
    EXPECT_EQ(made[small].showing, Showing::nothing);
}

TEST(Tree, shows_parts_of_a_top_that_an_earlier_version_left_out)
{
    Tree tree;
    const auto region = tree.above();
    const auto large = tree.leaf(region, {.visits = 25});
    tree.leaf(region, {.visits = 6});
    tree.places[region].hide = hidden_before;

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[region].showing, Showing::nothing);
    EXPECT_EQ(made[large].showing, Showing::figure);
}

TEST(Tree, does_not_let_all_parts_add_up_to_a_top_that_must_stay_hidden)
{
    Tree tree;
    const auto region = tree.above();
    const auto large = tree.leaf(region, {.visits = 25});
    const auto less = tree.leaf(region, {.visits = 16});
    tree.places[region].hide = hidden_before;

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[region].showing, Showing::nothing);
    EXPECT_EQ(made[large].showing, Showing::figure);
    EXPECT_THAT(made[less].because, ElementsAre(protects_others));
}

TEST(Tree, counts_the_people_that_a_subtraction_would_lay_bare_and_not_only_the_visits)
{
    Tree tree;
    const auto region = tree.above();
    tree.leaf(region, {.visits = 40, .staff_pool = 2});
    const auto other = tree.leaf(region, {.visits = 50, .staff_pool = 1});
    const auto third = tree.leaf(region, {.visits = 60, .staff_pool = 10});
    tree.leaf(region, {.visits = 80, .staff_pool = 10});

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[other].showing, Showing::nothing);
    EXPECT_EQ(made[third].showing, Showing::nothing); // 2 and 1 people together are still 3
}

TEST(Tree, covers_a_bound_by_a_neighbour_so_that_it_is_not_worked_out)
{
    Tree tree;
    const auto region = tree.above();
    const auto perfect = tree.leaf(region, {.mean = 100, .spread = 0, .staff_pool = 6});
    const auto partner = tree.leaf(region, {.visits = 20});
    tree.leaf(region, {.visits = 30});

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[perfect].showing, Showing::bound);
    EXPECT_LE(made[perfect].feasible.lower, 95);
    EXPECT_GE(made[perfect].feasible.upper, 100);
    EXPECT_EQ(made[partner].showing, Showing::nothing);
}

TEST(Tree, lets_places_without_visits_stand_without_hiding_others_for_them)
{
    Tree tree;
    const auto region = tree.above();
    const auto shown = tree.leaf(region, {});
    tree.leaf(region, {.visits = 0, .staff_pool = 0});

    EXPECT_EQ(protect(tree.places, rule)[shown].showing, Showing::figure);
}

// A worked example: all locations n 41 mean 71.2, without C n 40 mean 71.9, so C's one visit scored 43.2; with one
// decimal still within 4.05.
TEST(Difference, works_out_a_single_visit_and_rounding_does_not_help)
{
    const double one = 41 * 71.2 - 40 * 71.9;
    EXPECT_NEAR(one, 43.2, 1e-9);
    EXPECT_NEAR(41 * 0.05 + 40 * 0.05, 4.05, 1e-9);

    Tree tree;
    const auto all = tree.above();
    tree.leaf(all, {.visits = 40, .mean = 71.9});
    const auto c = tree.leaf(all, {.visits = 1, .mean = one, .staff_pool = 6});

    const auto made = protect(tree.places, rule);

    EXPECT_EQ(made[c].showing, Showing::nothing);
    EXPECT_FALSE(made[all].showing == Showing::figure && made[1].showing == Showing::figure);
}

// --- dimensions and index ----------------------------------------------------------------------------------------

struct Cube {
    std::vector<Figure> figures;
    std::vector<Place> index;

    // One region with three towns; by town the visits of TONE, RULE and of the index.
    Cube(int rule_in_first, int rule_in_second)
    {
        figures = {{"TONE", 30, towns({30, 30, 30})}, {"RULE", 20, towns({rule_in_first, rule_in_second, 30})}};
        index = towns({30, 30, 30});
    }
    static std::vector<Place> towns(std::initializer_list<int> visits)
    {
        Tree tree;
        const auto region = tree.above();
        for (const auto n : visits)
            tree.leaf(region, {.visits = n});
        return tree.places;
    }
};

TEST(Index, is_shown_when_all_of_its_dimensions_are)
{
    Cube cube(12, 15);

    const auto made = protect(cube.figures, cube.index, rule);

    for (const auto& place : made.index)
        EXPECT_EQ(place.showing, Showing::figure);
}

TEST(Index, is_hidden_beside_a_hidden_dimension_and_beside_the_one_that_protects_it)
{
    Cube cube(4, 15);

    const auto made = protect(cube.figures, cube.index, rule);

    EXPECT_EQ(made.figures[0][1].showing, Showing::figure);
    EXPECT_THAT(made.figures[1][1].because, ElementsAre(too_few_visits));
    EXPECT_THAT(made.figures[1][2].because, ElementsAre(protects_others));
    EXPECT_THAT(made.index[1].because, ElementsAre(would_follow));
    EXPECT_THAT(made.index[2].because, ElementsAre(would_follow));
    EXPECT_EQ(made.index[0].showing, Showing::figure);
}

TEST(Index, is_shown_beside_a_dimension_that_no_visit_has)
{
    Cube cube(0, 15);

    const auto made = protect(cube.figures, cube.index, rule);

    EXPECT_EQ(made.index[1].showing, Showing::figure);
}

// The region is left out for each dimension, and so for the index: the large town may keep all of its figures.
TEST(Index, of_a_large_town_is_shown_where_the_region_is_left_out_for_a_small_one)
{
    Cube cube(30, 30);
    cube.figures = {{"TONE", 30, Cube::towns({25, 7})}, {"RULE", 20, Cube::towns({20, 5})}};
    cube.index = Cube::towns({25, 7});

    const auto made = protect(cube.figures, cube.index, rule);

    for (const auto& figure : {made.figures[0], made.figures[1], made.index}) {
        EXPECT_EQ(figure[0].showing, Showing::nothing);
        EXPECT_EQ(figure[1].showing, Showing::figure);
        EXPECT_EQ(figure[2].showing, Showing::nothing);
    }
}

TEST(Index, that_must_be_hidden_takes_a_dimension_with_it)
{
    Cube cube(12, 15);
    cube.index[1].hide = hidden_before;

    const auto made = protect(cube.figures, cube.index, rule);

    EXPECT_EQ(made.index[1].showing, Showing::nothing);
    EXPECT_EQ(made.figures[1][1].showing, Showing::nothing);
    EXPECT_THAT(made.figures[1][1].because, Contains(would_follow));
}

// Of a place each dimension alone leaves enough possible: TONE, 100 in all of its visits, can be that, and RULE can be
// 98 where it is 92. The index of 96 must reach 100, so that RULE has to as well, and gets a second neighbour for it.
struct NearlyPerfect {
    std::vector<Figure> figures{{"TONE", 30, towns(100, 60)}, {"RULE", 30, towns(92, 2)}};
    std::vector<Place> index = towns(96, 31);

    static std::vector<Place> towns(double small, double partner)
    {
        Tree tree;
        const auto region = tree.above();
        tree.leaf(region, {.visits = 4, .mean = small, .spread = small == 100 ? 0. : 2});
        tree.leaf(region, {.visits = 12, .mean = partner, .spread = 2});
        tree.leaf(region, {.visits = 40, .mean = partner});
        return tree.places;
    }
};

TEST(Index, would_be_bounded_by_its_dimensions_where_each_is_protected_for_itself)
{
    const NearlyPerfect cube;
    std::vector<std::vector<Range>> means;
    for (const auto& figure : cube.figures)
        means.push_back(feasible_means(figure.places, protect(figure.places, rule)));
    auto index = cube.index;
    index[2].hide = would_follow;

    EXPECT_GE(means[1][1].upper, 97);
    EXPECT_LT(feasible_index(cube.figures, index, protect(index, rule), means)[1].upper, 100);
}

TEST(Index, has_the_room_that_it_needs_within_what_all_dimensions_leave)
{
    NearlyPerfect cube;

    const auto made = protect(cube.figures, cube.index, rule);

    std::vector<std::vector<Range>> means;
    for (std::size_t i = 0; i < cube.figures.size(); ++i)
        means.push_back(feasible_means(cube.figures[i].places, made.figures[i]));
    EXPECT_GE(feasible_index(cube.figures, cube.index, made.index, means)[1].upper, 100);
    EXPECT_EQ(made.figures[1][3].showing, Showing::nothing);
}

} // namespace
} // namespace balieblik::disclosure
