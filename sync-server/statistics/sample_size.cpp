// SPDX-License-Identifier: EUPL-1.2
#include "statistics/sample_size.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"
#include "statistics/share.hpp"

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace balieblik::statistics {
namespace {

constexpr double most = 1e9;

struct Quantiles {
    double alpha;
    double beta;
};

Estimate<Quantiles> quantiles_of(const Planning& planning)
{
    if (!std::isfinite(planning.alpha) || !std::isfinite(planning.power))
        return Refusal::not_finite;
    if (planning.alpha <= 0 || planning.alpha >= 1 || planning.power <= 0 || planning.power >= 1)
        return Refusal::out_of_range;
    const boost::math::normal normal;
    return Quantiles{boost::math::quantile(boost::math::complement(normal, planning.alpha / 2)),
                     boost::math::quantile(normal, planning.power)};
}

Estimate<SampleSize> rounded_up(double exact)
{
    if (!(exact <= most))
        return Refusal::too_many;
    // A size that is whole up to the last digits is that size, not one more.
    return SampleSize{exact, std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(exact - 1e-9 * exact)))};
}

Estimate<double> checked_effect(double difference, double sd)
{
    if (!std::isfinite(difference) || !std::isfinite(sd))
        return Refusal::not_finite;
    if (sd < 0)
        return Refusal::out_of_range;
    if (sd == 0)
        return Refusal::no_variance;
    if (difference == 0)
        return Refusal::no_difference;
    return std::fabs(difference) / sd;
}

// The power of a t-test with n visits a wave, counting the tail on the side of the difference.
double power_by_t(double n, double effect, double alpha)
{
    const double df = 2 * (n - 1);
    const double beyond = boost::math::quantile(boost::math::complement(boost::math::students_t{df}, alpha / 2));
    const boost::math::non_central_t truth{df, effect * std::sqrt(n / 2)};
    return boost::math::cdf(boost::math::complement(truth, beyond));
}

// The smallest n at which `enough` holds; it must hold at `high` and not at `low`.
template <class Enough>
double first_where(double low, double high, Enough enough)
{
    for (int step = 0; step < 200 && high - low > 1e-9 * high; ++step) {
        const double middle = low + (high - low) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}

} // namespace

Estimate<SampleSize> sample_size_for_shares(double p1, double p2, const Planning& planning)
{
    BALIEBLIK_TRY(z, quantiles_of(planning));
    if (!std::isfinite(p1) || !std::isfinite(p2))
        return Refusal::not_finite;
    if (p1 < 0 || p1 > 1 || p2 < 0 || p2 > 1)
        return Refusal::out_of_range;
    if (p1 == p2)
        return Refusal::no_difference;
    const double mean = (p1 + p2) / 2;
    const double root = z.alpha * std::sqrt(2 * mean * (1 - mean)) + z.beta * std::sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return rounded_up(root * root / ((p1 - p2) * (p1 - p2)));
}

Estimate<SampleSize> sample_size_for_means(double difference, double sd, const Planning& planning)
{
    BALIEBLIK_TRY(z, quantiles_of(planning));
    BALIEBLIK_TRY(effect, checked_effect(difference, sd));
    const double root = (z.alpha + z.beta) / effect;
    return rounded_up(2 * root * root);
}

Estimate<SampleSize> sample_size_for_means_by_t(double difference, double sd, const Planning& planning)
{
    BALIEBLIK_TRY(by_normal, sample_size_for_means(difference, sd, planning));
    const double effect = std::fabs(difference) / sd;
    const auto enough = [&](double n) { return power_by_t(n, effect, planning.alpha) >= planning.power; };
    if (enough(2))
        return SampleSize{2, 2};
    double high = std::max(4.0, 2 * by_normal.exact);
    while (!enough(high) && high < most)
        high *= 2;
    return rounded_up(first_where(2, high, enough));
}

Estimate<SampleSize> sample_size_for_width(double p, double half_width, double level)
{
    BALIEBLIK_TRY(z, z_quantile(level));
    if (!std::isfinite(p) || !std::isfinite(half_width))
        return Refusal::not_finite;
    if (p < 0 || p > 1 || half_width <= 0 || half_width >= 0.5)
        return Refusal::out_of_range;
    const auto enough = [&](double n) { return *wilson_half_width(p, n, z) <= half_width; };
    if (!enough(most))
        return Refusal::too_many;
    return rounded_up(first_where(1e-9, most, enough));
}

} // namespace balieblik::statistics
