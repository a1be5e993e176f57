// SPDX-License-Identifier: EUPL-1.2
// Figures as they are shown, with fewer digits than they have. What rounds to nothing has no sign: "-0.0" would tell on
// which side of nothing it lies.
#pragma once

#include <cmath>

namespace balieblik::usecases {

inline double unsigned_nothing(double value) { return value + 0.0; } // -0.0 + 0.0 is 0.0
inline double whole(double value) { return unsigned_nothing(std::round(value)); }
inline double whole_down(double value) { return unsigned_nothing(std::floor(value)); }
inline double whole_up(double value) { return unsigned_nothing(std::ceil(value)); }
inline double tenth(double value) { return unsigned_nothing(std::round(value * 10) / 10); }
inline double hundredth(double value) { return unsigned_nothing(std::round(value * 100) / 100); }

} // namespace balieblik::usecases
