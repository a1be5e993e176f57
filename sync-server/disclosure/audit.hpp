// SPDX-License-Identifier: EUPL-1.2
// A protected cube, looked at anew after it was published: what remains by subtraction, and what every hidden figure
// can still be, by linear programs over all figures at once. Knows nothing of how the pattern was chosen, so that it
// does not repeat a mistake made there.
#pragma once

#include "disclosure/tree.hpp"

namespace balieblik::disclosure {

// A figure as it was published. By place, with all that is below it.
struct AuditedFigure {
    double index_weight{}; // in a visit's index; 0 of a figure that is no part of it
    std::vector<Group> groups;
    std::vector<Showing> showing;
};

struct AuditedCube {
    std::vector<std::size_t> parent;    // of each place, Place::no_parent of the top
    std::vector<AuditedFigure> figures; // the last one is the index
};

struct Audit {
    std::int64_t remainders{};       // groups of visits that are left when shown places are taken from a shown place
    std::int64_t remainders_unfit{}; // of these, those that may not be published
    std::int64_t hidden{};           // figures that may not be known, or no closer than a bound
    std::int64_t programs{};         // solved: two for each of these
    std::int64_t too_close{};        // of these, those that are known closer than the rule allows
    // How near the closest end of what is possible comes to a hidden mean, in points. None where each of them can be
    // anything up to the ends of the scale.
    std::optional<double> least_points;

    bool passed() const { return remainders_unfit == 0 && too_close == 0; }
};

// None: what was published contradicts itself.
std::optional<Audit> audit(const AuditedCube& cube, const PublishingRule& rule);

// The lowest places (those without children) that lie in a shown one and in no shown one below it: what anybody can
// get by subtraction. Itself if it is a lowest one.
std::vector<std::size_t> left_over(const std::vector<std::size_t>& parent, const std::vector<Showing>& showing,
                                   std::size_t place);

} // namespace balieblik::disclosure
