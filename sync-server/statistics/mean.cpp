// SPDX-License-Identifier: EUPL-1.2
#include "statistics/mean.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/distributions/students_t.hpp>

namespace balieblik::statistics {

Estimate<double> t_quantile(double level, double df)
{
    if (!std::isfinite(level) || !std::isfinite(df))
        return Refusal::not_finite;
    if (level <= 0 || level >= 1 || df < 1)
        return Refusal::out_of_range;
    return boost::math::quantile(boost::math::complement(boost::math::students_t{df}, (1 - level) / 2));
}

Estimate<Mean> mean_of_summary(double mean, double sd, std::int64_t n, double level)
{
    if (!std::isfinite(mean) || !std::isfinite(sd))
        return Refusal::not_finite;
    if (n < 0 || sd < 0)
        return Refusal::out_of_range;
    if (n < 2)
        return n == 0 ? Refusal::no_data : Refusal::too_few;
    BALIEBLIK_TRY(t, t_quantile(level, real(n - 1)));
    const double half = t * sd / std::sqrt(real(n));
    return Mean{n, mean, sd, t, {mean - half, mean + half}};
}

Estimate<Mean> mean_with_interval(std::span<const double> values, double level)
{
    if (values.empty())
        return Refusal::no_data;
    if (!all_finite(values))
        return Refusal::not_finite;
    const auto moments = moments_of(values);
    return mean_of_summary(moments.mean, std::sqrt(moments.variance()), moments.n, level);
}

double two_sided_t(double t, double df)
{
    return 2 * boost::math::cdf(boost::math::complement(boost::math::students_t{df}, std::fabs(t)));
}

} // namespace balieblik::statistics
