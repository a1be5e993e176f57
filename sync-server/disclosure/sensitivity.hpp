// SPDX-License-Identifier: EUPL-1.2
// Rules for a sum of contributions (as in the handbooks of statistical offices and the manual of tau-ARGUS): when it
// tells too much about one contributor, and how far off an estimate from the published table must stay.
// The publishing rule of releases is a threshold with a share; these serve tables of other figures.
#pragma once

#include <cstdint>
#include <span>

namespace balieblik::disclosure {

// (n, k): the n largest make up more than k per cent. Contributions need no order and are not negative.
bool dominated(std::span<const double> contributions, std::int64_t n, double k);
// p %: the second largest contributor can estimate the largest to within p per cent.
bool tells_within(std::span<const double> contributions, double p);

// How far above the true sum the feasible values of a hidden cell must reach; 0 where the rule does not ask for it.
double upper_level_dominance(std::span<const double> contributions, std::int64_t n, double k);
double upper_level_within(std::span<const double> contributions, double p);

} // namespace balieblik::disclosure
