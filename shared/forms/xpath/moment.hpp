// SPDX-License-Identifier: EUPL-1.2
// Dates and times as ODK's expressions use them: local days, moments with an offset, and formats.
#pragma once

#include "base/clock.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace balieblik::xpath {

using OffsetAt = std::function<std::chrono::minutes(Timestamp)>;

struct Moment {
    Timestamp time;
    bool has_time = false; // false: a day
};

// "2026-03-12", "2026-03-12T10:05:00.250+01:00", or without offset: local time. None if there is no such moment.
std::optional<Moment> read_moment(std::string_view text, const OffsetAt& offset_at);
// "10:05:00.250+01:00" as minutes after local midnight, in days. NaN if it is no time.
double read_time(std::string_view text, const OffsetAt& offset_at, Timestamp now);
// The moment at which a local wall time happens (the first, if the clock shows it twice).
Timestamp local_to_utc(std::chrono::local_time<milliseconds> local, const OffsetAt& offset_at);
std::chrono::local_time<milliseconds> utc_to_local(Timestamp time, const OffsetAt& offset_at);
// "2026-03-12" of the local day.
std::string local_date_text(Timestamp time, const OffsetAt& offset_at);
// Days since 1970 with their fraction; and back, to the local midnight meant when a day was counted across a change of
// the clocks.
double to_days(Timestamp time);
Timestamp from_days(double days, const OffsetAt& offset_at);
// %Y %y %m %n %b %d %e %H %h %M %S %3 %a as ODK has them. Names of months and days in the language that a form calls
// "nl", "Nederlands (nl)", "de", … where it is known here, else in English.
std::string format_moment(Timestamp time, std::string_view format, const OffsetAt& offset_at,
                          std::string_view language = {});

} // namespace balieblik::xpath
