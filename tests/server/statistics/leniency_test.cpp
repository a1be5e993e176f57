// SPDX-License-Identifier: EUPL-1.2
#include "statistics/leniency.hpp"

#include <gtest/gtest.h>

#include <boost/random/normal_distribution.hpp>

#include <cmath>
#include <random>

namespace balieblik::statistics {
namespace {

struct Truth {
    int inspectors = 12;
    int locations = 8;
    int waves = 4;
    double inspector_sd = 4;
    double location_sd = 6;
    double residual_sd = 10;
    double drifting = 0; // slope of inspector 1 beyond the others
};

// Every inspector visits every location in every wave.
std::vector<ScoredVisit> visits_under(const Truth& truth, std::uint64_t seed)
{
    std::mt19937_64 stream{seed};
    boost::random::normal_distribution<double> normal;
    std::vector<double> inspector(static_cast<std::size_t>(truth.inspectors));
    std::vector<double> location(static_cast<std::size_t>(truth.locations));
    for (auto& effect : inspector)
        effect = truth.inspector_sd * normal(stream);
    for (auto& effect : location)
        effect = truth.location_sd * normal(stream);
    std::vector<ScoredVisit> made;
    for (int i = 0; i < truth.inspectors; ++i)
        for (int l = 0; l < truth.locations; ++l)
            for (int wave = 0; wave < truth.waves; ++wave)
                made.push_back({70 + inspector[static_cast<std::size_t>(i)] + location[static_cast<std::size_t>(l)] +
                                    truth.residual_sd * normal(stream) + (i == 1 ? truth.drifting * wave : 0),
                                i, l, static_cast<double>(wave)});
    return made;
}

TEST(InspectorVariance, finds_the_parts_that_the_scores_were_made_of)
{
    Truth truth;
    truth.inspectors = 60;
    truth.locations = 40;

    const auto made = inspector_variance(visits_under(truth, 3));

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->inspector_variance, 16, 8);
    EXPECT_NEAR(made->location_variance, 36, 20);
    EXPECT_NEAR(made->residual_variance, 100, 5);
    EXPECT_NEAR(made->mean, 70, 4);
    EXPECT_LT(made->interval.lower, made->share);
    EXPECT_GT(made->interval.upper, made->share);
}

TEST(InspectorVariance, is_given_up_as_soon_as_nobody_wants_it_any_more)
{
    Truth truth;
    truth.inspectors = 60;
    truth.locations = 40;
    int asked = 0;

    const auto made = inspector_variance(visits_under(truth, 3), 0.95, [&] { return ++asked < 10; });

    EXPECT_EQ(made.error(), Refusal::cancelled);
    EXPECT_EQ(asked, 10);
}

TEST(InspectorVariance, equals_the_analysis_of_variance_where_all_is_balanced)
{
    // One location, three inspectors with two visits each: between 2·4 over 2, within 2.
    const std::vector<ScoredVisit> visits{{69, 1, 1, 0}, {71, 1, 1, 0}, {79, 2, 1, 0},
                                          {81, 2, 1, 0}, {89, 3, 1, 0}, {91, 3, 1, 0}};

    const auto made = inspector_variance(visits);

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->residual_variance, 2, 1e-4);
    EXPECT_NEAR(made->inspector_variance, (200 - 2) / 2.0, 1e-3);
    EXPECT_EQ(made->location_variance, 0);
    EXPECT_NEAR(made->mean, 80, 1e-6);
}

TEST(InspectorVariance, is_zero_where_inspectors_differ_less_than_chance)
{
    Truth truth;
    truth.inspector_sd = 0;

    const auto made = inspector_variance(visits_under(truth, 1));

    ASSERT_TRUE(made);
    EXPECT_LT(made->share, 0.05);
    EXPECT_EQ(made->interval.lower, 0);
}

TEST(InspectorVariance, refuses_where_inspectors_and_locations_are_the_same_thing)
{
    std::vector<ScoredVisit> visits;
    for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 4; ++j)
            visits.push_back({60.0 + 7 * i + j, i, i, 0});
    EXPECT_EQ(inspector_variance(visits).error(), Refusal::singular);
}

TEST(InspectorVariance, refuses_too_few_no_spread_and_what_is_no_number)
{
    EXPECT_EQ(inspector_variance({}).error(), Refusal::no_data);
    EXPECT_EQ(inspector_variance(std::vector<ScoredVisit>{{1, 1, 1, 0}, {2, 2, 1, 0}, {2, 2, 1, 0}}).error(),
              Refusal::too_few);
    std::vector<ScoredVisit> same;
    for (int i = 0; i < 12; ++i)
        same.push_back({100, i % 3, i % 2, 0});
    EXPECT_EQ(inspector_variance(same).error(), Refusal::no_variance);
    same[0].score = std::nan("");
    EXPECT_EQ(inspector_variance(same).error(), Refusal::not_finite);
    EXPECT_EQ(inspector_variance(visits_under({}, 1), 1).error(), Refusal::out_of_range);
}

TEST(LeniencyDrift, points_at_the_one_who_grows_milder_and_at_nobody_else)
{
    Truth truth;
    truth.drifting = 6;
    truth.residual_sd = 4;

    const auto made = leniency_drift(visits_under(truth, 2));

    ASSERT_TRUE(made);
    ASSERT_EQ(made->inspectors.size(), 12U);
    for (const auto& inspector : made->inspectors) {
        if (inspector.inspector == 1) {
            EXPECT_LT(inspector.p_holm, 0.001);
            EXPECT_NEAR(inspector.drift, 6 * 11 / 12.0, 3);
        } else {
            EXPECT_GT(inspector.p_holm, 0.05) << inspector.inspector;
        }
    }
}

TEST(LeniencyDrift, sums_to_nothing_over_the_inspectors)
{
    const auto made = leniency_drift(visits_under({}, 4));

    ASSERT_TRUE(made);
    double sum = 0;
    for (const auto& inspector : made->inspectors)
        sum += inspector.drift;
    EXPECT_NEAR(sum, 0, 1e-9);
    EXPECT_EQ(made->df, 12 * 8 * 4 - (12 + 8 - 1) - 12);
}

TEST(LeniencyDrift, names_those_who_have_no_slope)
{
    auto visits = visits_under({}, 4);
    visits.push_back({50, 99, 0, 0});
    visits.push_back({55, 99, 1, 0});
    visits.push_back({60, 99, 2, 0});

    const auto made = leniency_drift(visits);

    ASSERT_TRUE(made);
    EXPECT_EQ(made->without_slope, std::vector<std::int64_t>{99});
}

TEST(LeniencyDrift, refuses_where_no_slopes_can_be_told_apart)
{
    EXPECT_EQ(leniency_drift({}).error(), Refusal::no_data);
    EXPECT_EQ(leniency_drift(std::vector<ScoredVisit>{{1, 1, 1, 0}, {2, 1, 1, 1}, {4, 1, 1, 2}}).error(),
              Refusal::too_few);
    Truth once;
    once.waves = 1;
    EXPECT_EQ(leniency_drift(visits_under(once, 1)).error(), Refusal::too_few);
    // Another location each time: what changes may be the place or the inspector.
    std::vector<ScoredVisit> elsewhere;
    for (int i = 0; i < 8; ++i)
        elsewhere.push_back({60.0 + i * i, i % 2, i / 2, static_cast<double>(i / 2)});
    EXPECT_EQ(leniency_drift(elsewhere).error(), Refusal::singular);
}

} // namespace
} // namespace balieblik::statistics
