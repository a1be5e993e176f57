// SPDX-License-Identifier: EUPL-1.2
// Shares and whether they keep a promise. Shares are fractions 0..1.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <span>

namespace balieblik::statistics {

struct Share {
    double p{};
    Interval interval;
};
BOOST_DESCRIBE_STRUCT(Share, (), (p, interval))

// Wilson's score interval, without continuity correction (Wilson 1927; Newcombe 1998a, method 3):
//   centre (p + z²/2n) / (1 + z²/n),  half width z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
// Refusals: no_data (n = 0), out_of_range (hits outside 0..n, z not above 0), not_finite.
Estimate<Share> wilson(std::int64_t hits, std::int64_t n, double z = z95);

// The same for a weighted share, on its effective number of visits, which need not be whole.
// Refusals: out_of_range (p outside 0..1, n or z not above 0), not_finite.
Estimate<Share> wilson_of(double p, double n, double z = z95);

// Half the width of Wilson's interval: what n visits can show around p. Refusals: as wilson_of.
Estimate<double> wilson_half_width(double p, double n, double z = z95);

// The quantile of the normal distribution for a two-sided interval. Refusals: out_of_range (level outside 0..1).
Estimate<double> z_quantile(double level);

// Whether "at least `target` within the norm" was kept. met: even the lower end of Wilson's interval reaches the
// target. missed: even the upper end stays below it. not_shown: these visits cannot tell.
BOOST_DEFINE_ENUM_CLASS(Verdict, met, missed, not_shown)

struct ServiceLevel {
    Share share;
    double n{}; // visits, or effective visits
    double target{};
    Verdict verdict{};
};
BOOST_DESCRIBE_STRUCT(ServiceLevel, (), (share, n, target, verdict))

// Refusals: as wilson; out_of_range for a target outside 0..1.
Estimate<ServiceLevel> service_level(std::int64_t hits, std::int64_t n, double target, double z = z95);
Estimate<ServiceLevel> service_level_of(double p, double n_effective, double target, double z = z95);
// From waits: within the norm means not longer than `limit`, in the same unit as the values.
Estimate<ServiceLevel> service_level(std::span<const double> values, double limit, double target, double z = z95);

} // namespace balieblik::statistics
