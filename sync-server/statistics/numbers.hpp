// SPDX-License-Identifier: EUPL-1.2
// Small things that the functions of this room share; not for other rooms.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace balieblik::statistics {

template <class Whole>
constexpr double real(Whole number)
{
    return static_cast<double>(number);
}

inline bool all_finite(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

struct Moments {
    std::int64_t n{};
    double mean{};
    double squares{}; // of the distances to the mean, summed

    // Welford's running form: subtracting squares of means would lose digits on scores that lie close together.
    void add(double value)
    {
        ++n;
        const double distance = value - mean;
        mean += distance / real(n);
        squares += distance * (value - mean);
    }
    double variance() const { return n > 1 ? squares / real(n - 1) : 0; }
};

inline Moments moments_of(std::span<const double> values)
{
    Moments made;
    for (const double value : values)
        made.add(value);
    return made;
}

// Probability in both tails beyond |z| of the normal and of Student's t.
double two_sided_normal(double z);
double two_sided_t(double t, double df);

} // namespace balieblik::statistics
