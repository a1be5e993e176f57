// SPDX-License-Identifier: EUPL-1.2
// Figures as they are shown, with fewer digits than they have. What rounds to nothing has no sign: "-0.0" would tell on
// which side of nothing it lies. And what lies between two figures goes the same way every time: sums differ in their
// last bits with the order in which visits came, and 46.25 would tell of it.
#pragma once

#include <cmath>

namespace balieblik::usecases {

inline double settled(double value) { return std::round(value * 1e9) / 1e9; }
inline double unsigned_nothing(double value) { return value + 0.0; } // -0.0 + 0.0 is 0.0
inline double whole(double value) { return unsigned_nothing(std::round(settled(value))); }
inline double whole_down(double value) { return unsigned_nothing(std::floor(settled(value))); }
inline double whole_up(double value) { return unsigned_nothing(std::ceil(settled(value))); }
inline double tenth(double value) { return unsigned_nothing(std::round(settled(value) * 10) / 10); }
inline double hundredth(double value) { return unsigned_nothing(std::round(settled(value) * 100) / 100); }

} // namespace balieblik::usecases
