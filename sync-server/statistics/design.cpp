// SPDX-License-Identifier: EUPL-1.2
#include "statistics/design.hpp"

#include "base/result.hpp"
#include "statistics/mean.hpp"
#include "statistics/numbers.hpp"
#include "statistics/share.hpp"

#include <numeric>

namespace balieblik::statistics {
namespace {

Estimate<double> population_of(std::span<const Stratum> strata)
{
    if (strata.empty())
        return Refusal::no_data;
    double population = 0;
    for (const auto& stratum : strata) {
        if (!std::isfinite(stratum.population) || !std::isfinite(stratum.mean) || !std::isfinite(stratum.variance))
            return Refusal::not_finite;
        if (stratum.population <= 0)
            return Refusal::weights_not_positive;
        if (stratum.n < 0 || stratum.variance < 0 || real(stratum.n) > stratum.population)
            return Refusal::out_of_range;
        if (stratum.n == 0 || (stratum.n == 1 && stratum.population > 1))
            return Refusal::too_few;
        population += stratum.population;
    }
    return population;
}

Estimate<Stratified> estimate_of(std::span<const Stratum> strata, double level)
{
    BALIEBLIK_TRY(population, population_of(strata));
    Stratified made;
    made.population = population;
    double variance = 0;
    double sum = 0;
    double weights_squared = 0;
    for (const auto& stratum : strata) {
        const double n = real(stratum.n);
        const double part = stratum.population / population;
        const double weight = stratum.population / n;
        made.n += stratum.n;
        made.weights.push_back(weight);
        made.estimate += part * stratum.mean;
        sum += n * stratum.mean;
        weights_squared += n * weight * weight;
        variance += part * part * (1 - n / stratum.population) * stratum.variance / n;
    }
    made.unweighted = sum / real(made.n);
    made.n_effective = population * population / weights_squared;
    made.standard_error = std::sqrt(variance);
    made.df = real(made.n - std::ssize(strata));
    if (made.df < 1)
        return Refusal::too_few;
    BALIEBLIK_TRY(t, t_quantile(level, made.df));
    made.t = t;
    made.interval = {made.estimate - t * made.standard_error, made.estimate + t * made.standard_error};
    if (!std::isfinite(made.interval.lower) || !std::isfinite(made.interval.upper) || !std::isfinite(made.unweighted))
        return Refusal::not_finite;
    return made;
}

} // namespace

Estimate<Stratum> stratum_of(double population, std::span<const double> values)
{
    if (!std::isfinite(population) || !all_finite(values))
        return Refusal::not_finite;
    if (values.empty())
        return Refusal::too_few;
    const auto moments = moments_of(values);
    return Stratum{population, moments.n, moments.mean, moments.variance()};
}

Estimate<Stratum> stratum_of_share(double population, std::int64_t hits, std::int64_t n)
{
    if (!std::isfinite(population))
        return Refusal::not_finite;
    if (n == 0 && hits == 0)
        return Refusal::too_few;
    if (n < 0 || hits < 0 || hits > n)
        return Refusal::out_of_range;
    const double p = real(hits) / real(n);
    return Stratum{population, n, p, n > 1 ? real(n) * p * (1 - p) / real(n - 1) : 0};
}

Estimate<Stratified> stratified_mean(std::span<const Stratum> strata, double level)
{
    return estimate_of(strata, level);
}

Estimate<Stratified> stratified_share(std::span<const Stratum> strata, double level)
{
    for (const auto& stratum : strata)
        if (stratum.mean < 0 || stratum.mean > 1)
            return Refusal::out_of_range;
    BALIEBLIK_TRY(made, estimate_of(strata, level));
    BALIEBLIK_TRY(z, z_quantile(level));
    // The weighted sum of ones may come out a rounding beyond 1.
    made.estimate = std::clamp(made.estimate, 0.0, 1.0);
    BALIEBLIK_TRY(share, wilson_of(made.estimate, made.n_effective, z));
    made.interval = share.interval;
    return made;
}

Estimate<double> design_effect(double visits_per_inspector, double rho)
{
    if (!std::isfinite(visits_per_inspector) || !std::isfinite(rho))
        return Refusal::not_finite;
    const double effect = 1 + (visits_per_inspector - 1) * rho;
    if (visits_per_inspector < 1 || rho > 1 || effect <= 0)
        return Refusal::out_of_range;
    return effect;
}

Estimate<double> effective_n(std::span<const double> weights)
{
    if (weights.empty())
        return Refusal::no_data;
    if (!all_finite(weights))
        return Refusal::not_finite;
    double sum = 0;
    double squares = 0;
    for (const double weight : weights) {
        if (weight <= 0)
            return Refusal::weights_not_positive;
        sum += weight;
        squares += weight * weight;
    }
    return sum * sum / squares;
}

Estimate<double> checked_weights(std::span<const double> weights, double population)
{
    BALIEBLIK_CHECK(effective_n(weights));
    if (!std::isfinite(population))
        return Refusal::not_finite;
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (population <= 0 || std::fabs(sum - population) > 1e-9 * population)
        return Refusal::weights_not_positive;
    return sum;
}

} // namespace balieblik::statistics
