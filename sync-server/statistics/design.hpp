// SPDX-License-Identifier: EUPL-1.2
// Figures over several locations, each under the number of customers that it serves (Cochran 1977, chapter 5).
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace balieblik::statistics {

// One location: N customers a year, n of them played by inspectors.
struct Stratum {
    double population{};
    std::int64_t n{};
    double mean{};     // of the visits; the share, where visits are right or wrong
    double variance{}; // of the sample, with n - 1
};
// Refusals: not_finite, too_few (no visit at all), out_of_range.
Estimate<Stratum> stratum_of(double population, std::span<const double> values);
// s² = n p (1−p) / (n−1). One visit has no variance: it is 0, and the estimate refuses it unless N is 1 too.
Estimate<Stratum> stratum_of_share(double population, std::int64_t hits, std::int64_t n);

struct Stratified {
    std::int64_t n{};
    double n_effective{}; // Kish: (Σw)² / Σw²
    double population{};
    double estimate{};
    double unweighted{}; // the mean of the visits as they are, for comparison only
    double standard_error{};
    double df{}; // n − number of locations
    double t{};
    Interval interval;           // Means: estimate ± t · SE. Shares: Wilson on n_effective.
    std::vector<double> weights; // N/n of each location: how many customers one visit there stands for
};

// ȳ = Σ (N_h/N) ȳ_h;  Var = Σ (N_h/N)² (1 − n_h/N_h) s_h²/n_h (finite-population correction);  df = n − H.
// Refusals: no_data (no location), too_few (a location with no visit, or with one that is not its whole population; df
// below 1), out_of_range (more visits than customers, a negative variance, a level outside 0..1), not_finite,
// weights_not_positive (a population of 0 or less).
Estimate<Stratified> stratified_mean(std::span<const Stratum> strata, double level = 0.95);
// The same for shares, with Wilson's interval on n_effective.
Estimate<Stratified> stratified_share(std::span<const Stratum> strata, double level = 0.95);

// How much less m visits of one inspector tell than m visits of m inspectors: 1 + (m−1) ρ, with ρ the inspectors'
// share of the variance (leniency.hpp). Divide n_effective by it. Refusals: out_of_range (m below 1, ρ outside
// −1/(m−1)..1), not_finite.
Estimate<double> design_effect(double visits_per_inspector, double rho);

// Kish's effective number of visits. Refusals: no_data, not_finite, weights_not_positive.
Estimate<double> effective_n(std::span<const double> weights);
// The weights of all visits must add up to the population, within one part in a thousand million.
// Refusals: as effective_n; weights_not_positive (another sum).
Estimate<double> checked_weights(std::span<const double> weights, double population);

} // namespace balieblik::statistics
