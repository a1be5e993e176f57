// SPDX-License-Identifier: EUPL-1.2
// The formulas alone: numbers in, numbers out.
#include "scoring/score.hpp"

#include <algorithm>

namespace balieblik::scoring {

double mark_points(double mark) { return (mark - 1) * 100 / 9; }

double wait_points(double wait_s, double norm_s)
{
    return wait_s <= norm_s ? 100 : std::max(0.0, 100 * (2 * norm_s - wait_s) / norm_s);
}

Mean weighted_mean(std::span<const Term> terms, double coverage_min)
{
    Mean mean;
    double earned = 0;
    for (const auto& term : terms) {
        if (!term.bonus)
            mean.total += term.weight;
        if (!term.points)
            continue;
        earned += term.weight * *term.points;
        if (!term.bonus)
            mean.applicable += term.weight;
    }
    if (mean.applicable > 0 && mean.applicable >= coverage_min * mean.total)
        mean.value = earned / mean.applicable;
    return mean;
}

std::optional<milliseconds> wait_of(const Laps& laps, ClockStart walk_in_start)
{
    if (!laps.called || !laps.by_appointment || !laps.arrived)
        return std::nullopt;
    std::optional<Timestamp> start;
    if (*laps.by_appointment) {
        if (laps.appointment)
            start = std::max(*laps.arrived, *laps.appointment);
    } else {
        start = walk_in_start == ClockStart::arrived ? laps.arrived : laps.checked_in;
    }
    if (!start)
        return std::nullopt;
    return std::max(milliseconds{0}, *laps.called - *start);
}

} // namespace balieblik::scoring
