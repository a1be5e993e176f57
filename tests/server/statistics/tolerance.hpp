// SPDX-License-Identifier: EUPL-1.2
// How near a figure must come to one that was printed.
#pragma once

#include <cmath>

namespace balieblik::statistics {

// Half a unit of the last digit that is shown.
inline double half_of_digit(int digits) { return 0.5 * std::pow(10.0, -digits) + 1e-9; }
inline constexpr double six_digits = 0.5e-6 + 1e-9;

} // namespace balieblik::statistics
