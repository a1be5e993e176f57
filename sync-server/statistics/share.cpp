// SPDX-License-Identifier: EUPL-1.2
#include "statistics/share.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/distributions/normal.hpp>

namespace balieblik::statistics {
namespace {

struct Parts {
    double centre;
    double half;
};

Parts wilson_parts(double p, double n, double z)
{
    const double square = z * z;
    const double denominator = 1 + square / n;
    return {(p + square / (2 * n)) / denominator, z * std::sqrt(p * (1 - p) / n + square / (4 * n * n)) / denominator};
}

Verdict verdict_on(const Interval& interval, double target)
{
    if (interval.lower >= target)
        return Verdict::met;
    return interval.upper < target ? Verdict::missed : Verdict::not_shown;
}

} // namespace

Estimate<Share> wilson_of(double p, double n, double z)
{
    if (!std::isfinite(p) || !std::isfinite(n) || !std::isfinite(z))
        return Refusal::not_finite;
    if (p < 0 || p > 1 || n <= 0 || z <= 0)
        return Refusal::out_of_range;
    const auto [centre, half] = wilson_parts(p, n, z);
    // The ends at 0 and 1 are exact; the arithmetic misses them by a rounding.
    const double lower = p == 0 ? 0 : std::max(0.0, centre - half);
    const double upper = p == 1 ? 1 : std::min(1.0, centre + half);
    return Share{p, {lower, upper}};
}

Estimate<Share> wilson(std::int64_t hits, std::int64_t n, double z)
{
    if (!std::isfinite(z))
        return Refusal::not_finite;
    if (n == 0 && hits == 0)
        return Refusal::no_data;
    if (n <= 0 || hits < 0 || hits > n)
        return Refusal::out_of_range;
    return wilson_of(real(hits) / real(n), real(n), z);
}

Estimate<double> wilson_half_width(double p, double n, double z)
{
    BALIEBLIK_CHECK(wilson_of(p, n, z));
    return wilson_parts(p, n, z).half;
}

Estimate<double> z_quantile(double level)
{
    if (!std::isfinite(level))
        return Refusal::not_finite;
    if (level <= 0 || level >= 1)
        return Refusal::out_of_range;
    return boost::math::quantile(boost::math::complement(boost::math::normal{}, (1 - level) / 2));
}

Estimate<ServiceLevel> service_level_of(double p, double n_effective, double target, double z)
{
    if (!std::isfinite(target))
        return Refusal::not_finite;
    if (target < 0 || target > 1)
        return Refusal::out_of_range;
    BALIEBLIK_TRY(share, wilson_of(p, n_effective, z));
    return ServiceLevel{share, n_effective, target, verdict_on(share.interval, target)};
}

Estimate<ServiceLevel> service_level(std::int64_t hits, std::int64_t n, double target, double z)
{
    BALIEBLIK_TRY(share, wilson(hits, n, z));
    return service_level_of(share.p, real(n), target, z);
}

Estimate<ServiceLevel> service_level(std::span<const double> values, double limit, double target, double z)
{
    if (!all_finite(values) || !std::isfinite(limit))
        return Refusal::not_finite;
    const auto hits = std::count_if(values.begin(), values.end(), [limit](double value) { return value <= limit; });
    return service_level(hits, std::ssize(values), target, z);
}

double two_sided_normal(double z) { return std::erfc(std::fabs(z) / std::sqrt(2.0)); }

} // namespace balieblik::statistics
