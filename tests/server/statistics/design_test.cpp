// SPDX-License-Identifier: EUPL-1.2
#include "statistics/design.hpp"

#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace balieblik::statistics {
namespace {

std::vector<Stratum> three_locations_of_means()
{
    return {{48000, 12, 64, 144}, {18000, 10, 72, 100}, {6000, 8, 81, 64}};
}

TEST(StratifiedShare, counts_each_location_by_its_customers)
{
    const std::vector<Stratum> locations{*stratum_of_share(48000, 9, 12), *stratum_of_share(18000, 9, 10),
                                         *stratum_of_share(6000, 8, 8)};

    const auto share = stratified_share(locations);

    ASSERT_TRUE(share);
    EXPECT_EQ(share->weights, (std::vector<double>{4000, 1800, 750}));
    EXPECT_EQ(share->n, 30);
    EXPECT_NEAR(share->estimate, 0.808333, six_digits);
    EXPECT_NEAR(share->unweighted, 0.866667, six_digits);
    EXPECT_NEAR(share->standard_error, 0.090546, six_digits);
    EXPECT_NEAR(share->n_effective, 22.647444, six_digits);
    EXPECT_NEAR(share->interval.lower, 0.607197, six_digits);
    EXPECT_NEAR(share->interval.upper, 0.920040, six_digits);
}

TEST(StratifiedMean, counts_each_location_by_its_customers)
{
    const auto mean = stratified_mean(three_locations_of_means());

    ASSERT_TRUE(mean);
    EXPECT_NEAR(mean->estimate, 67.416667, six_digits);
    EXPECT_NEAR(mean->unweighted, 71.2, six_digits);
    EXPECT_NEAR(mean->standard_error, 2.451965, six_digits);
    EXPECT_EQ(mean->df, 27);
    EXPECT_NEAR(mean->interval.lower, 62.385649, six_digits);
    EXPECT_NEAR(mean->interval.upper, 67.416667 * 2 - 62.385649, 1e-5);
    EXPECT_NEAR(mean->interval.upper, 72.447684, six_digits);
}

TEST(StratifiedMean, agrees_with_a_published_survey_of_schools)
{
    const std::vector<Stratum> schools{
        {4421, 100, 674.43, 15687.41929}, {1018, 50, 636.60, 13824.85714}, {755, 50, 625.82, 11947.08939}};

    const auto mean = stratified_mean(schools);

    ASSERT_TRUE(mean);
    EXPECT_NEAR(mean->estimate, 662.28736, half_of_digit(5));
    EXPECT_NEAR(mean->standard_error, 9.40894, half_of_digit(5));
    EXPECT_EQ(mean->df, 197);
    EXPECT_NEAR(mean->interval.lower, 643.73219, half_of_digit(5));
    EXPECT_NEAR(mean->interval.upper, 680.84254, half_of_digit(5));
}

TEST(StratifiedMean, of_a_whole_population_is_certain)
{
    const double all[]{50, 60, 70};
    const std::vector<Stratum> locations{*stratum_of(3, all), *stratum_of(3, all)};

    const auto mean = stratified_mean(locations);

    ASSERT_TRUE(mean);
    EXPECT_EQ(mean->standard_error, 0);
    EXPECT_DOUBLE_EQ(mean->interval.lower, 60);
}

TEST(StratifiedMean, refuses_a_location_without_visits_or_with_one_of_many)
{
    const std::vector<Stratum> empty{{100, 0, 0, 0}, {100, 5, 50, 10}};
    const std::vector<Stratum> single{{100, 1, 50, 0}, {100, 5, 50, 10}};
    const std::vector<Stratum> whole{{1, 1, 50, 0}, {100, 5, 50, 10}};

    EXPECT_EQ(stratified_mean(empty).error(), Refusal::too_few);
    EXPECT_EQ(stratified_mean(single).error(), Refusal::too_few);
    EXPECT_TRUE(stratified_mean(whole));
}

TEST(StratifiedMean, refuses_what_cannot_be)
{
    EXPECT_EQ(stratified_mean({}).error(), Refusal::no_data);
    EXPECT_EQ(stratified_mean(std::vector<Stratum>{{4, 5, 50, 10}}).error(), Refusal::out_of_range);
    EXPECT_EQ(stratified_mean(std::vector<Stratum>{{100, 5, 50, -1}}).error(), Refusal::out_of_range);
    EXPECT_EQ(stratified_mean(std::vector<Stratum>{{0, 5, 50, 10}}).error(), Refusal::weights_not_positive);
    EXPECT_EQ(stratified_mean(std::vector<Stratum>{{100, 5, std::nan(""), 10}}).error(), Refusal::not_finite);
    EXPECT_EQ(stratified_share(std::vector<Stratum>{{100, 5, 1.2, 0}}).error(), Refusal::out_of_range);
    EXPECT_EQ(stratified_mean(three_locations_of_means(), 1).error(), Refusal::out_of_range);
}

TEST(DesignEffect, grows_with_the_visits_of_one_inspector)
{
    EXPECT_DOUBLE_EQ(*design_effect(10, 0.05), 1.45);
    EXPECT_DOUBLE_EQ(*design_effect(10, 0.2), 2.8);
    EXPECT_DOUBLE_EQ(*design_effect(1, 0.2), 1);
    EXPECT_EQ(design_effect(0, 0.2).error(), Refusal::out_of_range);
    EXPECT_EQ(design_effect(10, 1.2).error(), Refusal::out_of_range);
    EXPECT_EQ(design_effect(10, -0.5).error(), Refusal::out_of_range);
}

TEST(CheckedWeights, must_add_up_to_the_population)
{
    EXPECT_TRUE(checked_weights(std::vector<double>{40, 60}, 100));
    EXPECT_TRUE(checked_weights(std::vector<double>(3, 100.0 / 3), 100));
    EXPECT_EQ(checked_weights(std::vector<double>{40, 60.0000002}, 100).error(), Refusal::weights_not_positive);
    EXPECT_EQ(checked_weights(std::vector<double>{110, -10}, 100).error(), Refusal::weights_not_positive);
    EXPECT_EQ(checked_weights({}, 100).error(), Refusal::no_data);
}

TEST(EffectiveN, is_the_number_of_visits_only_where_all_weigh_the_same)
{
    EXPECT_DOUBLE_EQ(*effective_n(std::vector<double>{2, 2, 2}), 3);
    EXPECT_DOUBLE_EQ(*effective_n(std::vector<double>{1, 3}), 1.6);
}

} // namespace
} // namespace balieblik::statistics
