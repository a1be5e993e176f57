// SPDX-License-Identifier: EUPL-1.2
#include "runtime/system_clock.hpp"

#include <ctime>
#include <fstream>

namespace balieblik {
namespace {

// Identifies this run of the machine, so that readings of the boot clock compare only with their own kind.
std::string boot_id_of_machine()
{
    std::string id;
    std::ifstream{"/proc/sys/kernel/random/boot_id"} >> id;
    return id.empty() ? "unknown" : id;
}

milliseconds since_boot()
{
#ifdef CLOCK_BOOTTIME
    timespec time{};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::duration_cast<milliseconds>(seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec});
#endif
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

Reading SystemClock::read() const
{
    static const std::string boot_id = boot_id_of_machine();
    Reading reading;
    reading.wall = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    reading.boot = since_boot();
    reading.boot_id = boot_id;
    return reading;
}

} // namespace balieblik
