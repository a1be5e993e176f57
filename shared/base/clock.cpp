// SPDX-License-Identifier: EUPL-1.2
#include "base/clock.hpp"

#include <charconv>
#include <cstdio>

namespace balieblik {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::year_month_day;

template <class... Values>
std::string printed(const char* format, Values... values)
{
    char buffer[64];
    const auto length = std::snprintf(buffer, sizeof buffer, format, values...);
    return {buffer, static_cast<std::size_t>(length)};
}

std::string date_and_time(Timestamp time)
{
    const auto day = floor<days>(time);
    const auto rest = time - day;
    const auto h = std::chrono::duration_cast<hours>(rest);
    const auto m = std::chrono::duration_cast<minutes>(rest - h);
    const auto s = std::chrono::duration_cast<seconds>(rest - h - m);
    const auto ms = rest - h - m - s;
    auto text = to_date_text(day) + printed("T%02d:%02d:%02d", static_cast<int>(h.count()), static_cast<int>(m.count()),
                                            static_cast<int>(s.count()));
    if (ms.count() != 0)
        text += printed(".%03d", static_cast<int>(ms.count()));
    return text;
}

// Takes exactly `digits` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits)
{
    int value = 0;
    if (text.size() < digits)
        return std::nullopt;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + digits, value);
    if (problem != std::errc{} || end != text.data() + digits || text.front() == '-')
        return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected)
{
    if (text.empty() || text.front() != expected)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<sys_days> take_date(std::string_view& text)
{
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-'))
        return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-'))
        return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day)
        return std::nullopt;
    const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<sys_days>{date} : std::nullopt;
}

std::optional<milliseconds> take_time(std::string_view& text)
{
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take(text, ':'))
        return std::nullopt;
    const auto second = take_number(text, 2);
    if (!second || *second > 59)
        return std::nullopt;
    int fraction = 0;
    if (take(text, '.')) {
        std::size_t digits = 0;
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits)
            if (digits < 3)
                fraction = fraction * 10 + (text.front() - '0');
        if (digits == 0)
            return std::nullopt;
        for (; digits < 3; ++digits)
            fraction *= 10;
    }
    return hours{*hour} + minutes{*minute} + seconds{*second} + milliseconds{fraction};
}

std::optional<minutes> take_offset(std::string_view& text)
{
    if (take(text, 'Z'))
        return minutes{0};
    const auto negative = !text.empty() && text.front() == '-';
    if (!take(text, '+') && !take(text, '-'))
        return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 14 || !take(text, ':'))
        return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    const minutes offset = hours{*hour} + minutes{*minute};
    return negative ? -offset : offset;
}

} // namespace

std::string to_date_text(sys_days day)
{
    const year_month_day date{day};
    return printed("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()));
}

std::string to_utc_text(Timestamp time) { return date_and_time(time) + "Z"; }

std::string to_offset_text(Timestamp time, minutes offset)
{
    const auto size = std::abs(static_cast<int>(offset.count()));
    return date_and_time(time + offset) + printed("%c%02d:%02d", offset.count() < 0 ? '-' : '+', size / 60, size % 60);
}

Result<Timestamp> parse_timestamp(std::string_view text)
{
    auto rest = text;
    const Error refused{Errc::validation, "not a date-time: " + std::string(text.substr(0, 40))};
    const auto day = take_date(rest);
    if (!day || !take(rest, 'T'))
        return refused;
    const auto time = take_time(rest);
    if (!time)
        return refused;
    const auto offset = take_offset(rest);
    if (!offset || !rest.empty())
        return refused;
    return Timestamp{*day} + *time - *offset;
}

Result<sys_days> parse_date(std::string_view text)
{
    auto rest = text;
    const auto day = take_date(rest);
    if (!day || !rest.empty())
        return Error{Errc::validation, "not a date: " + std::string(text.substr(0, 40))};
    return *day;
}

} // namespace balieblik
