// SPDX-License-Identifier: EUPL-1.2
// Time and randomness as the rooms see them: handed in, never fetched, so that tests and the simulation own them.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace balieblik {

// Wall time, UTC, to the millisecond.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A reading of both clocks at one moment. `boot` counts from boot and counts sleep too; it compares only with readings
// of the same `boot_id`. `offset` is local time minus UTC, daylight saving included.
struct Reading {
    Timestamp wall{};
    std::chrono::minutes offset{};
    milliseconds boot{};
    std::string boot_id;

    bool operator==(const Reading&) const = default;
};

class Clock {
public:
    virtual ~Clock() = default;
    virtual Reading read() const = 0;

    Timestamp now() const { return read().wall; }
};

class Random {
public:
    virtual ~Random() = default;
    // Fills with bytes nobody can guess (or, in tests, with a seed's bytes).
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// "2026-03-12T09:05:00.250Z", as in RFC 3339. Milliseconds only where there are any.
std::string to_utc_text(Timestamp time);
// The same with an offset, as an xsd:dateTime: "2026-03-12T10:05:00.250+01:00".
std::string to_offset_text(Timestamp time, std::chrono::minutes offset);
// Reads RFC 3339 date-times with `Z` or an offset. Refusal: validation.
Result<Timestamp> parse_timestamp(std::string_view text);
// "2026-03-12"; refusal: validation (no such day).
Result<std::chrono::sys_days> parse_date(std::string_view text);
std::string to_date_text(std::chrono::sys_days day);

} // namespace balieblik
