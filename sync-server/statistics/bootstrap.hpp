// SPDX-License-Identifier: EUPL-1.2
// How sure a figure is that has no formula for it: draw as many visits, or inspectors with all of their visits, as
// there were, with replacement, and see how the figure varies (Efron 1979; percentile interval).
//
// Randomness is handed in as a seed. Each resample draws from a stream of its own, made of the seed and its number, so
// the answer does not depend on how many threads work on it.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace balieblik::statistics {

struct Bootstrap {
    std::uint64_t seed{};
    std::int64_t resamples = 2000;
    double level = 0.95;
    unsigned threads = 1; // the caller's own is one of them
    // Told now and then on the caller's thread; false stops the work.
    std::function<bool(std::int64_t done, std::int64_t all)> progress;
};

struct Resampled {
    std::vector<Interval> intervals;     // of each figure, in its order
    std::vector<double> standard_errors; // spread of each figure over the resamples
    std::int64_t resamples{};            // that had a figure
    std::int64_t without_figure{};       // that had none, as everybody drawn had scored the same
};

// The figures from how often each unit was drawn; none if this resample has no figure. Called from all threads.
using Figures = std::function<std::optional<std::vector<double>>(std::span<const std::int32_t> times_drawn)>;

// Refusals: too_few (fewer than two units, fewer than 100 resamples), out_of_range (level), too_many (over 10⁶
// resamples or 2·10⁹ units), cancelled, unstable (more than 5 % of the resamples had no figure).
Estimate<Resampled> bootstrap(std::size_t units, const Figures& figures, const Bootstrap& how);

} // namespace balieblik::statistics
