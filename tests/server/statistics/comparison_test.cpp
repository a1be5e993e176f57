// SPDX-License-Identifier: EUPL-1.2
#include "statistics/comparison.hpp"

#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace balieblik::statistics {
namespace {

TEST(TwoShares, agrees_with_the_printed_comparisons)
{
    const auto first = two_shares(56, 70, 48, 80);
    ASSERT_TRUE(first);
    EXPECT_NEAR(first->difference, 0.2, 1e-12);
    EXPECT_NEAR(first->test->z, 2.650172, six_digits);
    EXPECT_NEAR(first->test->p, 0.008045, six_digits);
    EXPECT_NEAR(first->interval.lower, 0.052431, six_digits);
    EXPECT_NEAR(first->interval.upper, 0.333873, six_digits);

    const auto small = two_shares(9, 10, 3, 10);
    ASSERT_TRUE(small);
    EXPECT_NEAR(small->interval.lower, 0.170523, six_digits);
    EXPECT_NEAR(small->interval.upper, 0.809018, six_digits);

    const auto waves = two_shares(87, 96, 70, 92);
    ASSERT_TRUE(waves);
    EXPECT_NEAR(waves->difference, 0.145380, six_digits);
    EXPECT_NEAR(waves->test->z, 2.685244, six_digits);
    EXPECT_NEAR(waves->test->p, 0.007248, six_digits);
    EXPECT_NEAR(waves->interval.lower, 0.038972, six_digits);
    EXPECT_NEAR(waves->interval.upper, 0.251282, six_digits);
}

TEST(TwoShares, has_an_interval_but_no_test_where_all_agree)
{
    const auto all = two_shares(10, 10, 20, 20);

    ASSERT_TRUE(all);
    EXPECT_FALSE(all->test);
    EXPECT_LT(all->interval.lower, 0);
    EXPECT_GT(all->interval.upper, 0);
}

TEST(TwoShares, refuses_what_is_no_share)
{
    EXPECT_EQ(two_shares(0, 0, 1, 2).error(), Refusal::no_data);
    EXPECT_EQ(two_shares(3, 2, 1, 2).error(), Refusal::out_of_range);
    EXPECT_EQ(two_shares(1, 2, 1, 2, 1.5).error(), Refusal::out_of_range);
}

TEST(Welch, agrees_with_the_printed_comparison)
{
    const auto made = welch(Sample{74.2, 12.5, 40}, Sample{68.9, 14.1, 38});

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->difference, 5.3, 1e-9);
    EXPECT_NEAR(made->standard_error, 3.022928, six_digits);
    EXPECT_NEAR(made->t, 1.753267, six_digits);
    EXPECT_NEAR(made->df, 73.830076, six_digits);
    EXPECT_NEAR(made->p, 0.083707, six_digits);
}

TEST(Welch, refuses_one_visit_and_no_spread_at_all)
{
    EXPECT_EQ(welch(Sample{70, 0, 1}, Sample{60, 5, 10}).error(), Refusal::too_few);
    EXPECT_EQ(welch(Sample{70, 0, 5}, Sample{60, 0, 5}).error(), Refusal::no_variance);
    EXPECT_EQ(welch(Sample{70, -1, 5}, Sample{60, 1, 5}).error(), Refusal::out_of_range);
    EXPECT_EQ(welch(Sample{70, 1, 5}, Sample{std::nan(""), 1, 5}).error(), Refusal::not_finite);
    EXPECT_EQ(welch(Sample{70, 1e200, 5}, Sample{60, 1, 5}).error(), Refusal::not_finite);
    EXPECT_TRUE(welch(Sample{70, 0, 5}, Sample{60, 5, 5}));
}

TEST(ManyTests, agree_with_the_fifteen_p_values_of_benjamini_and_hochberg)
{
    const std::vector<double> p{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                                .0459, .3240, .4262, .5719, .6528, .7590, 1};
    const auto rejected = [](const std::vector<double>& adjusted) {
        return std::count_if(adjusted.begin(), adjusted.end(), [](double q) { return q <= 0.05; });
    };

    EXPECT_EQ(rejected(*bonferroni(p)), 3);
    EXPECT_EQ(rejected(*holm(p)), 3);
    const auto bh = benjamini_hochberg(p);
    EXPECT_EQ(rejected(*bh), 4);
    const double printed[]{.0015, .003, .0095, .035625, .0603, .063857, .063857, .0645, .0765};
    for (std::size_t i = 0; i < std::size(printed); ++i)
        EXPECT_NEAR((*bh)[i], printed[i], six_digits) << i;
}

TEST(ManyTests, keep_the_order_in_which_the_p_values_came)
{
    const std::vector<double> p{.003, .021, .048, .012, .300, .740};
    const double by_holm[]{.018, .084, .144, .060, .600, .740};
    const double by_bh[]{.018, .042, .072, .036, .360, .740};

    for (std::size_t i = 0; i < p.size(); ++i) {
        EXPECT_NEAR((*holm(p))[i], by_holm[i], 1e-12) << i;
        EXPECT_NEAR((*benjamini_hochberg(p))[i], by_bh[i], 1e-12) << i;
    }
}

TEST(ManyTests, refuse_what_is_no_probability)
{
    EXPECT_EQ(holm({}).error(), Refusal::no_data);
    EXPECT_EQ(holm(std::vector<double>{1.1}).error(), Refusal::out_of_range);
    EXPECT_EQ(benjamini_hochberg(std::vector<double>{std::nan("")}).error(), Refusal::not_finite);
}

} // namespace
} // namespace balieblik::statistics
