// SPDX-License-Identifier: EUPL-1.2
// The tablet's clocks: wall time, and the clock that also counts while the tablet sleeps.
#pragma once

#include "base/clock.hpp"

namespace balieblik::platform {

// Reads CLOCK_BOOTTIME (Linux, Android), mach_continuous_time (Apple) or QueryInterruptTime (Windows), with the
// identity of the present boot, so that readings from before a restart are never compared with later ones.
class SystemClock final : public Clock {
public:
    SystemClock();
    Reading read() const override;

private:
    std::string boot_id_;
};

} // namespace balieblik::platform
