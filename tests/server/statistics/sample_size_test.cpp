// SPDX-License-Identifier: EUPL-1.2
#include "statistics/sample_size.hpp"

#include "statistics/share.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace balieblik::statistics {
namespace {

TEST(SampleSizeForShares, agrees_with_the_printed_sizes)
{
    EXPECT_EQ(sample_size_for_shares(0.80, 0.90)->per_wave, 199);
    EXPECT_EQ(sample_size_for_shares(0.75, 0.90)->per_wave, 100);
    EXPECT_EQ(sample_size_for_shares(0.70, 0.90)->per_wave, 62);
    EXPECT_EQ(sample_size_for_shares(0.80, 0.85)->per_wave, 906);
    EXPECT_EQ(sample_size_for_shares(0.90, 0.80)->per_wave, 199);
}

TEST(SampleSizeForMeans, agrees_with_the_printed_sizes)
{
    EXPECT_EQ(sample_size_for_means(5, 15)->per_wave, 142);
    EXPECT_EQ(sample_size_for_means(-10, 15)->per_wave, 36);
}

TEST(SampleSizeForMeans, needs_one_visit_more_by_the_t_that_will_be_used)
{
    EXPECT_EQ(sample_size_for_means_by_t(5, 15)->per_wave, 143);
    EXPECT_EQ(sample_size_for_means_by_t(10, 15)->per_wave, 37);
}

TEST(WilsonHalfWidth, shows_what_so_many_visits_can_tell)
{
    const std::pair<double, double> printed[]{{10, 22.7}, {20, 16.8}, {30, 13.9}, {50, 10.9}, {100, 7.8}, {400, 3.9}};
    for (const auto& [n, points] : printed)
        EXPECT_NEAR(100 * *wilson_half_width(0.8, n), points, 0.05 + 1e-9) << n;
}

TEST(SampleSizeForWidth, is_the_fewest_visits_that_are_enough)
{
    const auto needed = sample_size_for_width(0.8, 0.05);

    ASSERT_TRUE(needed);
    const auto n = static_cast<double>(needed->per_wave);
    EXPECT_LE(*wilson_half_width(0.8, n), 0.05);
    EXPECT_GT(*wilson_half_width(0.8, n - 1), 0.05);
}

TEST(SampleSize, refuses_what_no_number_of_visits_can_find)
{
    EXPECT_EQ(sample_size_for_shares(0.8, 0.8).error(), Refusal::no_difference);
    EXPECT_EQ(sample_size_for_means(0, 15).error(), Refusal::no_difference);
    EXPECT_EQ(sample_size_for_means(5, 0).error(), Refusal::no_variance);
    EXPECT_EQ(sample_size_for_means(5, -1).error(), Refusal::out_of_range);
    EXPECT_EQ(sample_size_for_shares(0.8, 1.1).error(), Refusal::out_of_range);
    EXPECT_EQ(sample_size_for_shares(0.8, std::nan("")).error(), Refusal::not_finite);
    EXPECT_EQ(sample_size_for_shares(0.8, 0.9, {0, 0.8}).error(), Refusal::out_of_range);
    EXPECT_EQ(sample_size_for_shares(0.8, 0.80000001).error(), Refusal::too_many);
    EXPECT_EQ(sample_size_for_width(0.8, 0.5).error(), Refusal::out_of_range);
}

} // namespace
} // namespace balieblik::statistics
