// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/audit.hpp"
#include "disclosure/cube.hpp"

#include "groups.hpp"

#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using test::Tree;

const PublishingRule rule;

// A region with three towns that may be shown and one that may not.
struct Region : Tree {
    std::size_t region = above();
    std::size_t north = leaf(region, {.visits = 30});
    std::size_t south = leaf(region, {.visits = 14});
    std::size_t west = leaf(region, {.visits = 25});
    std::size_t small = leaf(region, {.visits = 6});
};

AuditedFigure figure(const std::vector<Place>& places, const std::vector<Protected>& pattern, double weight = 0)
{
    AuditedFigure made;
    made.index_weight = weight;
    for (std::size_t i = 0; i < places.size(); ++i) {
        made.groups.push_back(places[i].group);
        made.showing.push_back(pattern[i].showing);
    }
    return made;
}

std::vector<std::size_t> parents(const std::vector<Place>& places)
{
    std::vector<std::size_t> made;
    for (const auto& place : places)
        made.push_back(place.parent);
    return made;
}

// As the house protects it.
AuditedCube published(const Region& region)
{
    return {parents(region.places), {figure(region.places, protect(region.places, rule))}};
}

TEST(Audit, passes_what_the_house_protected_and_says_how_far_away_the_nearest_end_is)
{
    const auto found = audit(published(Region{}), rule);

    ASSERT_TRUE(found);
    EXPECT_TRUE(found->passed());
    EXPECT_EQ(found->remainders, 1);
    EXPECT_EQ(found->hidden, 1);
    EXPECT_EQ(found->programs, 2);
    EXPECT_FALSE(found->least_points) << "six visits beside fourteen can have scored anything from 0 to 100";
}

TEST(Audit, measures_how_near_what_is_possible_comes_to_a_hidden_mean)
{
    Tree tree;
    const auto region = tree.above();
    tree.leaf(region, {.visits = 40, .mean = 50, .spread = 20});
    tree.leaf(region, {.visits = 9, .mean = 40, .spread = 20});
    tree.leaf(region, {.visits = 4, .mean = 90, .spread = 5});
    AuditedCube cube{parents(tree.places), {figure(tree.places, protect(tree.places, rule))}};
    cube.figures[0].showing = {Showing::figure, Showing::figure, Showing::nothing, Showing::nothing};

    const auto found = audit(cube, rule);

    // Together they have 720 points: nine visits at 100 at most leave nothing, and four at 100 leave 320 to the nine.
    ASSERT_TRUE(found && found->least_points);
    EXPECT_NEAR(*found->least_points, 40 - 320.0 / 9, 1e-6);
    EXPECT_EQ(found->too_close, 1);
    EXPECT_EQ(found->remainders_unfit, 0);
}

TEST(Audit, fails_a_pattern_without_partners)
{
    auto cube = published(Region{});
    cube.figures[0].showing[2] = Showing::figure; // the town that protects the small one

    const auto found = audit(cube, rule);

    ASSERT_TRUE(found);
    EXPECT_FALSE(found->passed());
    EXPECT_EQ(found->remainders_unfit, 1);
    EXPECT_EQ(found->too_close, 1);
    EXPECT_NEAR(found->least_points.value_or(99), 0, 1e-6);
}

TEST(Audit, fails_an_index_beside_a_dimension_that_may_not_be_known)
{
    const Region places;
    const auto shown = std::vector<Protected>(places.places.size(), Protected{Showing::figure, {}, {}});
    auto hidden = shown;
    hidden[places.small].showing = hidden[places.south].showing = Showing::nothing;
    const AuditedCube apart{parents(places.places), {figure(places.places, hidden, 1), figure(places.places, shown)}};
    const AuditedCube together{parents(places.places),
                               {figure(places.places, hidden, 1), figure(places.places, hidden)}};

    EXPECT_GT(audit(apart, rule).value().too_close, 0);
    EXPECT_EQ(audit(together, rule).value().too_close, 0);
}

TEST(Audit, has_no_answer_where_what_was_published_cannot_be_true)
{
    auto cube = published(Region{});
    cube.figures[0].groups[1].sum += 1250; // more than the region has beside its shown towns

    EXPECT_FALSE(audit(cube, rule));
}

TEST(Audit, finds_what_is_left_when_shown_places_are_taken_away)
{
    const Region tree;
    const auto cube = published(tree);

    EXPECT_EQ(left_over(cube.parent, cube.figures[0].showing, tree.region),
              (std::vector<std::size_t>{tree.south, tree.small}));
    EXPECT_EQ(left_over(cube.parent, cube.figures[0].showing, tree.north), std::vector<std::size_t>{tree.north});
}

} // namespace
} // namespace balieblik::disclosure
