// SPDX-License-Identifier: EUPL-1.2
// Means with their t-interval, in the unit of the values.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <span>

namespace balieblik::statistics {

// The quantile of Student's t for a two-sided interval. Refusals: out_of_range (level outside 0..1, df below 1),
// not_finite.
Estimate<double> t_quantile(double level, double df);

struct Mean {
    std::int64_t n{};
    double mean{};
    double sd{}; // of the sample, with n - 1
    double t{};
    Interval interval; // not cut off at the ends of the scale
};
BOOST_DESCRIBE_STRUCT(Mean, (), (n, mean, sd, t, interval))

// Mean and t-interval: x̄ ± t(level, n−1) s/√n. Values that are all the same give an interval without width.
// Refusals: no_data, too_few (n = 1), not_finite, out_of_range.
Estimate<Mean> mean_with_interval(std::span<const double> values, double level = 0.95);
// The same from what was printed. Refusals: as above; out_of_range (sd below 0).
Estimate<Mean> mean_of_summary(double mean, double sd, std::int64_t n, double level = 0.95);

} // namespace balieblik::statistics
