// SPDX-License-Identifier: EUPL-1.2
// Did training help? Difference in differences: how much more the trained locations changed than the others. The
// location is the unit, as the training was given to locations.
#pragma once

#include "statistics/comparison.hpp"
#include "statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace balieblik::statistics {

// Beyond this many ways of splitting the locations the permutation test draws at random.
inline constexpr double most_splits = 20e6;

struct Permutation {
    double p{};
    std::int64_t as_extreme{}; // splits with a difference of at least the same size, the observed one included
    std::int64_t splits{};     // all there are, or as many as were drawn
    bool exact{};
};
BOOST_DESCRIBE_STRUCT(Permutation, (), (p, as_extreme, splits, exact))

struct TrainingEffect {
    double effect{};                    // mean change of the trained − mean change of the others
    std::optional<MeanDifference> test; // Welch; none where no location changed differently from another of its arm
    Permutation permutation;
};
// `trained` and `others` hold each location's change, after minus before. The permutation test asks how many splits of
// the same locations into arms of the same sizes differ by at least as much, on |effect|; all of them up to
// `most_splits`, else 100,000 random ones from `seed`, with p = (1 + as extreme) / (1 + drawn) (Phipson & Smyth 2010).
// Refusals: too_few (fewer than two locations in an arm), not_finite, out_of_range (level), no_variance (all locations
// changed by the same).
Estimate<TrainingEffect> training_effect(std::span<const double> trained, std::span<const double> others,
                                         double level = 0.95, std::uint64_t seed = 1);

// From four printed means: (T₁−T₀) − (C₁−C₀) and, where the standard errors of both changes are known, the root of
// their squares' sum. Refusals: not_finite, out_of_range (a standard error below 0).
struct CellEffect {
    double effect{};
    std::optional<double> standard_error;
};
struct MeansOfArms {
    double trained_before{};
    double trained_after{};
    double others_before{};
    double others_after{};
};
Estimate<CellEffect> training_effect_of_means(const MeansOfArms& means, std::optional<double> trained_error = {},
                                              std::optional<double> others_error = {});

// Locations as rows, waves as columns. `first_after` is the first wave after the training (at least 1). The effect
// compares each location's mean after with its mean before; `before` holds the same comparison for each step between
// waves before the training, where both arms should have moved alike. Refusals: as training_effect; mismatched (rows of
// other lengths, first_after outside the waves).
struct TrainingSeries {
    TrainingEffect effect;
    std::vector<std::optional<TrainingEffect>> before; // none: no location moved differently from another
};
Estimate<TrainingSeries> training_series(std::span<const std::vector<double>> trained,
                                         std::span<const std::vector<double>> others, std::size_t first_after,
                                         double level = 0.95, std::uint64_t seed = 1);

} // namespace balieblik::statistics
