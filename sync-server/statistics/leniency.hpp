// SPDX-License-Identifier: EUPL-1.2
// Inspectors are measuring instruments: how much of the spread of the scores is theirs, and does anyone grow milder or
// stricter? What comes out per inspector is personal data of that inspector; only the variance share and the common
// figures belong in a release.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace balieblik::statistics {

struct ScoredVisit {
    double score{};
    std::int64_t inspector{};
    std::int64_t location{};
    double time{}; // in any unit: wave numbers, weeks
};

struct InspectorVariance {
    std::int64_t visits{};
    std::int64_t inspectors{};
    std::int64_t locations{};
    double inspector_variance{};
    double location_variance{};
    double residual_variance{};
    double share{};    // inspector_variance / all three
    Interval interval; // of the share
    double mean{};     // the model's intercept, at time 0
    double trend{};    // per unit of time, common to all; 0 where all visits have one time
};
BOOST_DESCRIBE_STRUCT(InspectorVariance, (),
                      (visits, inspectors, locations, inspector_variance, location_variance, residual_variance, share,
                       interval, mean, trend))
// score = mean + trend · time + inspector + location + rest, the last three random and normal, by restricted maximum
// likelihood (Bates et al. 2015, as R's lmer(score ~ time + (1|inspector) + (1|location))). The interval holds the
// shares whose profiled likelihood lies within χ²₁(level)/2 of the best. With one location its variance is 0. Use the
// share as ρ of design_effect. `go_on` is asked before each of the some two thousand times that the likelihood is
// worked out, which takes seconds with hundreds of inspectors. Refusals: cancelled (it said no), too_few (fewer than
// three inspectors, or not more visits than inspectors and locations), singular (each inspector has a location of their
// own, so the two cannot be told apart), no_variance, not_finite, out_of_range (level), too_many (over 2,000 inspectors
// and locations).
using GoOn = std::function<bool()>;
Estimate<InspectorVariance> inspector_variance(std::span<const ScoredVisit> visits, double level = 0.95,
                                               const GoOn& go_on = {});

struct InspectorDrift {
    std::int64_t inspector{};
    std::int64_t visits{};
    double drift{}; // change per unit of time beyond the common one; above 0: grows milder
    double standard_error{};
    double p{};
    double p_holm{}; // adjusted for all inspectors in the list
    Interval interval;
};
BOOST_DESCRIBE_STRUCT(InspectorDrift, (), (inspector, visits, drift, standard_error, p, p_holm, interval))
struct Drift {
    double common{}; // the mean of the inspectors' slopes. Counters that improve and inspectors who all grow milder
                     // look the same here; only double visits or acted cases can tell.
    double common_error{};
    Interval common_interval;
    double df{};
    std::vector<InspectorDrift> inspectors;  // in ascending order of their number
    std::vector<std::int64_t> without_slope; // fewer than three visits, or all at one time
};
// Least squares of score on location, inspector, and a slope over time for each inspector; drift is an inspector's
// slope minus the mean of all slopes. Refusals: too_few (fewer than two inspectors with a slope, or no degree of
// freedom left), singular (the slopes cannot be told apart from locations), no_variance, not_finite, out_of_range,
// too_many.
Estimate<Drift> leniency_drift(std::span<const ScoredVisit> visits, double level = 0.95);

} // namespace balieblik::statistics
