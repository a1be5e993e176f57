// SPDX-License-Identifier: EUPL-1.2
// What stands behind a figure, in a form that can be added up: the visits of one place, or of all places below a
// region, or of everything that a subtraction would lay bare.
#pragma once

#include "disclosure/disclosure.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace balieblik::disclosure {

struct Range {
    double lower{};
    double upper{};
};

// Keys of different inspectors, sorted. More than `most` are not told apart: no rule may ask for more. In place, as
// there is one of these for each figure of each location of all of Europe.
class Inspectors {
public:
    static constexpr std::size_t most = 12;

    void add(std::uint32_t one);
    std::size_t size() const { return count_; }
    std::span<const std::uint32_t> keys() const { return {keys_.data(), count_}; }

private:
    std::array<std::uint32_t, most> keys_{};
    std::uint32_t count_ = 0;
};

// Whether all that is wanted lies within what is feasible.
bool covers(const Range& feasible, const Range& wanted);

// Two groups can be merged when no visit and no location is in both.
struct Group {
    std::int64_t visits{};
    std::int64_t staff_pool{};
    double weight{};  // of all visits together
    double largest{}; // of one visit
    double sum{};     // weight times score
    double squares{}; // weight times the score's square
    bool counted{};   // a share: every score is 0 or 100, so that its sum is a count
    Inspectors inspectors;

    void add_visit(double score, double visit_weight, std::uint32_t inspector);
    void merge(const Group& other);

    double mean() const { return weight > 0 ? sum / weight : 0; }
    // Of the scores around their mean, never negative.
    double squared_deviations() const;
};

// Every reason against showing the group's figure, as for Contributors.
std::vector<Suppression> reasons_against(const Group& group, const PublishingRule& rule);

// How near to an end of the scale counts as the end. Two counts at least lie within it, or "95 per cent or more" of 12
// visits would be all of them: for shares of fewer than 20 visits it is wider.
double end_width(const Group& group);

// "Everybody who works there got (nearly) the best or the worst score": to be shown as a bound only.
bool tells_on_everybody(const Group& group, const PublishingRule& rule);

// The means that such a bound leaves possible to somebody who knows the number of visits.
Range within_bound(const Group& group);

} // namespace balieblik::disclosure
