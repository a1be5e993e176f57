// SPDX-License-Identifier: EUPL-1.2
#include "statistics/statistics.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace balieblik::statistics {
namespace {

// Half a unit of the last digit that the oracles print.
constexpr double six_digits = 0.5e-6 + 1e-9;

struct PrintedShare {
    std::int64_t hits;
    std::int64_t n;
    double lower;
    double upper;
};

TEST(Wilson, agrees_with_the_printed_intervals)
{
    const PrintedShare printed[]{
        {81, 263, 0.255289, 0.366210}, {15, 148, 0.062386, 0.160487}, {0, 20, 0, 0.161125},
        {1, 29, 0.006113, 0.171755},   {87, 96, 0.831347, 0.949892},  {9, 12, 0.467695, 0.911058},
        {30, 30, 0.886487, 1},         {0, 10, 0, 0.277533},
    };
    for (const auto& row : printed) {
        const auto share = wilson(row.hits, row.n);
        ASSERT_TRUE(share) << row.hits << "/" << row.n;
        EXPECT_NEAR(share->interval.lower, row.lower, six_digits) << row.hits << "/" << row.n;
        EXPECT_NEAR(share->interval.upper, row.upper, six_digits) << row.hits << "/" << row.n;
    }
}

TEST(Wilson, takes_another_quantile)
{
    const auto share = wilson(25, 100, 1.96);

    ASSERT_TRUE(share);
    EXPECT_DOUBLE_EQ(share->p, 0.25);
    EXPECT_NEAR(share->interval.lower, 0.17545094003724265, 1e-15);
    EXPECT_NEAR(share->interval.upper, 0.3430464637007583, 1e-15);
}

TEST(Wilson, refuses_what_is_no_share)
{
    EXPECT_EQ(wilson(0, 0).error(), Refusal::no_data);
    EXPECT_EQ(wilson(1, 0).error(), Refusal::out_of_range);
    EXPECT_EQ(wilson(-1, 10).error(), Refusal::out_of_range);
    EXPECT_EQ(wilson(11, 10).error(), Refusal::out_of_range);
    EXPECT_EQ(wilson(1, 10, -1).error(), Refusal::out_of_range);
    EXPECT_EQ(wilson(1, 10, std::numeric_limits<double>::quiet_NaN()).error(), Refusal::not_finite);
}

TEST(TQuantile, agrees_with_the_printed_table)
{
    const std::pair<double, double> printed[]{{1, 12.706205}, {2, 4.302653},  {5, 2.570582},
                                              {9, 2.262157},  {29, 2.045230}, {95, 1.985251}};
    for (const auto& [df, t] : printed)
        EXPECT_NEAR(*t_quantile(0.95, df), t, six_digits) << df;
}

TEST(TQuantile, refuses_levels_and_degrees_that_do_not_exist)
{
    EXPECT_EQ(t_quantile(1, 5).error(), Refusal::out_of_range);
    EXPECT_EQ(t_quantile(0, 5).error(), Refusal::out_of_range);
    EXPECT_EQ(t_quantile(0.95, 0).error(), Refusal::out_of_range);
    EXPECT_EQ(t_quantile(std::numeric_limits<double>::infinity(), 5).error(), Refusal::not_finite);
}

TEST(MeanWithInterval, agrees_with_the_printed_sample)
{
    const double scores[]{62.5, 75, 81.25, 50, 93.75, 68.75, 87.5, 56.25, 75, 81.25, 43.75, 100};

    const auto mean = mean_with_interval(scores);

    ASSERT_TRUE(mean);
    EXPECT_EQ(mean->n, 12);
    EXPECT_NEAR(mean->mean, 72.916667, six_digits);
    EXPECT_NEAR(mean->sd, 17.339633, six_digits);
    EXPECT_NEAR(mean->t, 2.200985, six_digits);
    EXPECT_NEAR(mean->interval.lower, 61.899589, six_digits);
    EXPECT_NEAR(mean->interval.upper, 83.933744, six_digits);
}

TEST(MeanWithInterval, is_exact_where_there_is_no_spread)
{
    const double scores[]{100, 100, 100};

    const auto mean = mean_with_interval(scores);

    ASSERT_TRUE(mean);
    EXPECT_EQ(mean->sd, 0);
    EXPECT_EQ(mean->interval.lower, 100);
    EXPECT_EQ(mean->interval.upper, 100);
}

TEST(MeanWithInterval, refuses_instead_of_answering_nan)
{
    const double one[]{50};
    const double broken[]{50, std::numeric_limits<double>::quiet_NaN()};

    EXPECT_EQ(mean_with_interval({}).error(), Refusal::no_data);
    EXPECT_EQ(mean_with_interval(one).error(), Refusal::too_few);
    EXPECT_EQ(mean_with_interval(broken).error(), Refusal::not_finite);
}

TEST(WeightedMean, leaves_out_what_does_not_apply)
{
    const Weighted items[]{{3, 75}, {2, 100}, {2, std::nullopt}, {1, 100}, {3, 25}};

    const auto score = weighted_mean(items);

    ASSERT_TRUE(score);
    EXPECT_NEAR(score->score, 66.666667, six_digits);
    EXPECT_DOUBLE_EQ(score->coverage, 9.0 / 11.0);
}

TEST(WeightedMean, makes_an_index_of_dimensions)
{
    const Weighted dimensions[]{{20, 100}, {10, 80}, {30, 200.0 / 3}, {25, std::nullopt}, {15, 50}};

    EXPECT_NEAR(weighted_mean(dimensions)->score, 74.0, six_digits);
}

TEST(WeightedMean, of_a_wave_is_the_mean_of_its_visits_and_not_of_pooled_items)
{
    const Weighted first[]{{3, 75}, {2, 100}, {2, std::nullopt}, {1, 100}, {3, 25}};
    const Weighted second[]{{3, 50}, {2, 75}, {2, 25}, {1, 0}, {3, 100}};

    const double visits[]{weighted_mean(first)->score, weighted_mean(second)->score};

    EXPECT_NEAR(visits[1], 59.090909, six_digits);
    EXPECT_NEAR(mean_with_interval(visits)->mean, 62.878788, six_digits);
}

TEST(WeightedMean, refuses_below_the_coverage_asked_for)
{
    const Weighted half[]{{1, 50}, {1, std::nullopt}};
    const Weighted less[]{{1, 50}, {2, std::nullopt}};

    EXPECT_TRUE(weighted_mean(half, 0.5));
    EXPECT_EQ(weighted_mean(less, 0.5).error(), Refusal::too_little_weight);
}

TEST(WeightedMean, refuses_what_has_no_mean)
{
    const Weighted nothing[]{{1, std::nullopt}};
    const Weighted negative[]{{-1, 50}, {2, 50}};
    const Weighted broken[]{{1, std::numeric_limits<double>::infinity()}};

    EXPECT_EQ(weighted_mean({}).error(), Refusal::no_data);
    EXPECT_EQ(weighted_mean(nothing).error(), Refusal::no_data);
    EXPECT_EQ(weighted_mean(negative).error(), Refusal::out_of_range);
    EXPECT_EQ(weighted_mean(broken).error(), Refusal::not_finite);
}

} // namespace
} // namespace balieblik::statistics
