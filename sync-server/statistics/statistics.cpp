// SPDX-License-Identifier: EUPL-1.2
#include "statistics/statistics.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace balieblik::statistics {

Estimate<Share> wilson(std::int64_t hits, std::int64_t n, double z)
{
    if (!std::isfinite(z))
        return Refusal::not_finite;
    if (n == 0 && hits == 0)
        return Refusal::no_data;
    if (n <= 0 || hits < 0 || hits > n || z <= 0)
        return Refusal::out_of_range;
    const auto size = static_cast<double>(n);
    const double p = static_cast<double>(hits) / size;
    const double square = z * z;
    const double denominator = 1 + square / size;
    const double centre = (p + square / (2 * size)) / denominator;
    const double half = z * std::sqrt(p * (1 - p) / size + square / (4 * size * size)) / denominator;
    // The ends at 0 and 1 are exact; the arithmetic misses them by a rounding.
    const double lower = hits == 0 ? 0 : std::max(0.0, centre - half);
    const double upper = hits == n ? 1 : std::min(1.0, centre + half);
    return Share{p, {lower, upper}};
}

Estimate<double> t_quantile(double level, double df)
{
    if (!std::isfinite(level) || !std::isfinite(df))
        return Refusal::not_finite;
    if (level <= 0 || level >= 1 || df < 1)
        return Refusal::out_of_range;
    return boost::math::quantile(boost::math::students_t{df}, 0.5 + level / 2);
}

Estimate<Mean> mean_with_interval(std::span<const double> values, double level)
{
    if (values.empty())
        return Refusal::no_data;
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        return Refusal::not_finite;
    if (values.size() < 2)
        return Refusal::too_few;
    const auto n = static_cast<double>(values.size());
    const auto t = t_quantile(level, n - 1);
    if (!t)
        return t.error();

    // Welford's running form: subtracting squares of means would lose digits on scores that lie close together.
    double mean = 0;
    double squares = 0;
    double seen = 0;
    for (const double value : values) {
        seen += 1;
        const double distance = value - mean;
        mean += distance / seen;
        squares += distance * (value - mean);
    }
    Mean made;
    made.n = static_cast<std::int64_t>(values.size());
    made.mean = mean;
    made.sd = std::sqrt(squares / (n - 1));
    made.t = *t;
    const double half = *t * made.sd / std::sqrt(n);
    made.interval = {mean - half, mean + half};
    return made;
}

Estimate<WeightedMean> weighted_mean(std::span<const Weighted> parts, double least_coverage)
{
    double all = 0;
    double applied = 0;
    double sum = 0;
    for (const auto& part : parts) {
        if (!std::isfinite(part.weight) || (part.score && !std::isfinite(*part.score)))
            return Refusal::not_finite;
        if (part.weight < 0)
            return Refusal::out_of_range;
        all += part.weight;
        if (part.score) {
            applied += part.weight;
            sum += part.weight * *part.score;
        }
    }
    if (applied <= 0)
        return Refusal::no_data;
    const double coverage = applied / all;
    if (coverage < least_coverage)
        return Refusal::too_little_weight;
    return WeightedMean{sum / applied, coverage};
}

} // namespace balieblik::statistics
