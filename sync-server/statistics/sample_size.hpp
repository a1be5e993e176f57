// SPDX-License-Identifier: EUPL-1.2
// How many visits a wave needs, before anybody is sent out.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>

namespace balieblik::statistics {

struct Planning {
    double alpha = 0.05; // two-sided
    double power = 0.8;
};

struct SampleSize {
    double exact{};          // before rounding up
    std::int64_t per_wave{}; // rounded up
};
BOOST_DESCRIBE_STRUCT(SampleSize, (), (exact, per_wave))

// Visits per wave to find the difference between two shares: (z_α √(2p̄q̄) + z_β √(p₁q₁ + p₂q₂))² / (p₁ − p₂)², without
// continuity correction (Fleiss 1981, formula 3.14). Refusals: no_difference, out_of_range (a share outside 0..1, alpha
// or power outside 0..1), not_finite, too_many (beyond 10⁹ visits).
Estimate<SampleSize> sample_size_for_shares(double p1, double p2, const Planning& planning = {});

// Visits per wave to find a difference of means: 2 (z_α + z_β)² s² / d². Refusals: as above; no_variance (sd 0).
Estimate<SampleSize> sample_size_for_means(double difference, double sd, const Planning& planning = {});
// The same by the noncentral t, as the test will be done: usually one visit more.
Estimate<SampleSize> sample_size_for_means_by_t(double difference, double sd, const Planning& planning = {});

// The fewest visits whose Wilson interval around p is at most ± half_width. Refusals: out_of_range, not_finite.
Estimate<SampleSize> sample_size_for_width(double p, double half_width, double level = 0.95);

} // namespace balieblik::statistics
