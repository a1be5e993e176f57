// SPDX-License-Identifier: EUPL-1.2
#include "statistics/drivers.hpp"

#include "server/statistics/swiss.hpp"
#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace balieblik::statistics {
namespace {

DriverData swiss_data()
{
    return {swiss::fertility,
            {swiss::agriculture, swiss::examination, swiss::education, swiss::catholic, swiss::infant_mortality},
            {}};
}

// Satisfaction with tone, rule handling, wait, environment and outcome.
Correlations satisfaction()
{
    const std::vector<std::vector<double>> between{{1, .55, .20, .15, .45},
                                                   {.55, 1, .10, .10, .50},
                                                   {.20, .10, 1, .20, .15},
                                                   {.15, .10, .20, 1, .10},
                                                   {.45, .50, .15, .10, 1}};
    return *correlations(between, std::vector<double>{.65, .55, .40, .25, .54});
}

Bootstrap few_resamples(std::uint64_t seed)
{
    Bootstrap how;
    how.seed = seed;
    how.resamples = 400;
    return how;
}

TEST(KeyDrivers, split_two_predictors_as_printed)
{
    const auto two =
        key_drivers(*correlations(std::vector<std::vector<double>>{{1, .5}, {.5, 1}}, std::vector<double>{.6, .4}));

    ASSERT_TRUE(two);
    EXPECT_NEAR(two->r2, .373333, six_digits);
    EXPECT_NEAR(two->drivers[0].lmg, .286667, six_digits);
    EXPECT_NEAR(two->drivers[1].lmg, .086667, six_digits);
}

TEST(KeyDrivers, split_the_swiss_data_as_published)
{
    const auto made = key_drivers(*correlations(swiss_data()));

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->r2, 0.706735001593, half_of_digit(12));
    const double lmg[]{0.0570912208, 0.1711730289, 0.2601346786, 0.1055701504, 0.1127659229};
    const double share[]{.080782, .242203, .368080, .149377, .159559};
    const double first[]{.124665, .417164, .440616, .215004, .173519};
    const double last[]{.042870, .007387, .161963, .062373, .056945};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(made->drivers[i].lmg, lmg[i], half_of_digit(10)) << i;
        EXPECT_NEAR(made->drivers[i].share, share[i], six_digits) << i;
        EXPECT_NEAR(made->drivers[i].first, first[i], six_digits) << i;
        EXPECT_NEAR(made->drivers[i].last, last[i], six_digits) << i;
    }
}

TEST(KeyDrivers, split_the_weighted_swiss_data_as_published)
{
    auto data = swiss_data();
    for (int row = 1; row <= 47; ++row)
        data.weights.push_back(1 + row % 3);

    const auto made = key_drivers(*correlations(data));

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->r2, 0.694332891423, half_of_digit(12));
    const double lmg[]{.0518208063, .1549452302, .2559770836, .1019573531, .1296324182};
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_NEAR(made->drivers[i].lmg, lmg[i], half_of_digit(10)) << i;
}

TEST(KeyDrivers, judge_a_block_as_one_player)
{
    const auto between = *correlations(swiss_data());
    const std::vector<Player> players{{2, 1}, {0}, {3}, {4}};

    const auto as_one = key_drivers(between, players);
    const auto apart = key_drivers(between);

    ASSERT_TRUE(as_one);
    EXPECT_NEAR(as_one->drivers[0].lmg, .398179, six_digits);
    EXPECT_NEAR(apart->drivers[1].lmg + apart->drivers[2].lmg, .431308, six_digits);
    EXPECT_NEAR(as_one->r2, apart->r2, 1e-12);
}

TEST(GroupShare, keeps_the_three_meanings_of_58_percent_apart)
{
    const auto drivers = key_drivers(satisfaction());
    ASSERT_TRUE(drivers);
    EXPECT_NEAR(drivers->r2, .599207, six_digits);
    const double lmg[]{.218619, .128901, .094961, .027902, .128824};
    const double percent[]{36.485, 21.512, 15.848, 4.657, 21.499};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(drivers->drivers[i].lmg, lmg[i], six_digits) << i;
        EXPECT_NEAR(100 * drivers->drivers[i].share, percent[i], half_of_digit(3)) << i;
    }

    const auto employee = group_share(satisfaction(), {0, 1});

    ASSERT_TRUE(employee);
    EXPECT_NEAR(100 * employee->of_explained, 57.997, half_of_digit(3));
    EXPECT_NEAR(100 * employee->of_total, 34.752, half_of_digit(3));
    EXPECT_NEAR(100 * employee->of_explained_as_one, 53.051, half_of_digit(3));
}

TEST(KeyDrivers, add_up_to_what_is_explained)
{
    const auto made = key_drivers(*correlations(swiss_data()));

    double sum = 0;
    for (const auto& driver : made->drivers)
        sum += driver.lmg;
    EXPECT_NEAR(sum, made->r2, 1e-12);
}

TEST(KeyDrivers, refuse_a_predictor_that_follows_from_others)
{
    auto data = swiss_data();
    data.predictors[1] = data.predictors[0];
    for (auto& value : data.predictors[1])
        value = 3 - 2 * value;

    EXPECT_EQ(key_drivers(*correlations(data)).error(), Refusal::singular);
}

TEST(KeyDrivers, refuse_correlations_that_contradict_each_other)
{
    const std::vector<std::vector<double>> between{{1, .9, -.9}, {.9, 1, .9}, {-.9, .9, 1}};
    EXPECT_EQ(key_drivers(*correlations(between, std::vector<double>{.5, .5, .5})).error(), Refusal::singular);
    EXPECT_EQ(
        key_drivers(*correlations(std::vector<std::vector<double>>{{1, .9}, {.9, 1}}, std::vector<double>{.9, -.9}))
            .error(),
        Refusal::singular);
}

TEST(KeyDrivers, refuse_more_players_than_regressions_can_be_done_for)
{
    std::vector<std::vector<double>> between(16, std::vector<double>(16));
    for (std::size_t i = 0; i < 16; ++i)
        between[i][i] = 1;
    const auto sixteen = *correlations(between, std::vector<double>(16, 0.1));

    EXPECT_EQ(key_drivers(sixteen).error(), Refusal::too_many);
    EXPECT_TRUE(key_drivers(sixteen, std::vector<Player>{{0, 1}, {2}, {3, 4, 5}}));
    EXPECT_EQ(key_drivers(sixteen, std::vector<Player>{{0, 1}, {1}}).error(), Refusal::mismatched);
    EXPECT_EQ(key_drivers(sixteen, std::vector<Player>{{16}}).error(), Refusal::mismatched);
    EXPECT_EQ(key_drivers(sixteen, std::vector<Player>{{}}).error(), Refusal::no_data);
}

TEST(KeyDrivers, refuse_where_nothing_is_explained)
{
    EXPECT_EQ(key_drivers(*correlations(std::vector<std::vector<double>>{{1}}, std::vector<double>{0})).error(),
              Refusal::no_variance);
}

TEST(Correlations, refuse_columns_that_do_not_vary_or_do_not_fit)
{
    auto data = swiss_data();
    data.predictors[2].assign(47, 0.1);
    EXPECT_EQ(correlations(data).error(), Refusal::no_variance);
    data = swiss_data();
    data.outcome.assign(47, 1e9);
    EXPECT_EQ(correlations(data).error(), Refusal::no_variance);
    data = swiss_data();
    data.predictors[2].pop_back();
    EXPECT_EQ(correlations(data).error(), Refusal::mismatched);
    data = swiss_data();
    data.weights.assign(47, 0);
    EXPECT_EQ(correlations(data).error(), Refusal::weights_not_positive);
    data = swiss_data();
    data.predictors[0][3] = std::nan("");
    EXPECT_EQ(correlations(data).error(), Refusal::not_finite);
    EXPECT_EQ(correlations(DriverData{{1, 2, 3}, {{1, 2, 4}, {2, 1, 5}}, {}}).error(), Refusal::too_few);
    EXPECT_EQ(correlations(DriverData{}).error(), Refusal::no_data);
    EXPECT_EQ(correlations(std::vector<std::vector<double>>{{1, .2}, {.3, 1}}, std::vector<double>{.1, .1}).error(),
              Refusal::mismatched);
    EXPECT_EQ(correlations(std::vector<std::vector<double>>{{1}}, std::vector<double>{1.5}).error(),
              Refusal::out_of_range);
}

TEST(DriverIntervals, are_the_same_on_one_core_and_on_three)
{
    auto how = few_resamples(11);
    const auto alone = driver_intervals(swiss_data(), {}, {}, how);
    how.threads = 3;
    const auto together = driver_intervals(swiss_data(), {}, {}, how);

    ASSERT_TRUE(alone && together);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(alone->drivers[i].lmg.lower, together->drivers[i].lmg.lower);
        EXPECT_EQ(alone->drivers[i].share.upper, together->drivers[i].share.upper);
    }
    EXPECT_NE(driver_intervals(swiss_data(), {}, {}, few_resamples(12))->r2.lower, alone->r2.lower);
}

TEST(DriverIntervals, hold_the_figure_itself)
{
    const auto figure = key_drivers(*correlations(swiss_data()));
    const auto made = driver_intervals(swiss_data(), {}, {}, few_resamples(3));

    ASSERT_TRUE(made);
    EXPECT_EQ(made->resamples, 400);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_LT(made->drivers[i].lmg.lower, figure->drivers[i].lmg);
        EXPECT_GT(made->drivers[i].lmg.upper, figure->drivers[i].lmg);
    }
}

TEST(DriverIntervals, of_inspectors_with_one_visit_each_are_those_of_visits)
{
    std::vector<std::int64_t> inspectors(47);
    for (std::size_t i = 0; i < 47; ++i)
        inspectors[i] = static_cast<std::int64_t>(100 - i);

    const auto visits = driver_intervals(swiss_data(), {}, {}, few_resamples(5));
    const auto clusters = driver_intervals(swiss_data(), {}, inspectors, few_resamples(5));

    ASSERT_TRUE(visits && clusters);
    EXPECT_NEAR(visits->drivers[2].lmg.lower, clusters->drivers[2].lmg.lower, 1e-9);
    EXPECT_NEAR(visits->r2.upper, clusters->r2.upper, 1e-9);
}

TEST(DriverIntervals, report_progress_and_can_be_stopped)
{
    auto how = few_resamples(1);
    std::int64_t last = -1;
    how.progress = [&](std::int64_t done, std::int64_t all) {
        EXPECT_EQ(all, 400);
        EXPECT_GE(done, last);
        last = done;
        return true;
    };
    EXPECT_TRUE(driver_intervals(swiss_data(), {}, {}, how));
    EXPECT_EQ(last, 400);

    how.threads = 2;
    how.progress = [](std::int64_t, std::int64_t) { return false; };
    EXPECT_EQ(driver_intervals(swiss_data(), {}, {}, how).error(), Refusal::cancelled);
}

TEST(DriverIntervals, refuse_a_figure_that_hangs_on_one_visit)
{
    DriverData data;
    for (int i = 0; i < 20; ++i) {
        data.outcome.push_back(i % 5);
        data.predictors.resize(1);
        data.predictors[0].push_back(i == 0 ? 1 : 0); // a third of the resamples miss it
    }
    EXPECT_EQ(driver_intervals(data, {}, {}, few_resamples(1)).error(), Refusal::unstable);
}

TEST(DriverIntervals, refuse_a_single_inspector)
{
    const std::vector<std::int64_t> one(47, 1);
    EXPECT_EQ(driver_intervals(swiss_data(), {}, one, few_resamples(1)).error(), Refusal::too_few);
    EXPECT_EQ(driver_intervals(swiss_data(), {}, std::vector<std::int64_t>(3, 1), few_resamples(1)).error(),
              Refusal::mismatched);
    auto how = few_resamples(1);
    how.level = 1;
    EXPECT_EQ(driver_intervals(swiss_data(), {}, {}, how).error(), Refusal::out_of_range);
}

} // namespace
} // namespace balieblik::statistics
