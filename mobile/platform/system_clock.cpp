// SPDX-License-Identifier: EUPL-1.2
#include "platform/system_clock.hpp"

#include <QDateTime>
#include <QSysInfo>

#if defined(Q_OS_DARWIN)
#include <mach/mach_time.h>
#elif defined(Q_OS_WIN)
#include <realtimeapiset.h>
#include <windows.h>
#else
#include <ctime>
#endif

namespace balieblik::platform {
namespace {

milliseconds since_boot()
{
#if defined(Q_OS_DARWIN)
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    return milliseconds{static_cast<std::int64_t>(mach_continuous_time() * base.numer / base.denom / 1'000'000)};
#elif defined(Q_OS_WIN)
    ULONGLONG hundred_ns = 0;
    QueryInterruptTime(&hundred_ns);
    return milliseconds{static_cast<std::int64_t>(hundred_ns / 10'000)};
#else
    timespec reading{};
    clock_gettime(CLOCK_BOOTTIME, &reading);
    return milliseconds{static_cast<std::int64_t>(reading.tv_sec) * 1000 + reading.tv_nsec / 1'000'000};
#endif
}

} // namespace

SystemClock::SystemClock() : boot_id_(QSysInfo::bootUniqueId().toStdString())
{
    // Where the system has no identity for a boot, the moment of booting stands in for it, to the minute.
    if (boot_id_.empty()) {
        const auto booted = QDateTime::currentMSecsSinceEpoch() - since_boot().count();
        boot_id_ = "booted-" + std::to_string(booted / 60'000);
    }
}

Reading SystemClock::read() const
{
    const auto now = QDateTime::currentDateTime();
    Reading reading;
    reading.wall = Timestamp{milliseconds{now.toMSecsSinceEpoch()}};
    reading.offset = std::chrono::minutes{now.offsetFromUtc() / 60};
    reading.boot = since_boot();
    reading.boot_id = boot_id_;
    return reading;
}

} // namespace balieblik::platform
