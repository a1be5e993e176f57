// SPDX-License-Identifier: EUPL-1.2
// Key drivers: how the explained part of satisfaction splits over what goes with it, by LMG (Lindeman, Merenda & Gold
// 1980; Grömping 2006), which is the Shapley value of R²:
//   LMG_i = Σ over S without i of |S|! (p−|S|−1)! / p! · [R²(S ∪ i) − R²(S)].
// It is association, not cause. Everything is in units of R²: parts of the total variance, 0..1.
#pragma once

#include "statistics/bootstrap.hpp"
#include "statistics/estimate.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace balieblik::statistics {

// Beyond this the 2^p regressions are no longer worked out.
inline constexpr std::size_t most_players = 15;
inline constexpr std::size_t most_predictors = 60;

// One row a visit. Without weights every visit counts as one; with them, R² is that of the weighted regression.
struct DriverData {
    std::vector<double> outcome;
    std::vector<std::vector<double>> predictors; // each as long as the outcome
    std::vector<double> weights;
};

// Symmetric, ones on the diagonal; the outcome stands last.
struct Correlations {
    std::size_t predictors{};
    std::vector<double> values; // (predictors + 1)², by rows

    double at(std::size_t row, std::size_t column) const { return values[row * (predictors + 1) + column]; }
};

// Refusals: no_data (no predictor), too_few (not more visits than predictors + 1), mismatched, not_finite,
// weights_not_positive, no_variance (the outcome or a predictor is the same in all visits).
Estimate<Correlations> correlations(const DriverData& data);
// Refusals: no_data, mismatched (not square, not symmetric, no ones on the diagonal), not_finite, out_of_range.
Estimate<Correlations> correlations(std::span<const std::vector<double>> predictors, std::span<const double> outcome);

// One predictor, or several that enter and leave together and are judged as one.
using Player = std::vector<std::size_t>;

struct Driver {
    double lmg{};   // parts of R²
    double share{}; // lmg / R²
    double first{}; // R² of this player alone
    double last{};  // R² gained when it enters after all others
};
BOOST_DESCRIBE_STRUCT(Driver, (), (lmg, share, first, last))
struct Drivers {
    double r2{};
    std::vector<Driver> drivers; // one a player
};
// Without players each predictor is one. A predictor in no player is left out of the model. Refusals: no_data, too_many
// (more than most_players), mismatched (a predictor that does not exist, or in two players), singular (a predictor
// follows from others, or the correlations contradict each other), no_variance (R² is 0, so there are no shares).
Estimate<Drivers> key_drivers(const Correlations& correlations, std::span<const Player> players = {});

// "Employees make up 58 %" can mean three things, which differ; a figure must say which it is.
struct GroupShare {
    double of_explained{};        // the members' LMG, summed, as part of R²
    double of_total{};            // the same sum, as part of the whole variance
    double of_explained_as_one{}; // the LMG of the group as one player against the others, as part of R²
};
BOOST_DESCRIBE_STRUCT(GroupShare, (), (of_explained, of_total, of_explained_as_one))
// Refusals: as key_drivers.
Estimate<GroupShare> group_share(const Correlations& correlations, const Player& group);

struct DriverInterval {
    Interval lmg;
    Interval share;
};
BOOST_DESCRIBE_STRUCT(DriverInterval, (), (lmg, share))
struct DriverIntervals {
    Interval r2;
    std::vector<DriverInterval> drivers;
    std::int64_t resamples{};
    std::int64_t without_figure{};
};
// Percentile intervals of key_drivers by resampling whole visits or, where `cluster` names who made each visit, whole
// inspectors with all of their visits. Refusals: as correlations, key_drivers and bootstrap.
Estimate<DriverIntervals> driver_intervals(const DriverData& data, std::span<const Player> players,
                                           std::span<const std::int64_t> cluster, const Bootstrap& how);

} // namespace balieblik::statistics
