// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/disclosure.hpp"

#include "base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum Suppression;

const PublishingRule rule;

// Passes every threshold exactly.
Contributors just_enough()
{
    Contributors cell;
    cell.weights.assign(10, 1.0);
    cell.staff_pool = 5;
    cell.inspectors = 3;
    cell.has_interval = true;
    return cell;
}

TEST(PublishingRuleCheck, shows_a_cell_that_meets_every_threshold_exactly)
{
    EXPECT_THAT(reasons_against(just_enough(), rule), IsEmpty());
}

TEST(PublishingRuleCheck, hides_nine_visits)
{
    auto cell = just_enough();
    cell.weights.pop_back();

    EXPECT_THAT(reasons_against(cell, rule), ElementsAre(too_few_visits));
}

TEST(PublishingRuleCheck, hides_a_pool_of_four)
{
    auto cell = just_enough();
    cell.staff_pool = 4;

    EXPECT_THAT(reasons_against(cell, rule), ElementsAre(small_staff_pool));
}

TEST(PublishingRuleCheck, hides_what_two_inspectors_saw)
{
    auto cell = just_enough();
    cell.inspectors = 2;

    EXPECT_THAT(reasons_against(cell, rule), ElementsAre(too_few_inspectors));
}

TEST(PublishingRuleCheck, hides_a_cell_that_one_visit_dominates)
{
    auto at_the_limit = just_enough();
    at_the_limit.weights.assign(10, 7.0);
    at_the_limit.weights[0] = 27; // 27 of 90
    auto beyond = at_the_limit;
    beyond.weights[0] = 27.01;

    EXPECT_THAT(reasons_against(at_the_limit, rule), IsEmpty());
    EXPECT_THAT(reasons_against(beyond, rule), ElementsAre(dominated));
}

TEST(PublishingRuleCheck, hides_a_figure_without_its_uncertainty)
{
    auto cell = just_enough();
    cell.has_interval = false;

    EXPECT_THAT(reasons_against(cell, rule), ElementsAre(no_interval));
}

TEST(PublishingRuleCheck, names_every_reason_of_an_empty_cell)
{
    EXPECT_THAT(reasons_against({}, rule),
                ElementsAre(too_few_visits, small_staff_pool, too_few_inspectors, dominated, no_interval));
}

TEST(PublishingRuleCheck, can_only_get_stricter)
{
    PublishingRule lax{.min_visits = 1,
                       .min_staff_pool = 1,
                       .min_inspectors = 1,
                       .max_share_of_weight = 1,
                       .count_rounding = 1,
                       .group_pool = 1};
    PublishingRule strict{.min_visits = 30,
                          .min_staff_pool = 10,
                          .min_inspectors = 5,
                          .max_share_of_weight = 0.2,
                          .count_rounding = 10,
                          .group_pool = 20};

    EXPECT_EQ(json::write(stricter(lax, rule)), json::write(rule));
    EXPECT_EQ(json::write(stricter(rule, strict)), json::write(strict));
}

TEST(Counts, are_rounded_down)
{
    EXPECT_EQ(rounded_down(14, 5), 10);
    EXPECT_EQ(rounded_down(15, 5), 15);
    EXPECT_EQ(rounded_down(4, 5), 0);
    EXPECT_EQ(rounded_down(0, 5), 0);
    EXPECT_EQ(rounded_down(10, 0), 0);
}

TEST(Extremes, are_bounds_while_the_pool_is_small)
{
    const auto all = guarded(100, 100, 100, 9, rule);
    const auto none = guarded(0, 0, 0, 9, rule);

    EXPECT_EQ(all.bound, Bound::at_least);
    EXPECT_EQ(all.mean, 95);
    EXPECT_EQ(all.lower, 95);
    EXPECT_EQ(all.upper, 100);
    EXPECT_EQ(none.bound, Bound::at_most);
    EXPECT_EQ(none.mean, 5);
    EXPECT_EQ(none.lower, 0);
    EXPECT_EQ(none.upper, 5);
}

TEST(Extremes, look_the_same_as_what_lies_close_to_them)
{
    const auto close = guarded(97, 96, 98, 9, rule);
    const auto all = guarded(100, 100, 100, 9, rule);

    EXPECT_EQ(close.mean, all.mean);
    EXPECT_EQ(close.lower, all.lower);
    EXPECT_EQ(close.upper, all.upper);
}

TEST(Extremes, are_shown_as_they_are_from_ten_people_on)
{
    const auto all = guarded(100, 100, 100, 10, rule);

    EXPECT_FALSE(all.bound);
    EXPECT_EQ(all.mean, 100);
}

TEST(Extremes, leave_the_middle_of_the_scale_alone_and_cut_intervals_at_its_ends)
{
    const auto shown = guarded(60, -3, 104, 5, rule);

    EXPECT_FALSE(shown.bound);
    EXPECT_EQ(shown.mean, 60);
    EXPECT_EQ(shown.lower, 0);
    EXPECT_EQ(shown.upper, 100);
}

TEST(Index, is_hidden_beside_a_hidden_dimension)
{
    const DimensionCell dimensions[]{{12, {}}, {6, {too_few_visits}}};
    std::vector<Suppression> index;

    protect_index(dimensions, index);

    EXPECT_THAT(index, ElementsAre(would_follow));
}

TEST(Index, is_shown_beside_a_dimension_that_no_visit_has)
{
    const DimensionCell dimensions[]{{12, {}}, {0, {too_few_visits, dominated, no_interval}}};
    std::vector<Suppression> index;

    protect_index(dimensions, index);

    EXPECT_THAT(index, IsEmpty());
}

TEST(Index, keeps_its_own_reasons)
{
    const DimensionCell dimensions[]{{6, {too_few_visits}}};
    std::vector<Suppression> index{too_few_visits};

    protect_index(dimensions, index);

    EXPECT_THAT(index, ElementsAre(too_few_visits));
}

} // namespace
} // namespace balieblik::disclosure
