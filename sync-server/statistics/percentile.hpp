// SPDX-License-Identifier: EUPL-1.2
// Percentiles of waits, in the unit of the values, with the interval that the order of the values alone gives.
#pragma once

#include "statistics/estimate.hpp"
#include "statistics/t_digest.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace balieblik::statistics {

// type7: linear between neighbours, at 1 + (n−1) p (Hyndman & Fan 1996, as R's default).
// nearest_rank: x(⌈p n⌉), a value that was measured, as service agreements use it.
BOOST_DEFINE_ENUM_CLASS(PercentileMethod, type7, nearest_rank)

// Refusals: no_data, not_finite, out_of_range (p outside 0..1).
Estimate<double> percentile(std::span<const double> values, double p,
                            PercentileMethod method = PercentileMethod::type7);
// ⌈p n⌉, from 1 to n.
std::int64_t nearest_rank(double p, std::int64_t n);
// Type 7 of values that are finite, at least one and in ascending order.
double sorted_percentile(std::span<const double> sorted, double p);

// Which of n ordered values stand at the ends of the interval around a percentile, counted from 1. With B ~ Bin(n, p):
// the largest l with P(B ≤ l−1) ≤ (1−level)/2 and the smallest u with P(B ≥ u) ≤ (1−level)/2; the interval x(l)..x(u)
// covers with probability P(l ≤ B ≤ u−1) whatever the distribution (David & Nagaraja 2003, 7.1).
struct OrderInterval {
    std::int64_t lower_rank{};
    std::int64_t upper_rank{};
    double coverage{};
};
BOOST_DESCRIBE_STRUCT(OrderInterval, (), (lower_rank, upper_rank, coverage))
// Refusals: no_data (n below 1), out_of_range (p or level outside 0..1), not_finite, too_few (an end would lie outside
// of the sample).
Estimate<OrderInterval> order_interval(std::int64_t n, double p, double level = 0.95);

struct Percentile {
    std::int64_t n{};
    double value{};
    bool exact{};                       // false: from a sketch
    std::optional<OrderInterval> ranks; // none: too few values for an interval
    std::optional<Interval> interval;
};
// With its interval where there are enough values. Refusals: as percentile; out_of_range (level).
Estimate<Percentile> percentile_with_interval(std::span<const double> values, double p,
                                              PercentileMethod method = PercentileMethod::type7, double level = 0.95);

// Values of one cell as they stream in: kept as they are up to a hundred thousand, in a sketch beyond. Two can be put
// together, so cells add up to towns and waves to years.
class Waits {
public:
    static constexpr std::size_t kept_as_they_are = 100'000;

    // Refusals: not_finite.
    Estimate<std::int64_t> add(double value); // answers how many there are now
    void merge(const Waits& other);
    std::int64_t count() const;
    bool exact() const { return std::holds_alternative<std::vector<double>>(values_); }
    // As percentile_with_interval. From a sketch, nearest rank is the sketch's estimate of that rank.
    Estimate<Percentile> at(double p, PercentileMethod method = PercentileMethod::type7, double level = 0.95) const;

private:
    TDigest& sketch();

    std::variant<std::vector<double>, TDigest> values_;
};

} // namespace balieblik::statistics
