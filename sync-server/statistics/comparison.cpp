// SPDX-License-Identifier: EUPL-1.2
#include "statistics/comparison.hpp"

#include "base/result.hpp"
#include "statistics/mean.hpp"
#include "statistics/numbers.hpp"
#include "statistics/share.hpp"

#include <functional>
#include <numeric>

namespace balieblik::statistics {
namespace {

// Places of the p-values, the smallest first.
Estimate<std::vector<std::size_t>> ascending(std::span<const double> p_values)
{
    if (p_values.empty())
        return Refusal::no_data;
    if (!all_finite(p_values))
        return Refusal::not_finite;
    if (std::any_of(p_values.begin(), p_values.end(), [](double p) { return p < 0 || p > 1; }))
        return Refusal::out_of_range;
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p_values[a] < p_values[b]; });
    return order;
}

} // namespace

Estimate<ShareDifference> two_shares(std::int64_t hits1, std::int64_t n1, std::int64_t hits2, std::int64_t n2,
                                     double level)
{
    BALIEBLIK_TRY(quantile, z_quantile(level));
    BALIEBLIK_TRY(first, wilson(hits1, n1, quantile));
    BALIEBLIK_TRY(second, wilson(hits2, n2, quantile));
    ShareDifference made;
    made.first = first.p;
    made.second = second.p;
    made.difference = first.p - second.p;
    made.interval.lower =
        made.difference - std::hypot(first.p - first.interval.lower, second.interval.upper - second.p);
    made.interval.upper =
        made.difference + std::hypot(first.interval.upper - first.p, second.p - second.interval.lower);
    const auto hits = hits1 + hits2;
    const auto n = n1 + n2;
    if (hits > 0 && hits < n) {
        const double pooled = real(hits) / real(n);
        const double z = made.difference / std::sqrt(pooled * (1 - pooled) * (1 / real(n1) + 1 / real(n2)));
        made.test = ShareTest{z, two_sided_normal(z)};
    }
    return made;
}

Estimate<Sample> sample_of(std::span<const double> values)
{
    if (values.empty())
        return Refusal::no_data;
    if (!all_finite(values))
        return Refusal::not_finite;
    const auto moments = moments_of(values);
    return Sample{moments.mean, std::sqrt(moments.variance()), moments.n};
}

Estimate<MeanDifference> welch(const Sample& first, const Sample& second, double level)
{
    for (const auto& sample : {first, second}) {
        if (!std::isfinite(sample.mean) || !std::isfinite(sample.sd))
            return Refusal::not_finite;
        if (sample.n < 0 || sample.sd < 0)
            return Refusal::out_of_range;
        if (sample.n < 2)
            return Refusal::too_few;
    }
    const double v1 = first.sd * first.sd / real(first.n);
    const double v2 = second.sd * second.sd / real(second.n);
    const double variance = v1 + v2;
    if (variance <= 0)
        return Refusal::no_variance;
    if (!std::isfinite(variance) || !std::isfinite(first.mean - second.mean))
        return Refusal::not_finite;
    MeanDifference made;
    made.difference = first.mean - second.mean;
    made.standard_error = std::sqrt(variance);
    made.t = made.difference / made.standard_error;
    // As shares of the variance, so that squares of tiny or huge spreads neither vanish nor overflow.
    const double part = v1 / variance;
    made.df = 1 / (part * part / real(first.n - 1) + (1 - part) * (1 - part) / real(second.n - 1));
    made.p = two_sided_t(made.t, made.df);
    BALIEBLIK_TRY(t, t_quantile(level, made.df));
    made.interval = {made.difference - t * made.standard_error, made.difference + t * made.standard_error};
    return made;
}

Estimate<MeanDifference> welch(std::span<const double> first, std::span<const double> second, double level)
{
    BALIEBLIK_TRY(a, sample_of(first));
    BALIEBLIK_TRY(b, sample_of(second));
    return welch(a, b, level);
}

Estimate<std::vector<double>> bonferroni(std::span<const double> p_values)
{
    BALIEBLIK_CHECK(ascending(p_values));
    std::vector<double> adjusted;
    for (const double p : p_values)
        adjusted.push_back(std::min(1.0, p * real(p_values.size())));
    return adjusted;
}

Estimate<std::vector<double>> holm(std::span<const double> p_values)
{
    BALIEBLIK_TRY(order, ascending(p_values));
    std::vector<double> adjusted(p_values.size());
    double greatest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        greatest = std::max(greatest, real(order.size() - i) * p_values[order[i]]);
        adjusted[order[i]] = std::min(1.0, greatest);
    }
    return adjusted;
}

Estimate<std::vector<double>> benjamini_hochberg(std::span<const double> p_values)
{
    BALIEBLIK_TRY(order, ascending(p_values));
    std::vector<double> adjusted(p_values.size());
    double least = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        least = std::min(least, real(order.size()) / real(i + 1) * p_values[order[i]]);
        adjusted[order[i]] = least;
    }
    return adjusted;
}

} // namespace balieblik::statistics
