// SPDX-License-Identifier: EUPL-1.2
#include "statistics/percentile.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/distributions/binomial.hpp>

namespace balieblik::statistics {
namespace {

bool inside(double share) { return share >= 0 && share <= 1; }

double at_rank(std::span<const double> sorted, std::int64_t rank) { return sorted[static_cast<std::size_t>(rank - 1)]; }

double of_sorted(std::span<const double> sorted, double p, PercentileMethod method)
{
    return method == PercentileMethod::type7 ? sorted_percentile(sorted, p)
                                             : at_rank(sorted, nearest_rank(p, std::ssize(sorted)));
}

} // namespace

// A product such as 0.07 · 100 may lie a rounding above the whole number that it is.
std::int64_t nearest_rank(double p, std::int64_t n)
{
    const double place = p * real(n);
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(place - 1e-12 * real(n))), 1, n);
}

double sorted_percentile(std::span<const double> sorted, double p)
{
    const double place = p * real(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    if (below + 1 >= sorted.size())
        return sorted.back();
    const double part = place - std::floor(place);
    // In this form neighbours that are equal give exactly their value.
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

Estimate<double> percentile(std::span<const double> values, double p, PercentileMethod method)
{
    if (values.empty())
        return Refusal::no_data;
    if (!all_finite(values) || !std::isfinite(p))
        return Refusal::not_finite;
    if (!inside(p))
        return Refusal::out_of_range;
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    return of_sorted(sorted, p, method);
}

Estimate<OrderInterval> order_interval(std::int64_t n, double p, double level)
{
    if (!std::isfinite(p) || !std::isfinite(level))
        return Refusal::not_finite;
    if (n < 1)
        return Refusal::no_data;
    if (!inside(p) || level <= 0 || level >= 1)
        return Refusal::out_of_range;
    if (p == 0 || p == 1)
        return Refusal::too_few; // nothing bounds the smallest and the largest of all from outside
    const boost::math::binomial hits{real(n), p};
    const double tail = (1 - level) / 2;
    // P(B ≤ k); below 0 nothing.
    const auto at_most = [&](std::int64_t k) { return k < 0 ? 0.0 : k >= n ? 1.0 : boost::math::cdf(hits, real(k)); };
    const auto at_least = [&](std::int64_t k) {
        return k <= 0 ? 1.0 : k > n ? 0.0 : boost::math::cdf(boost::math::complement(hits, real(k - 1)));
    };
    // Both are monotone in k: halve the range until one step is left.
    std::int64_t lower = 0; // holds: P(B ≤ −1) is 0
    for (std::int64_t fails = n + 1; fails - lower > 1;) {
        const auto middle = lower + (fails - lower) / 2;
        (at_most(middle - 1) <= tail ? lower : fails) = middle;
    }
    std::int64_t upper = n + 1; // holds
    for (std::int64_t fails = 0; upper - fails > 1;) {
        const auto middle = fails + (upper - fails) / 2;
        (at_least(middle) <= tail ? upper : fails) = middle;
    }
    if (lower < 1 || upper > n)
        return Refusal::too_few;
    return OrderInterval{lower, upper, at_most(upper - 1) - at_most(lower - 1)};
}

Estimate<Percentile> percentile_with_interval(std::span<const double> values, double p, PercentileMethod method,
                                              double level)
{
    BALIEBLIK_CHECK(percentile(values.first(std::min<std::size_t>(values.size(), 1)), p, method));
    if (!all_finite(values))
        return Refusal::not_finite;
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    Percentile made{std::ssize(sorted), of_sorted(sorted, p, method), true, std::nullopt, std::nullopt};
    const auto ranks = order_interval(made.n, p, level);
    if (ranks) {
        made.ranks = *ranks;
        made.interval = Interval{at_rank(sorted, ranks->lower_rank), at_rank(sorted, ranks->upper_rank)};
    } else if (ranks.error() != Refusal::too_few) {
        return ranks.error();
    }
    return made;
}

TDigest& Waits::sketch()
{
    if (const auto* values = std::get_if<std::vector<double>>(&values_)) {
        TDigest made;
        for (const double value : *values)
            made.add(value);
        values_ = std::move(made);
    }
    return std::get<TDigest>(values_);
}

Estimate<std::int64_t> Waits::add(double value)
{
    if (!std::isfinite(value))
        return Refusal::not_finite;
    if (auto* values = std::get_if<std::vector<double>>(&values_); values && values->size() < kept_as_they_are)
        values->push_back(value);
    else
        sketch().add(value);
    return count();
}

void Waits::merge(const Waits& other)
{
    if (const auto* theirs = std::get_if<TDigest>(&other.values_)) {
        sketch().merge(TDigest{*theirs}); // a copy, as `other` may be this
        return;
    }
    const auto theirs = std::get<std::vector<double>>(other.values_);
    for (const double value : theirs)
        add(value);
}

std::int64_t Waits::count() const
{
    if (const auto* values = std::get_if<std::vector<double>>(&values_))
        return std::ssize(*values);
    return std::get<TDigest>(values_).count();
}

Estimate<Percentile> Waits::at(double p, PercentileMethod method, double level) const
{
    if (const auto* values = std::get_if<std::vector<double>>(&values_))
        return percentile_with_interval(*values, p, method, level);
    const auto& digest = std::get<TDigest>(values_);
    BALIEBLIK_TRY(value, method == PercentileMethod::type7 ? digest.quantile(p)
                                                           : digest.at_rank(real(nearest_rank(p, digest.count()))));
    Percentile made{digest.count(), value, false, std::nullopt, std::nullopt};
    const auto ranks = order_interval(made.n, p, level);
    if (ranks) {
        made.ranks = *ranks;
        made.interval = Interval{*digest.at_rank(real(ranks->lower_rank)), *digest.at_rank(real(ranks->upper_rank))};
    } else if (ranks.error() != Refusal::too_few) {
        return ranks.error();
    }
    return made;
}

} // namespace balieblik::statistics
