// SPDX-License-Identifier: EUPL-1.2
// Disclosure control: whether a figure may be shown without telling on a civil servant. The protected unit is the
// person at the counter, not the visit. Numbers in, numbers out; what does not pass comes with all of its reasons.
//
//   disclosure.hpp    the rule for one figure
//   group.hpp         what stands behind a figure, added up
//   tree.hpp          one figure over locations, towns, regions and the country
//   version.hpp       what a later version may show, and whether it may appear
//   cube.hpp          all figures of a release: the dimensions and the index that is made of them
//   index_room.hpp    what the dimensions tell about an index that is hidden
//   audit.hpp         a protected cube looked at anew, by linear programs over all figures
//   table.hpp         any table with sums: feasible values by linear programming, and what else to hide
//   sensitivity.hpp   rules for sums that one contributor dominates
#pragma once

#include "model/release.hpp"

#include <span>

namespace balieblik::disclosure {

// Means so near to an end of the scale are shown as bounds where the pool of staff is small.
inline constexpr double end_of_scale = 5;

// The stricter of both, member by member.
PublishingRule stricter(const PublishingRule& a, const PublishingRule& b);

// What stands behind one cell. `weights` has one entry a visit.
struct Contributors {
    std::vector<double> weights;
    std::int64_t staff_pool{}; // the smallest number of people that the bands of its locations promise
    std::int64_t inspectors{}; // different ones
    bool has_interval{};       // an estimate with its uncertainty could be made
};
// Every reason against showing the cell, in the order of Suppression; empty when it may be shown.
std::vector<Suppression> reasons_against(const Contributors& cell, const PublishingRule& rule);

// A count as it may be shown: rounded down to a multiple. 0 for a multiple below 1.
std::int64_t rounded_down(std::int64_t count, std::int64_t multiple);

// The part of the whole that the greatest weight makes up; 1 where there is no whole.
double largest_share(std::span<const double> weights);

// A mean on the scale 0..100 with its interval, as it may be shown.
struct Shown {
    double mean{};
    double lower{};
    double upper{};
    std::optional<Bound> bound;
};
// "Everybody here scored 0" is a statement about each of the few who work there. With a pool below the group size a
// mean of 5 or less is therefore shown as "5 or less" and one of 95 or more as "95 or more": all of them and not only
// 0 and 100 themselves, or the bound would give away what it covers. So would the interval: in its place stands the
// bound's part of the scale. Otherwise ends outside the scale are cut off. `end`: how near is near.
Shown guarded(double mean, double lower, double upper, std::int64_t staff_pool, const PublishingRule& rule,
              double end = end_of_scale);

struct DimensionCell {
    std::int64_t visits{};
    std::vector<Suppression> hidden_because;
};
// Adds would_follow to a shown index if a dimension of the same visits is hidden. A dimension without any visit is no
// part of the index and hides nothing.
void protect_index(std::span<const DimensionCell> dimensions, std::vector<Suppression>& index);

} // namespace balieblik::disclosure
