// SPDX-License-Identifier: EUPL-1.2
#include "scoring/working_days.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace balieblik::scoring {

std::optional<std::chrono::sys_days> day_of(std::string_view text)
{
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t length) {
        int value = -1;
        const auto [end, problem] = std::from_chars(text.data() + at, text.data() + at + length, value);
        return problem == std::errc{} && end == text.data() + at + length ? value : -1;
    };
    const int year = part(0, 4);
    const int month = part(5, 2);
    const int day = part(8, 2);
    if (year < 0 || month < 0 || day < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional<std::chrono::sys_days>(date) : std::nullopt;
}

std::optional<long> working_days(std::string_view from, std::string_view to, std::span<const std::string> holidays)
{
    const auto start = day_of(from);
    const auto end = day_of(to);
    if (!start || !end || *end - *start > std::chrono::days{3660})
        return std::nullopt;
    std::set<std::chrono::sys_days> free;
    for (const auto& holiday : holidays)
        if (const auto day = day_of(holiday))
            free.insert(*day);
    long count = 0;
    for (auto day = *start + std::chrono::days{1}; day <= *end; day += std::chrono::days{1})
        if (std::chrono::weekday{day}.iso_encoding() <= 5 && !free.contains(day))
            ++count;
    return count;
}

} // namespace balieblik::scoring
