// SPDX-License-Identifier: EUPL-1.2
// Two waves, or two groups, beside each other. Differences are first minus second; p-values are two-sided.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace balieblik::statistics {

struct ShareTest {
    double z{};
    double p{};
};
struct ShareDifference {
    double first{};
    double second{};
    double difference{};
    std::optional<ShareTest> test; // none: all or nobody, in both, so there is nothing to test
    Interval interval;
};
// z with the pooled share, p from the normal; interval by Newcombe's hybrid score method (1998b, method 10), from both
// Wilson intervals: d − √((p₁−l₁)² + (u₂−p₂)²) … d + √((u₁−p₁)² + (p₂−l₂)²).
// Refusals: no_data, out_of_range, not_finite.
Estimate<ShareDifference> two_shares(std::int64_t hits1, std::int64_t n1, std::int64_t hits2, std::int64_t n2,
                                     double level = 0.95);

struct Sample {
    double mean{};
    double sd{}; // with n - 1
    std::int64_t n{};
};
// Refusals: no_data, not_finite.
Estimate<Sample> sample_of(std::span<const double> values);

struct MeanDifference {
    double difference{};
    double standard_error{};
    double t{};
    double df{}; // Welch–Satterthwaite
    double p{};
    Interval interval;
};
// Welch's t-test for groups of unequal spread (Welch 1947). Refusals: too_few (fewer than two in a group), no_variance
// (no spread in both), out_of_range, not_finite.
Estimate<MeanDifference> welch(const Sample& first, const Sample& second, double level = 0.95);
Estimate<MeanDifference> welch(std::span<const double> first, std::span<const double> second, double level = 0.95);

// --- Many tests at once --------------------------------------------------------------------------------------------
// Adjusted p-values in the order in which they came; reject where one is at most the level. Refusals: no_data,
// out_of_range (a p outside 0..1), not_finite.

// For a few norms decided on beforehand: the chance of even one false alarm stays below the level.
Estimate<std::vector<double>> bonferroni(std::span<const double> p_values);
Estimate<std::vector<double>> holm(std::span<const double> p_values); // Holm 1979
// For screening many locations: the share of false alarms among the alarms stays below the level.
Estimate<std::vector<double>> benjamini_hochberg(std::span<const double> p_values); // 1995

} // namespace balieblik::statistics
