// SPDX-License-Identifier: EUPL-1.2
// Weighted scores: items into a dimension, dimensions into an index, visits into a wave. Scores are 0..100 by
// convention; nothing here depends on it.
#pragma once

#include "statistics/estimate.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace balieblik::statistics {

struct Weighted {
    double weight{};
    std::optional<double> score; // none: does not apply
};
struct WeightedMean {
    double score{};
    double coverage{}; // share of the weight that applied, 0..1
};
BOOST_DESCRIBE_STRUCT(WeightedMean, (), (score, coverage))

// Σ w s / Σ w over what applies. Refusals: no_data (nothing applies), too_little_weight (coverage below `least`),
// out_of_range (a negative weight), not_finite.
Estimate<WeightedMean> weighted_mean(std::span<const Weighted> parts, double least_coverage = 0);

// A dimension counts in an index only if at least this share of its weight applied.
inline constexpr double least_coverage_of_a_dimension = 0.5;

struct DimensionItem {
    std::string dimension;
    Weighted item;
};
struct DimensionWeight {
    std::string dimension;
    double weight{};
};
struct DimensionScore {
    std::string dimension;
    std::optional<double> score; // none: refused
    double coverage{};
    std::optional<Refusal> refused;
};
struct VisitScore {
    std::vector<DimensionScore> dimensions; // in the order of the weights
    double index{};
    double coverage{}; // share of the dimensions' weight that counted
};
// The score of one visit from its items. Refusals: as weighted_mean; mismatched (an item's dimension has no weight, or
// a dimension is named twice).
Estimate<VisitScore> visit_score(std::span<const DimensionItem> items, std::span<const DimensionWeight> weights,
                                 double least_coverage = least_coverage_of_a_dimension);

} // namespace balieblik::statistics
