// SPDX-License-Identifier: EUPL-1.2
// Do two inspectors who see the same visit, or the same acted case, give it the same score? Two separate visits tell
// how constant the counter is instead; these figures must not be used for that.
#pragma once

#include "statistics/bootstrap.hpp"
#include "statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace balieblik::statistics {

// Visits as rows, raters as columns; none: this rater did not score this visit.
using Ratings = std::vector<std::vector<std::optional<double>>>;

// How far apart two scores are: nominal, only whether they differ; ordinal, how many scores lie between them (for
// anchored scales); interval, their difference; ratio, their difference as part of their sum.
BOOST_DEFINE_ENUM_CLASS(AlphaMetric, nominal, ordinal, interval, ratio)

struct Alpha {
    double alpha{};          // 1: always the same; 0: as if drawn by chance; below 0: worse than chance
    std::int64_t units{};    // visits with at least two scores; the others drop out
    std::int64_t pairable{}; // scores in those
    double observed{};       // disagreement D_o
    double expected{};       // D_e
};
BOOST_DESCRIBE_STRUCT(Alpha, (), (alpha, units, pairable, observed, expected))
// α = 1 − D_o/D_e from the coincidences of pairable scores (Krippendorff 2011). Rows may differ in length. Refusals:
// no_data, too_few (fewer than two visits with two scores), no_variance (every score is the same), out_of_range (a
// negative score with ratio), not_finite, too_many (over 20,000 different scores).
Estimate<Alpha> krippendorff_alpha(const Ratings& ratings, AlphaMetric metric);

struct AlphaInterval {
    Interval alpha;
    std::int64_t resamples{};
    std::int64_t without_figure{};
};
// By resampling visits. Refusals: as above, and as bootstrap.
Estimate<AlphaInterval> alpha_interval(const Ratings& ratings, AlphaMetric metric, const Bootstrap& how);

struct Icc {
    double icc{};
    double f{};
    double df1{};
    double df2{};
    double p{};                       // of icc = 0
    std::optional<Interval> interval; // none where raters differ in nothing, or visits in next to nothing
};
BOOST_DESCRIBE_STRUCT(Icc, (), (icc, f, df1, df2, p, interval))
struct Iccs {
    std::int64_t rows{};
    std::int64_t rows_left_out{}; // where a score was missing
    std::int64_t raters{};
    double ms_between{}; // between visits
    double ms_within{};
    double ms_raters{};
    double ms_error{};
    Icc icc11; // one rater, another for each visit
    Icc icc21; // one rater, the same for all visits, from many raters: absolute agreement. As inspectors rotate, this
               // is the one to report.
    Icc icc31; // one rater, these very raters: consistency only
    Icc icc1k; // the mean of all raters, as above
    Icc icc2k;
    Icc icc3k;
};
// Intraclass correlations of Shrout & Fleiss (1979) with the F-intervals of McGraw & Wong (1996). Visits with a missing
// score are left out. Refusals: no_data, mismatched (rows of other lengths), too_few (fewer than two whole visits or
// two raters), no_variance (no differences between visits), not_finite, out_of_range (level).
Estimate<Iccs> intraclass_correlations(const Ratings& ratings, double level = 0.95);

} // namespace balieblik::statistics
