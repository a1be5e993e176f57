// SPDX-License-Identifier: EUPL-1.2
#include "statistics/agreement.hpp"

#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace balieblik::statistics {
namespace {

// Four raters of twelve units, as Krippendorff prints them; 0 stands for a missing score.
Ratings krippendorffs_table()
{
    const int by_rater[4][12]{{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                              {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                              {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                              {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
    Ratings units(12);
    for (std::size_t unit = 0; unit < 12; ++unit)
        for (const auto& rater : by_rater)
            units[unit].push_back(rater[unit] == 0 ? std::nullopt : std::optional<double>(rater[unit]));
    return units;
}

Ratings whole(std::vector<std::vector<double>> rows)
{
    Ratings made;
    for (const auto& row : rows)
        made.emplace_back(row.begin(), row.end());
    return made;
}

TEST(KrippendorffAlpha, agrees_with_the_printed_values_of_four_metrics)
{
    const std::pair<AlphaMetric, double> printed[]{{AlphaMetric::nominal, 0.743421},
                                                   {AlphaMetric::ordinal, 0.815388},
                                                   {AlphaMetric::interval, 0.849107},
                                                   {AlphaMetric::ratio, 0.797403}};
    for (const auto& [metric, value] : printed) {
        const auto alpha = krippendorff_alpha(krippendorffs_table(), metric);
        ASSERT_TRUE(alpha);
        EXPECT_EQ(alpha->pairable, 40);
        EXPECT_EQ(alpha->units, 11) << "the unit with one score drops out";
        EXPECT_NEAR(alpha->alpha, value, six_digits);
    }
}

TEST(KrippendorffAlpha, is_one_where_raters_always_agree)
{
    EXPECT_DOUBLE_EQ(krippendorff_alpha(whole({{1, 1}, {3, 3}, {5, 5}}), AlphaMetric::ordinal)->alpha, 1);
}

TEST(KrippendorffAlpha, refuses_where_there_is_nothing_to_agree_about)
{
    EXPECT_EQ(krippendorff_alpha({}, AlphaMetric::nominal).error(), Refusal::no_data);
    EXPECT_EQ(krippendorff_alpha(whole({{1}, {2}}), AlphaMetric::nominal).error(), Refusal::no_data);
    EXPECT_EQ(krippendorff_alpha(whole({{1, 2}}), AlphaMetric::nominal).error(), Refusal::too_few);
    EXPECT_EQ(krippendorff_alpha(whole({{4, 4}, {4, 4}}), AlphaMetric::interval).error(), Refusal::no_variance);
    EXPECT_EQ(krippendorff_alpha(whole({{-1, 1}, {2, 2}}), AlphaMetric::ratio).error(), Refusal::out_of_range);
    EXPECT_EQ(krippendorff_alpha(whole({{std::nan(""), 1}, {2, 2}}), AlphaMetric::ratio).error(), Refusal::not_finite);
}

TEST(KrippendorffAlpha, has_an_interval_from_resampled_visits)
{
    Bootstrap how;
    how.seed = 7;
    how.resamples = 500;

    const auto alpha = alpha_interval(krippendorffs_table(), AlphaMetric::ordinal, how);

    ASSERT_TRUE(alpha);
    EXPECT_LT(alpha->alpha.lower, 0.815);
    EXPECT_GT(alpha->alpha.upper, 0.815);
    EXPECT_LE(alpha->alpha.upper, 1);
}

TEST(IntraclassCorrelations, agree_with_the_table_of_shrout_and_fleiss)
{
    const auto made = intraclass_correlations(
        whole({{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}));

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->ms_between, 11.241667, six_digits);
    EXPECT_NEAR(made->ms_within, 6.263889, six_digits);
    EXPECT_NEAR(made->ms_raters, 32.486111, six_digits);
    EXPECT_NEAR(made->ms_error, 1.019444, six_digits);
    EXPECT_NEAR(made->icc11.icc, .165742, six_digits);
    EXPECT_NEAR(made->icc21.icc, .289764, six_digits);
    EXPECT_NEAR(made->icc31.icc, .714841, six_digits);
    EXPECT_NEAR(made->icc1k.icc, .442797, six_digits);
    EXPECT_NEAR(made->icc2k.icc, .620051, six_digits);
    EXPECT_NEAR(made->icc3k.icc, .909316, six_digits);
    EXPECT_LT(made->icc21.interval->lower, made->icc21.icc);
    EXPECT_GT(made->icc21.interval->upper, made->icc21.icc);
}

TEST(IntraclassCorrelations, leave_out_visits_with_a_missing_score_and_say_so)
{
    auto rows = whole({{9, 2}, {6, 1}, {8, 4}, {7, 1}});
    rows[1][1].reset();

    const auto made = intraclass_correlations(rows);

    ASSERT_TRUE(made);
    EXPECT_EQ(made->rows, 3);
    EXPECT_EQ(made->rows_left_out, 1);
}

TEST(IntraclassCorrelations, give_a_figure_without_interval_where_raters_never_differ)
{
    const auto made = intraclass_correlations(whole({{1, 1}, {3, 3}, {4, 4}}));

    ASSERT_TRUE(made);
    EXPECT_DOUBLE_EQ(made->icc21.icc, 1);
    EXPECT_FALSE(made->icc21.interval);
}

TEST(IntraclassCorrelations, give_a_figure_without_interval_where_visits_differ_in_next_to_nothing)
{
    const auto made = intraclass_correlations(whole({{49.395575, 48.97174}, {50.153847, 48.17386}}));

    ASSERT_TRUE(made);
    EXPECT_NEAR(made->icc21.icc, -0.4186972, 1e-7);
    EXPECT_FALSE(made->icc21.interval);
    EXPECT_NEAR(made->icc11.interval->lower, -0.9999801, 1e-7);
}

TEST(IntraclassCorrelations, refuse_too_little_and_no_differences)
{
    EXPECT_EQ(intraclass_correlations({}).error(), Refusal::no_data);
    EXPECT_EQ(intraclass_correlations(whole({{1, 2}})).error(), Refusal::too_few);
    EXPECT_EQ(intraclass_correlations(whole({{1}, {2}})).error(), Refusal::too_few);
    EXPECT_EQ(intraclass_correlations(whole({{1, 2}, {1}})).error(), Refusal::mismatched);
    EXPECT_EQ(intraclass_correlations(whole({{1, 2}, {2, 1}})).error(), Refusal::no_variance);
    EXPECT_EQ(intraclass_correlations(whole({{1e200, 2}, {2, 2}})).error(), Refusal::not_finite);
    EXPECT_EQ(intraclass_correlations(whole({{1, 2}, {2, 2}}), 0).error(), Refusal::out_of_range);
}

} // namespace
} // namespace balieblik::statistics
