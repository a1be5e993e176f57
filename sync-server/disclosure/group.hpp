// SPDX-License-Identifier: EUPL-1.2
// What stands behind a figure, in a form that can be added up: the visits of one place, or of all places below a
// region, or of everything that a subtraction would lay bare.
#pragma once

#include "disclosure/disclosure.hpp"

#include <cstdint>
#include <vector>

namespace balieblik::disclosure {

struct Range {
    double lower{};
    double upper{};
};

// Two groups can be merged when no visit and no location is in both.
struct Group {
    std::int64_t visits{};
    std::int64_t staff_pool{};
    double weight{};  // of all visits together
    double largest{}; // of one visit
    double sum{};     // weight times score
    double squares{}; // weight times the score's square
    // Keys of the inspectors, sorted. More than `inspectors_kept` are not told apart: no rule asks for more.
    std::vector<std::uint32_t> inspectors;

    static constexpr std::size_t inspectors_kept = 64;

    void add_visit(double score, double visit_weight, std::uint32_t inspector);
    void merge(const Group& other);

    double mean() const { return weight > 0 ? sum / weight : 0; }
    // Of the scores around their mean, never negative.
    double squared_deviations() const;
};

// Every reason against showing the group's figure, as for Contributors.
std::vector<Suppression> reasons_against(const Group& group, const PublishingRule& rule);

// "Everybody who works there got (nearly) the best or the worst score": to be shown as a bound only.
bool tells_on_everybody(const Group& group, const PublishingRule& rule);

} // namespace balieblik::disclosure
