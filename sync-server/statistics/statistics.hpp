// SPDX-License-Identifier: EUPL-1.2
// Estimates with their uncertainty: numbers in, numbers out. Where no figure can be given there is a reason, never NaN.
#pragma once

#include <boost/describe.hpp>
#include <boost/system/result.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>

namespace balieblik::statistics {

// The normal quantile of a two-sided 95 % interval.
inline constexpr double z95 = 1.959963984540054;

BOOST_DEFINE_ENUM_CLASS(Refusal,
                        no_data,          // nothing to estimate from
                        too_few,          // one value has no spread
                        not_finite,       // an infinity or NaN came in
                        out_of_range,     // more hits than tries, a level outside 0..1, a negative weight
                        too_little_weight // less than the coverage asked for applies
)

template <class T>
using Estimate = boost::system::result<T, Refusal>;

[[noreturn]] inline void throw_exception_from_error(Refusal, const boost::source_location&)
{
    throw std::logic_error("the value of an estimate that was refused");
}

struct Interval {
    double lower{};
    double upper{};
};

// --- Shares ------------------------------------------------------------------------------------------------------

struct Share {
    double p{};
    Interval interval;
};
// Wilson's score interval, without continuity correction. Refusals: no_data (n = 0), out_of_range.
Estimate<Share> wilson(std::int64_t hits, std::int64_t n, double z = z95);

// --- Means -------------------------------------------------------------------------------------------------------

// The quantile of Student's t for a two-sided interval. Refusals: out_of_range (level outside 0..1, df below 1).
Estimate<double> t_quantile(double level, double df);

struct Mean {
    std::int64_t n{};
    double mean{};
    double sd{}; // of the sample, with n - 1
    double t{};
    Interval interval; // not cut off at the ends of the scale
};
// Mean and t-interval. Refusals: no_data, too_few (n = 1), not_finite, out_of_range.
Estimate<Mean> mean_with_interval(std::span<const double> values, double level = 0.95);

// --- Weighted scores -----------------------------------------------------------------------------------------------

struct Weighted {
    double weight{};
    std::optional<double> score; // none: does not apply
};
struct WeightedMean {
    double score{};
    double coverage{}; // share of the weight that applied, 0..1
};
// Mean of the scores that apply, under their weights: items into a dimension, dimensions into an index. Refusals:
// no_data (nothing applies), too_little_weight (coverage below `least`), out_of_range, not_finite.
Estimate<WeightedMean> weighted_mean(std::span<const Weighted> parts, double least_coverage = 0);

} // namespace balieblik::statistics
