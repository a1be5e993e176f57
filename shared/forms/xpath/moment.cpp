// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/moment.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace balieblik::xpath {

namespace {

using std::chrono::local_time;
using std::chrono::minutes;
using Local = local_time<milliseconds>;

std::optional<int> digits(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return std::nullopt;
    int number = 0;
    for (std::size_t at = 0; at < count; ++at) {
        if (text[at] < '0' || text[at] > '9')
            return std::nullopt;
        number = number * 10 + (text[at] - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

struct TimeOfDay {
    milliseconds since_midnight{};
    std::optional<minutes> offset;
};

std::optional<minutes> read_offset(std::string_view& text)
{
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = digits(text, 2);
    take(text, ':');
    const auto mins = text.empty() ? std::optional(0) : digits(text, 2);
    if (!hours || !mins || *hours > 14 || *mins > 59)
        return std::nullopt;
    return minutes(sign * (*hours * 60 + *mins));
}

std::optional<TimeOfDay> read_time_of_day(std::string_view text)
{
    TimeOfDay read;
    const auto hour = digits(text, 2);
    const bool one = take(text, ':');
    const auto minute = digits(text, 2);
    if (!hour || !one || !minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    read.since_midnight = std::chrono::hours(*hour) + minutes(*minute);
    if (take(text, ':')) {
        const auto second = digits(text, 2);
        if (!second || *second > 59)
            return std::nullopt;
        read.since_midnight += seconds(*second);
        if (take(text, '.')) {
            int unit = 100;
            while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
                read.since_midnight += milliseconds((text.front() - '0') * unit);
                unit /= 10;
                text.remove_prefix(1);
            }
        }
    }
    if (take(text, 'Z')) {
        read.offset = minutes(0);
    } else if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        read.offset = read_offset(text);
        if (!read.offset)
            return std::nullopt;
    }
    return text.empty() ? std::optional(read) : std::nullopt;
}

std::string padded(long long number, std::size_t width)
{
    auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

} // namespace

Timestamp local_to_utc(Local local, const OffsetAt& offset_at)
{
    const Timestamp as_if(local.time_since_epoch());
    const auto guess = as_if - offset_at(as_if);
    const auto before = as_if - offset_at(guess - std::chrono::hours(3));
    // A time that exists on both sides of a change is the earlier one.
    if (before + offset_at(before) == as_if)
        return before;
    return as_if - offset_at(guess);
}

Local utc_to_local(Timestamp time, const OffsetAt& offset_at)
{
    return Local((time + offset_at(time)).time_since_epoch());
}

std::optional<Moment> read_moment(std::string_view text, const OffsetAt& offset_at)
{
    const auto year = digits(text, 4);
    if (!year || !take(text, '-'))
        return std::nullopt;
    const auto month = digits(text, 2);
    if (!month || !take(text, '-'))
        return std::nullopt;
    const auto day = digits(text, 2);
    if (!day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    const Local midnight{std::chrono::local_days(date)};
    if (text.empty())
        return Moment{local_to_utc(midnight, offset_at), false};
    if (!take(text, 'T'))
        return std::nullopt;
    const auto time = read_time_of_day(text);
    if (!time)
        return std::nullopt;
    const auto local = midnight + time->since_midnight;
    if (time->offset)
        return Moment{Timestamp(local.time_since_epoch()) - *time->offset, true};
    return Moment{local_to_utc(local, offset_at), true};
}

double read_time(std::string_view text, const OffsetAt& offset_at, Timestamp now)
{
    const auto time = read_time_of_day(text);
    if (!time)
        return std::numeric_limits<double>::quiet_NaN();
    auto since = time->since_midnight;
    if (time->offset)
        since += offset_at(now) - *time->offset;
    constexpr milliseconds day = std::chrono::hours(24);
    since = (since % day + day) % day;
    return static_cast<double>(since.count()) / static_cast<double>(day.count());
}

std::string local_date_text(Timestamp time, const OffsetAt& offset_at)
{
    return to_date_text(std::chrono::floor<std::chrono::days>(time + offset_at(time)));
}

double to_days(Timestamp time) { return static_cast<double>(time.time_since_epoch().count()) / 86'400'000.0; }

Timestamp from_days(double days, const OffsetAt& offset_at)
{
    if (!(std::abs(days) < 3'000'000))
        return {};
    if (days == std::floor(days)) { // a whole number counts local days
        const auto whole = std::chrono::days(static_cast<int>(days));
        return local_to_utc(Local(std::chrono::duration_cast<milliseconds>(whole)), offset_at);
    }
    const Timestamp time{milliseconds(std::llround(days * 86'400'000.0))};
    const auto local = utc_to_local(time, offset_at);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto past = local - midnight;
    const auto hour = std::chrono::hours(1);
    // "today() + 7" counts 24 hours a day; when the clocks changed in between, midnight is an hour off:
    // exactly one or twenty-three o'clock, to the millisecond, is taken for it.
    if (past == hour)
        return time - hour;
    if (past == 23 * hour)
        return local_to_utc(midnight + std::chrono::days(1), offset_at);
    return time;
}

namespace {

struct Names {
    std::string_view code;
    std::array<std::string_view, 12> months;
    std::array<std::string_view, 7> weekdays; // from Sunday
};

// As each language shortens them in running text (CLDR).
constexpr std::array<Names, 5> calendars{{
    {"en",
     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
     {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}},
    {"nl",
     {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
     {"zo", "ma", "di", "wo", "do", "vr", "za"}},
    {"de",
     {"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"},
     {"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"}},
    {"fr",
     {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
     {"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}},
    {"es",
     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"},
     {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"}},
}};

// A form's language is a code, or a name with its code in brackets.
const Names& names_in(std::string_view language)
{
    if (const auto open = language.rfind('('); open != std::string_view::npos && language.ends_with(')'))
        language = language.substr(open + 1, language.size() - open - 2);
    for (const auto& each : calendars)
        if (language == each.code ||
            (language.starts_with(each.code) && language.size() > 2 && (language[2] == '-' || language[2] == '_')))
            return each;
    return calendars.front();
}

} // namespace

std::string format_moment(Timestamp time, std::string_view format, const OffsetAt& offset_at, std::string_view language)
{
    const auto& names = names_in(language);
    const auto local = utc_to_local(time, offset_at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(local - day);
    const auto month = static_cast<unsigned>(date.month());
    std::string text;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%' || at + 1 == format.size()) {
            text += format[at];
            continue;
        }
        switch (format[++at]) {
        case 'Y':
            text += padded(static_cast<int>(date.year()), 4);
            break;
        case 'y':
            text += padded(static_cast<int>(date.year()) % 100, 2);
            break;
        case 'm':
            text += padded(month, 2);
            break;
        case 'n':
            text += std::to_string(month);
            break;
        case 'b':
            text += names.months[month - 1];
            break;
        case 'd':
            text += padded(static_cast<unsigned>(date.day()), 2);
            break;
        case 'e':
            text += std::to_string(static_cast<unsigned>(date.day()));
            break;
        case 'H':
            text += padded(clock.hours().count(), 2);
            break;
        case 'h':
            text += std::to_string(clock.hours().count());
            break;
        case 'M':
            text += padded(clock.minutes().count(), 2);
            break;
        case 'S':
            text += padded(clock.seconds().count(), 2);
            break;
        case '3':
            text += padded(clock.subseconds().count(), 3);
            break;
        case 'a':
            text += names.weekdays[std::chrono::weekday(day).c_encoding()];
            break;
        default:
            text += '%';
            text += format[at];
        }
    }
    return text;
}

} // namespace balieblik::xpath
