// SPDX-License-Identifier: EUPL-1.2
#include "statistics/score.hpp"

#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balieblik::statistics {
namespace {

constexpr std::optional<double> not_applicable;

const std::vector<DimensionWeight> weights{{"ACC", 5},   {"ENV", 5},   {"WAIT", 15}, {"TONE", 30},
                                           {"KNOW", 15}, {"RULE", 20}, {"OUT", 10}};

// One visit to a counter, worked out by hand: 520 s in the queue with a norm of 300, and an exception that nobody
// named.
std::vector<DimensionItem> a_visit()
{
    return {
        {"ACC", {2, 100}},
        {"ACC", {2, not_applicable}},
        {"ACC", {1, 100}},
        {"ENV", {1, 75}},
        {"ENV", {1, 0}},
        {"ENV", {2, not_applicable}},
        {"WAIT", {3, 100.0 * (2 * 300 - 520) / 300}},
        {"WAIT", {1, 0}},
        {"TONE", {1, 100}},
        {"TONE", {3, 50}},
        {"TONE", {3, 25}},
        {"TONE", {2, 75}},
        {"TONE", {3, 0}},
        {"TONE", {2, 100}},
        {"TONE", {1, 0}},
        {"KNOW", {2, 0}},
        {"KNOW", {3, 50}},
        {"KNOW", {1, 100}},
        {"KNOW", {1, not_applicable}},
        {"RULE", {3, 25}},
        {"RULE", {1, 0}},
        {"RULE", {3, 0}},
        {"RULE", {3, 0}},
        {"RULE", {2, 25}},
        {"RULE", {1, 100}},
        {"RULE", {2, 100}},
        {"OUT", {4, 30}},
        {"OUT", {2, 0}},
        {"OUT", {1, 0}},
    };
}

TEST(VisitScore, agrees_with_a_visit_worked_out_by_hand)
{
    const auto made = visit_score(a_visit(), weights);

    ASSERT_TRUE(made);
    const double scores[]{100, 37.5, 20, 45, 41.666667, 28.333333, 17.142857};
    const double coverages[]{3.0 / 5, 2.0 / 4, 1, 1, 6.0 / 7, 1, 1};
    for (std::size_t i = 0; i < made->dimensions.size(); ++i) {
        EXPECT_NEAR(*made->dimensions[i].score, scores[i], six_digits) << made->dimensions[i].dimension;
        EXPECT_NEAR(made->dimensions[i].coverage, coverages[i], 1e-12) << made->dimensions[i].dimension;
    }
    EXPECT_NEAR(made->index, 37.005952, six_digits);
}

TEST(VisitScore, leaves_a_dimension_that_did_not_apply_out_of_the_index)
{
    auto items = a_visit();
    for (auto& item : items)
        if (item.dimension == "RULE")
            item.item.score.reset();

    const auto made = visit_score(items, weights);

    ASSERT_TRUE(made);
    EXPECT_FALSE(made->dimensions[5].score);
    EXPECT_EQ(made->dimensions[5].refused, Refusal::no_data);
    EXPECT_NEAR(made->coverage, 0.8, 1e-12);
    EXPECT_NEAR(made->index, 39.174107, six_digits);
}

TEST(VisitScore, leaves_a_dimension_out_of_which_less_than_half_applied)
{
    auto items = a_visit();
    items[0].item.score.reset(); // of access 1 in 5 is left

    const auto made = visit_score(items, weights);

    ASSERT_TRUE(made);
    EXPECT_EQ(made->dimensions[0].refused, Refusal::too_little_weight);
    EXPECT_NEAR(made->dimensions[0].coverage, 0.2, 1e-12);
    EXPECT_NEAR(made->coverage, 0.95, 1e-12);
}

TEST(VisitScore, refuses_items_of_a_dimension_without_weight)
{
    auto items = a_visit();
    items[0].dimension = "LOOKS";
    EXPECT_EQ(visit_score(items, weights).error(), Refusal::mismatched);
    EXPECT_EQ(visit_score({}, weights).error(), Refusal::no_data);
    const std::vector<DimensionWeight> twice{{"ACC", 5}, {"ACC", 5}};
    EXPECT_EQ(visit_score({}, twice).error(), Refusal::mismatched);
    items = a_visit();
    items[3].item.weight = -1;
    EXPECT_EQ(visit_score(items, weights).error(), Refusal::out_of_range);
}

} // namespace
} // namespace balieblik::statistics
