// SPDX-License-Identifier: EUPL-1.2
// The working-day calendar of a norm: Monday to Friday without the norm's holidays.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace balieblik::scoring {

// The day of a date or moment in lexical form: of "2026-03-12T22:05:00+01:00" the twelfth, where it was written down.
std::optional<std::chrono::sys_days> day_of(std::string_view text);

// How many working days came after the day of `from` up to and with the day of `to`; 0 if `to` is not later. None if
// either is no date, or if they lie more than ten years apart.
std::optional<long> working_days(std::string_view from, std::string_view to, std::span<const std::string> holidays);

} // namespace balieblik::scoring
