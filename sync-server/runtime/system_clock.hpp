// SPDX-License-Identifier: EUPL-1.2
// The machine's own clock, behind the interface that the rooms take.
#pragma once

#include "base/clock.hpp"

namespace balieblik {

// Wall time in UTC; the boot clock counts sleep where the system has such a clock.
class SystemClock final : public Clock {
public:
    Reading read() const override;
};

} // namespace balieblik
