// SPDX-License-Identifier: EUPL-1.2
// Dates and times.
#include "forms/xpath/functions.hpp"

#include <cmath>
#include <limits>

namespace balieblik::xpath {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Value today(const Expression&, const Context& context)
{
    const auto& zone = context.host->offset_at();
    const auto text = local_date_text(context.host->now(), zone);
    return Value::moment(to_days(read_moment(text, zone)->time), text);
}

Value now(const Expression&, const Context& context)
{
    const auto time = context.host->now();
    return Value::moment(to_days(time), to_offset_text(time, context.host->offset_at()(time)));
}

// A moment from whatever was given: a text, a number of days, a moment.
std::optional<Moment> moment_of(const Value& value, const Context& context)
{
    const auto& zone = context.host->offset_at();
    if (value.kind == ValueKind::number || value.kind == ValueKind::moment) {
        if (std::isnan(value.number))
            return std::nullopt;
        if (value.kind == ValueKind::moment)
            return Moment{Timestamp(milliseconds(std::llround(value.number * 86'400'000.0))), true};
        return Moment{from_days(value.number, zone), true};
    }
    const auto text = to_text(value);
    if (const auto read = read_moment(text, zone))
        return read;
    const auto days = text_number(text);
    if (std::isnan(days))
        return std::nullopt;
    return Moment{from_days(days, zone), true};
}

// Whole days count from 1970 in universal time; what counts from a local midnight finds one, summer time or not.
std::optional<Timestamp> moment_of_days(double days, const OffsetAt& zone)
{
    if (!(std::abs(days) < 3'000'000))
        return std::nullopt;
    return days == std::floor(days) ? Timestamp(milliseconds(std::llround(days * 86'400'000.0)))
                                    : from_days(days, zone);
}

bool is_midnight(Timestamp time, const OffsetAt& zone)
{
    const auto local = utc_to_local(time, zone);
    return local == std::chrono::floor<std::chrono::days>(local);
}

// "2026-03-12T10:05:00.000+01:00"
std::string moment_text(Timestamp time, const OffsetAt& zone)
{
    auto text = to_offset_text(time, zone(time));
    constexpr std::size_t seconds_end = 19;
    if (text.size() > seconds_end && text[seconds_end] != '.')
        text.insert(seconds_end, ".000");
    return text;
}

// "2026-3-1" as it is written in full: a month and a day of one figure are understood where a date is made of a text.
std::string in_full(std::string text)
{
    constexpr std::size_t year_end = 4;
    const auto is_figure = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    for (auto dash = year_end; dash < text.size() && text[dash] == '-' && dash <= year_end + 3; dash += 3)
        if (is_figure(dash + 1) && !is_figure(dash + 2))
            text.insert(dash + 1, "0");
    return text;
}

// A day stays a day, nothing stays nothing, all else is a moment in local time. What is neither says so, and is never
// stored.
Value date_time(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto given = arguments[0];
    const auto& zone = context.host->offset_at();
    if (given.kind == ValueKind::boolean)
        throw EvaluationError(call.text + "() wants a text or a number");
    if (given.kind == ValueKind::moment && given.text.size() == std::string_view("2026-03-12").size())
        return given;
    std::optional<Timestamp> time;
    if (given.kind == ValueKind::number || given.kind == ValueKind::moment) {
        time = moment_of_days(given.number, zone);
        // "today() + 7" is a day again.
        if (time && given.kind == ValueKind::number && is_midnight(*time, zone))
            return Value::moment(to_days(*time), local_date_text(*time, zone));
    } else {
        auto text = in_full(to_text(given));
        if (text.empty())
            return Value::of(std::move(text));
        const auto read = read_moment(text, zone);
        if (read && !read->has_time)
            return Value::moment(to_days(read->time), std::move(text));
        if (read)
            time = read->time;
    }
    return time ? Value::moment(to_days(*time), moment_text(*time, zone)) : Value::moment(nan, "Invalid Date");
}

Value format_date(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto given = arguments[0];
    const auto moment = moment_of(given, context);
    if (!moment)
        return Value::of(std::string());
    return Value::of(
        format_moment(moment->time, arguments.text(1), context.host->offset_at(), context.host->calendar_language()));
}

Value decimal_date_time(const Expression& call, const Context& context)
{
    const auto made = date_time(call, context);
    return Value::of(made.kind == ValueKind::moment ? made.number : nan);
}

Value decimal_time(const Expression& call, const Context& context)
{
    return Value::of(read_time(Arguments(call, context).text(0), context.host->offset_at(), context.host->now()));
}

} // namespace

void add_date_functions(FunctionTable& table)
{
    table.insert({
        {"today", {today, 0, 0}},
        {"now", {now, 0, 0}},
        {"date", {date_time, 1, 1}},
        {"date-time", {date_time, 1, 1}},
        {"format-date", {format_date, 2, 2}},
        {"format-date-time", {format_date, 2, 2}},
        {"decimal-date-time", {decimal_date_time, 1, 1}},
        {"decimal-time", {decimal_time, 1, 1}},
    });
}

} // namespace balieblik::xpath
