// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/sensitivity.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

namespace balieblik::disclosure {
namespace {

struct Sums {
    double all{};
    double first{}; // the n largest
};

Sums sums(std::span<const double> contributions, std::size_t n)
{
    std::vector<double> sorted(contributions.begin(), contributions.end());
    const auto taken = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(n, sorted.size()));
    std::partial_sort(sorted.begin(), taken, sorted.end(), std::greater<>{});
    return {std::accumulate(sorted.begin(), sorted.end(), 0.0), std::accumulate(sorted.begin(), taken, 0.0)};
}

// What is left to hide the largest behind, and what p per cent of the largest would need.
struct Remainder {
    double left{};
    double needed{};
};
Remainder remainder(std::span<const double> contributions, double p)
{
    const auto one = sums(contributions, 1);
    const auto two = sums(contributions, 2);
    return {two.all - two.first, p / 100 * one.first};
}

} // namespace

bool dominated(std::span<const double> contributions, std::int64_t n, double k)
{
    const auto sum = sums(contributions, static_cast<std::size_t>(std::max<std::int64_t>(n, 0)));
    return sum.first > k / 100 * sum.all;
}

bool tells_within(std::span<const double> contributions, double p)
{
    const auto rest = remainder(contributions, p);
    return rest.left < rest.needed;
}

double upper_level_dominance(std::span<const double> contributions, std::int64_t n, double k)
{
    const auto sum = sums(contributions, static_cast<std::size_t>(std::max<std::int64_t>(n, 0)));
    return std::max(0.0, 100 / k * sum.first - sum.all);
}

double upper_level_within(std::span<const double> contributions, double p)
{
    const auto rest = remainder(contributions, p);
    return std::max(0.0, rest.needed - rest.left);
}

} // namespace balieblik::disclosure
