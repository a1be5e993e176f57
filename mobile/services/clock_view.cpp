// SPDX-License-Identifier: EUPL-1.2
#include "services/tablet.hpp"

namespace balieblik::services {

ClockView as_of(const Reading& now, ClockView clock)
{
    const bool same_boot = now.boot_id == clock.read.boot_id;
    const auto passed = same_boot ? now.boot - clock.read.boot : milliseconds{now.wall - clock.read.wall};
    if (clock.since_first)
        *clock.since_first += passed;
    if (clock.undo_left) {
        *clock.undo_left -= passed;
        if (clock.undo_left->count() <= 0)
            clock.undo_left.reset();
    }
    clock.read = now;
    return clock;
}

} // namespace balieblik::services
