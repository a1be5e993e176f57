// SPDX-License-Identifier: EUPL-1.2
// What the dimensions tell about an index that is not shown. The index of a visit is the weighted mean of the
// dimensions that applied to it, so that each of them weighs at least its part of all weights: of the points that the
// visit reached, and of those that it lost. For every place therefore
//
//     index · visits  >=  Σ part · points reached in the dimension          (and the same for points lost)
//
// and what the places of a rest have beyond that is known for all of them together. No attacker who knows sums and
// counts gets closer: the dimensions can be chosen freely within what each of them leaves possible, and the index of
// the other places then takes up whatever is left.
#pragma once

#include "disclosure/cube.hpp"

namespace balieblik::disclosure {

// What is known about the mean of one figure in each place, also in those that lie deep within a hidden one.
std::vector<Range> feasible_means(const std::vector<Place>& places, const std::vector<Protected>& pattern);

// The same for the index, from its own figures and those of its dimensions. `means`: of each figure.
std::vector<Range> feasible_index(const std::vector<Figure>& figures, const std::vector<Place>& index,
                                  const std::vector<Protected>& index_pattern,
                                  const std::vector<std::vector<Range>>& means);

} // namespace balieblik::disclosure
