// SPDX-License-Identifier: EUPL-1.2
#include "statistics/training.hpp"

#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace balieblik::statistics {
namespace {

const std::vector<double> trained{8, 5, 11, 4, 9, 6};
const std::vector<double> others{1, 3, -2, 2, 0, 2};

TEST(TrainingEffect, agrees_with_the_printed_example)
{
    const auto made = training_effect(trained, others);

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->effect, 6.166667, six_digits);
    ASSERT_TRUE(made->test);
    EXPECT_NEAR(made->test->standard_error, 1.301708, six_digits);
    EXPECT_NEAR(made->test->t, 4.737365, six_digits);
    EXPECT_NEAR(made->test->df, 8.793032, six_digits);
    EXPECT_NEAR(made->test->p, .001133, six_digits);
    EXPECT_NEAR(made->test->interval.lower, 3.211399, six_digits);
    EXPECT_NEAR(made->test->interval.upper, 9.121935, six_digits);
    EXPECT_EQ(made->permutation.as_extreme, 2);
    EXPECT_EQ(made->permutation.splits, 924);
    EXPECT_TRUE(made->permutation.exact);
    EXPECT_NEAR(made->permutation.p, .002165, six_digits);
}

TEST(TrainingEffect, counts_splits_that_differ_by_a_rounding_as_equal)
{
    // Sums of tenths depend on their order in the last digit. Every split but those of the middle is as extreme.
    const auto made = training_effect(std::vector<double>{0.1, 0.3}, std::vector<double>{0.2, 0.2});

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->effect, 0, 1e-15);
    EXPECT_EQ(made->permutation.as_extreme, 6);
}

TEST(TrainingEffect, draws_splits_where_there_are_too_many_to_try)
{
    std::vector<double> many_trained;
    std::vector<double> many_others;
    for (int i = 0; i < 20; ++i) {
        many_trained.push_back(3 + i % 7);
        many_others.push_back(i % 7);
    }

    const auto made = training_effect(many_trained, many_others, 0.95, 5);

    ASSERT_TRUE(made);
    EXPECT_FALSE(made->permutation.exact);
    EXPECT_EQ(made->permutation.splits, 100'000);
    EXPECT_GT(made->permutation.p, 0);
    EXPECT_LT(made->permutation.p, 0.001);
    EXPECT_EQ(training_effect(many_trained, many_others, 0.95, 5)->permutation.as_extreme,
              made->permutation.as_extreme);
}

TEST(TrainingEffect, has_a_permutation_test_but_no_t_where_each_arm_moved_as_one)
{
    const auto made = training_effect(std::vector<double>{5, 5}, std::vector<double>{1, 1});

    ASSERT_TRUE(made);
    EXPECT_FALSE(made->test);
    EXPECT_EQ(made->effect, 4);
    EXPECT_EQ(made->permutation.as_extreme, 2);
    EXPECT_EQ(made->permutation.splits, 6);
}

TEST(TrainingEffect, refuses_one_location_in_an_arm)
{
    EXPECT_EQ(training_effect(std::vector<double>{5}, others).error(), Refusal::too_few);
    EXPECT_EQ(training_effect(trained, {}).error(), Refusal::too_few);
    EXPECT_EQ(training_effect(std::vector<double>{1, 1}, std::vector<double>{1, 1}).error(), Refusal::no_variance);
    EXPECT_EQ(training_effect(std::vector<double>{1, std::nan("")}, others).error(), Refusal::not_finite);
    EXPECT_EQ(training_effect(trained, others, 0).error(), Refusal::out_of_range);
}

TEST(TrainingEffectOfMeans, agrees_with_published_wages)
{
    // Card & Krueger 1994, from the rounded means of their table.
    const auto wages = training_effect_of_means({20.44, 21.03, 23.33, 21.17}, .54, 1.25);
    ASSERT_TRUE(wages);
    EXPECT_NEAR(wages->effect, 2.75, 1e-9);
    EXPECT_NEAR(*wages->standard_error, 1.361653, six_digits);

    // The changes of shops that answered in both waves, as a re-run prints them.
    EXPECT_NEAR(training_effect_of_means({0, .466667, 0, -2.283333})->effect, 2.75, six_digits);

    EXPECT_EQ(training_effect_of_means({1, 2, 3, 4}, -1, 1).error(), Refusal::out_of_range);
    EXPECT_EQ(training_effect_of_means({1, 2, 3, std::nan("")}).error(), Refusal::not_finite);
}

TEST(TrainingSeries, shows_whether_both_arms_moved_alike_before)
{
    const std::vector<std::vector<double>> with{{60, 62, 70}, {50, 51, 61}, {55, 58, 66}};
    const std::vector<std::vector<double>> without{{61, 63, 64}, {52, 53, 53}, {54, 57, 58}};

    const auto made = training_series(with, without, 2);

    ASSERT_TRUE(made);
    ASSERT_EQ(made->before.size(), 1U);
    EXPECT_NEAR(made->before[0]->effect, 0, 1e-12);
    EXPECT_NEAR(made->effect.effect, (9 + 10.5 + 9.5) / 3 - (2 + 0.5 + 2.5) / 3, 1e-12);
    EXPECT_EQ(training_series(with, without, 0).error(), Refusal::mismatched);
    EXPECT_EQ(training_series(with, without, 3).error(), Refusal::mismatched);
}

} // namespace
} // namespace balieblik::statistics
