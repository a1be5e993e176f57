// SPDX-License-Identifier: EUPL-1.2
#include "statistics/percentile.hpp"

#include "server/statistics/tolerance.hpp"
#include "statistics/mean.hpp"
#include "statistics/share.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace balieblik::statistics {
namespace {

const std::vector<double> waits{35,  62,  80,  95,  130, 155, 180, 240, 310, 395,
                                420, 480, 515, 590, 605, 655, 720, 810, 960, 1500};

TEST(Percentile, agrees_with_the_printed_waits)
{
    const double printed[][3]{{.5, 407.5, 395}, {.8, 668, 655}, {.9, 825, 810}, {.95, 987, 960}};
    for (const auto& [p, linear, nearest] : printed) {
        EXPECT_NEAR(*percentile(waits, p), linear, 1e-9) << p;
        EXPECT_EQ(*percentile(waits, p, PercentileMethod::nearest_rank), nearest) << p;
    }
    EXPECT_NEAR(mean_with_interval(waits)->mean, 446.85, 1e-9);
}

TEST(Percentile, takes_the_ends_and_does_not_trip_over_roundings)
{
    EXPECT_EQ(*percentile(waits, 0), 35);
    EXPECT_EQ(*percentile(waits, 1), 1500);
    EXPECT_EQ(*percentile(waits, 0, PercentileMethod::nearest_rank), 35);
    std::vector<double> hundred(100);
    for (std::size_t i = 0; i < 100; ++i)
        hundred[i] = static_cast<double>(i + 1);
    for (int percent = 1; percent <= 100; ++percent) // 0.07 · 100 is a little more than 7
        EXPECT_EQ(*percentile(hundred, percent / 100.0, PercentileMethod::nearest_rank), percent);
}

TEST(OrderInterval, agrees_with_the_printed_ranks)
{
    const auto median = order_interval(20, .5);
    ASSERT_TRUE(median);
    EXPECT_EQ(median->lower_rank, 6);
    EXPECT_EQ(median->upper_rank, 15);
    EXPECT_NEAR(median->coverage, .958611, six_digits);

    const auto high = order_interval(96, .9);
    ASSERT_TRUE(high);
    EXPECT_EQ(high->lower_rank, 80);
    EXPECT_EQ(high->upper_rank, 93);
    EXPECT_NEAR(high->coverage, .975199, six_digits);
}

TEST(OrderInterval, refuses_where_an_end_lies_outside_of_the_sample)
{
    EXPECT_EQ(order_interval(20, .95).error(), Refusal::too_few);
    EXPECT_EQ(order_interval(5, .5).error(), Refusal::too_few);
    EXPECT_TRUE(order_interval(6, .5));
    EXPECT_EQ(order_interval(0, .5).error(), Refusal::no_data);
    EXPECT_EQ(order_interval(20, 1.5).error(), Refusal::out_of_range);
    EXPECT_EQ(order_interval(20, .5, 0).error(), Refusal::out_of_range);
    EXPECT_EQ(order_interval(20, std::nan("")).error(), Refusal::not_finite);
}

TEST(PercentileWithInterval, leaves_the_interval_out_where_there_are_too_few_values)
{
    const auto median = percentile_with_interval(waits, .5);
    ASSERT_TRUE(median && median->interval);
    EXPECT_EQ(median->interval->lower, 155);
    EXPECT_EQ(median->interval->upper, 605);
    EXPECT_TRUE(median->exact);

    const auto high = percentile_with_interval(waits, .95);
    ASSERT_TRUE(high);
    EXPECT_FALSE(high->interval);
    EXPECT_NEAR(high->value, 987, 1e-9);
}

TEST(PercentileWithInterval, refuses_what_has_none)
{
    EXPECT_EQ(percentile_with_interval({}, .5).error(), Refusal::no_data);
    EXPECT_EQ(percentile_with_interval(waits, -0.1).error(), Refusal::out_of_range);
    EXPECT_EQ(percentile_with_interval(waits, .5, PercentileMethod::type7, 2).error(), Refusal::out_of_range);
    EXPECT_EQ(percentile_with_interval(std::vector<double>{1, std::nan("")}, .5).error(), Refusal::not_finite);
}

// --- The sketch ----------------------------------------------------------------------------------------------------

constexpr int modulus = 10007;

double permuted(int i) { return static_cast<double>(7919LL * i % modulus); }

// How far in ranks, as part of all, the sketch may be off: half the width of a centroid at that place.
double half_width(double q) { return std::acos(-1.0) / 100 * std::sqrt(q * (1 - q)); }

struct Printed {
    double q;
    double exact;
};
const Printed of_the_permutation[]{{.5, 5003.5}, {.9, 9005.5}, {.99, 9905.95}};

TEST(TDigest, is_off_by_less_than_half_a_centroid)
{
    TDigest digest;
    for (int i = 1; i < modulus; ++i)
        digest.add(permuted(i));

    EXPECT_EQ(digest.count(), 10006);
    for (const auto& [q, exact] : of_the_permutation)
        EXPECT_LE(std::fabs(*digest.quantile(q) - exact) / 10006, half_width(q)) << q;
}

TEST(TDigest, is_off_by_less_than_half_a_centroid_after_merging_a_hundred)
{
    std::vector<TDigest> parts(100);
    for (int i = 1; i < modulus; ++i)
        parts[static_cast<std::size_t>(i % 100)].add(permuted(i));

    TDigest all;
    for (const auto& part : parts)
        all.merge(part);

    EXPECT_EQ(all.count(), 10006);
    for (const auto& [q, exact] : of_the_permutation)
        EXPECT_LE(std::fabs(*all.quantile(q) - exact) / 10006, half_width(q)) << q;
}

TEST(TDigest, keeps_its_centroids_as_narrow_as_it_says)
{
    TDigest digest;
    for (int i = 1; i < modulus; ++i)
        digest.add(permuted(i));

    std::int64_t before = 0;
    for (const auto& centroid : digest.centroids()) {
        const double k =
            [&](std::int64_t rank) {
                return 100 / (2 * std::acos(-1.0)) * std::asin(2 * static_cast<double>(rank) / 10006 - 1);
            }(before + centroid.count) -
            100 / (2 * std::acos(-1.0)) * std::asin(2 * static_cast<double>(before) / 10006 - 1);
        EXPECT_TRUE(k <= 1 + 1e-9 || centroid.count == 1);
        before += centroid.count;
    }
    EXPECT_EQ(before, 10006);
    EXPECT_LE(digest.centroids().size(), 200U);
}

TEST(TDigest, is_exact_as_long_as_nothing_was_put_together)
{
    TDigest digest;
    for (const double wait : waits)
        digest.add(wait);

    for (const double p : {0.0, .25, .5, .8, .9, .95, 1.0})
        EXPECT_NEAR(*digest.quantile(p), *percentile(waits, p), 1e-9) << p;
}

TEST(TDigest, refuses_what_it_cannot_answer)
{
    TDigest digest;
    EXPECT_EQ(digest.quantile(.5).error(), Refusal::no_data);
    digest.add(3);
    EXPECT_EQ(*digest.quantile(.5), 3);
    EXPECT_EQ(digest.quantile(1.1).error(), Refusal::out_of_range);
    EXPECT_EQ(digest.at_rank(2).error(), Refusal::out_of_range);
    EXPECT_EQ(digest.at_rank(std::nan("")).error(), Refusal::not_finite);
}

TEST(Waits, are_kept_as_they_are_up_to_a_hundred_thousand)
{
    Waits some;
    for (std::size_t i = 0; i < Waits::kept_as_they_are; ++i)
        ASSERT_TRUE(some.add(static_cast<double>(i)));
    EXPECT_TRUE(some.exact());
    EXPECT_NEAR(some.at(.9)->value, .9 * 99'999, 1e-6);
    EXPECT_TRUE(some.at(.9)->exact);

    ASSERT_TRUE(some.add(100'000));

    EXPECT_FALSE(some.exact());
    EXPECT_EQ(some.count(), 100'001);
    const auto median = some.at(.5);
    ASSERT_TRUE(median && median->interval);
    EXPECT_FALSE(median->exact);
    EXPECT_NEAR(median->value, 50'000, 100'001 * half_width(.5));
    EXPECT_LT(median->interval->lower, median->value);
    EXPECT_GT(median->interval->upper, median->value);
}

TEST(Waits, can_be_put_together_whatever_their_form)
{
    Waits few;
    Waits many;
    for (int i = 0; i < 1000; ++i)
        ASSERT_TRUE(few.add(i));
    for (int i = 0; i < 150'000; ++i)
        ASSERT_TRUE(many.add(i % 1000));

    Waits both = few;
    both.merge(few);
    EXPECT_EQ(both.count(), 2000);
    EXPECT_TRUE(both.exact());
    both.merge(many);
    EXPECT_EQ(both.count(), 152'000);
    EXPECT_FALSE(both.exact());
    EXPECT_NEAR(both.at(.5)->value, 500, 1000 * half_width(.5));
    EXPECT_EQ(few.add(std::nan("")).error(), Refusal::not_finite);
    EXPECT_EQ(Waits{}.at(.5).error(), Refusal::no_data);
}

// --- Promises ------------------------------------------------------------------------------------------------------

TEST(ServiceLevel, says_met_missed_or_not_shown)
{
    EXPECT_EQ(service_level(95, 100, 0.8)->verdict, Verdict::met);
    EXPECT_EQ(service_level(60, 100, 0.8)->verdict, Verdict::missed);
    EXPECT_EQ(service_level(82, 100, 0.8)->verdict, Verdict::not_shown);

    const auto within = service_level(waits, 600, 0.8);
    ASSERT_TRUE(within);
    EXPECT_EQ(within->verdict, Verdict::not_shown);
    EXPECT_NEAR(within->share.p, 0.7, 1e-12);
    EXPECT_NEAR(within->share.interval.lower, .481027, six_digits);
    EXPECT_NEAR(within->share.interval.upper, .854523, six_digits);
}

TEST(ServiceLevel, refuses_what_is_no_target)
{
    EXPECT_EQ(service_level(5, 10, 80).error(), Refusal::out_of_range);
    EXPECT_EQ(service_level(0, 0, 0.8).error(), Refusal::no_data);
    EXPECT_EQ(service_level(5, 10, std::nan("")).error(), Refusal::not_finite);
    EXPECT_EQ(service_level(std::vector<double>{}, 600, 0.8).error(), Refusal::no_data);
}

} // namespace
} // namespace balieblik::statistics
