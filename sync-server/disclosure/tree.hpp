// SPDX-License-Identifier: EUPL-1.2
// Protection of one figure (a dimension, or the index) over places within places: location, town, region, country.
//
// Whoever has the published figures can subtract: a region minus the towns that are shown leaves the hidden ones
// together. In a tree nothing else can be had by sums and differences: each shown place minus the shown places
// directly below it is its *rest*, every published figure is a sum of rests, and rests have no visit in common. So the
// figures are safe when each rest is either empty or fit to be published itself; and a hidden place inside a rest is
// safe when what the rest tells about it stays wide enough. Both are required here, as if the attacker knew all counts
// exactly and all figures without rounding.
#pragma once

#include "disclosure/group.hpp"

#include <optional>
#include <span>

namespace balieblik::disclosure {

struct Place {
    static constexpr std::size_t no_parent = static_cast<std::size_t>(-1);
    std::size_t parent = no_parent;  // stands before its children
    Group group;                     // of the place with all that is below it
    std::optional<Suppression> hide; // hidden for this reason from elsewhere, whatever the rule says
    bool kept{};                     // hidden to protect others in an earlier wave: the first to be chosen again
};

enum class Showing { figure, bound, nothing };

struct Protected {
    Showing showing = Showing::nothing;
    std::vector<Suppression> because;
    // What a subtraction tells about the mean of a place that has no exact figure; the whole scale if there is nothing
    // to subtract from.
    Range feasible{0, 100};
};

// The pattern, in the order of `places`.
std::vector<Protected> protect(std::span<const Place> places, const PublishingRule& rule);

// What `rest`, known exactly as a whole, tells about the mean of `part` when each of `parts` lies within its bounds.
struct Part {
    const Group* group{};
    Range bounds{0, 100};
};
Range feasible_mean(std::size_t part, std::span<const Part> rest);

} // namespace balieblik::disclosure
