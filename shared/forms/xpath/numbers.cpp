// SPDX-License-Identifier: EUPL-1.2
// The functions for numbers, dates, places and chance.
#include "forms/xpath/functions.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace balieblik::xpath {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Value number(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    if (arguments.count() > 0)
        return Value::of(arguments.number(0));
    return Value::of(to_number(Value::of(arguments.text_or_own(0)), *context.host));
}

template <double (*operation)(double)>
Value unary(const Expression& call, const Context& context)
{
    return Value::of(operation(Arguments(call, context).number(0)));
}
double to_int(double value) { return std::trunc(value); }
double to_floor(double value) { return std::floor(value); }
double to_ceiling(double value) { return std::ceil(value); }
double to_abs(double value) { return std::abs(value); }
double to_sin(double value) { return std::sin(value); }
double to_cos(double value) { return std::cos(value); }
double to_tan(double value) { return std::tan(value); }
double to_asin(double value) { return std::asin(value); }
double to_acos(double value) { return std::acos(value); }
double to_atan(double value) { return std::atan(value); }
double to_log(double value) { return std::log(value); }
double to_log10(double value) { return std::log10(value); }
double to_exp(double value) { return std::exp(value); }
double to_exp10(double value) { return std::pow(10, value); }
double to_sqrt(double value) { return std::sqrt(value); }

Value pi(const Expression&, const Context&) { return Value::of(std::numbers::pi); }

Value pow(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(std::pow(arguments.number(0), arguments.number(1)));
}

Value atan2(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(std::atan2(arguments.number(0), arguments.number(1)));
}

// With digits: half away from zero, of the number as it is written (2.15 is not 2.1499999).
Value round(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto value = arguments.number(0);
    if (arguments.count() == 1 || !std::isfinite(value))
        return Value::of(std::floor(value + 0.5));
    const auto digits = std::trunc(arguments.number(1));
    if (!(std::abs(digits) < 30))
        return Value::of(nan);
    const auto scale = std::pow(10, std::abs(digits));
    const auto scaled = digits < 0 ? value / scale : value * scale;
    const auto nearest = std::round(scaled + std::copysign(std::abs(scaled) * 4e-16, scaled));
    return Value::of(digits < 0 ? nearest * scale : nearest / scale);
}

std::vector<double> numbers(const Expression& call, const Context& context)
{
    std::vector<double> all;
    for (const auto& text : Arguments(call, context).texts_from(0))
        all.push_back(to_number(Value::of(text), *context.host));
    return all;
}

Value sum(const Expression& call, const Context& context)
{
    double total = 0;
    for (const auto each : numbers(call, context))
        total += each;
    return Value::of(total);
}

Value extreme(const Expression& call, const Context& context, bool largest)
{
    double found = nan;
    for (const auto each : numbers(call, context)) {
        if (std::isnan(each))
            return Value::of(nan);
        if (std::isnan(found) || (largest ? each > found : each < found))
            found = each;
    }
    return Value::of(found);
}
Value min(const Expression& call, const Context& context) { return extreme(call, context, false); }
Value max(const Expression& call, const Context& context) { return extreme(call, context, true); }

std::uint64_t chance(const Context& context)
{
    std::array<std::uint8_t, 8> bytes{};
    context.host->random().fill(bytes);
    std::uint64_t drawn = 0;
    for (const auto byte : bytes)
        drawn = (drawn << 8U) | byte;
    return drawn;
}

Value random(const Expression&, const Context& context)
{
    return Value::of(static_cast<double>(chance(context) >> 11U) / 9007199254740992.0);
}

Value uuid(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    std::array<std::uint8_t, 16> bytes{};
    context.host->random().fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    auto text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, "-");
    if (arguments.count() > 0) {
        const auto length = arguments.number(0);
        text.resize(length >= 0 && length < 36 ? static_cast<std::size_t>(length) : 36);
    }
    return Value::of(std::move(text));
}

// The order that a seed gives is the same in every client: Park and Miller's generator, and Fisher and Yates' shuffle
// in the form that fills a new list from its front, with a number drawn for the first place too.
Value randomize(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    auto nodes = arguments[0].nodes;
    constexpr std::int64_t modulus = 2147483647;
    std::int64_t seed = 0;
    if (arguments.count() > 1) {
        const auto given = arguments.number(1);
        seed = std::isfinite(given) && std::abs(given) < 9e18 ? static_cast<std::int64_t>(std::floor(given)) : 0;
    } else {
        seed = static_cast<std::int64_t>(chance(context) >> 2U);
    }
    seed %= modulus;
    if (seed <= 0)
        seed += modulus - 1;
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        seed = seed * 16807 % modulus;
        const auto drawn = static_cast<double>(seed - 1) / static_cast<double>(modulus - 1);
        std::swap(nodes[at], nodes[static_cast<std::size_t>(drawn * static_cast<double>(at + 1))]);
    }
    return Value::of(std::move(nodes));
}

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

Value date(const Expression& call, const Context& context)
{
    const auto moment = moment_of(Arguments(call, context)[0], context);
    if (!moment)
        return Value::of(std::string());
    return Value::moment(to_days(moment->time), local_date_text(moment->time, context.host->offset_at()));
}

Value date_time(const Expression& call, const Context& context)
{
    const auto moment = moment_of(Arguments(call, context)[0], context);
    if (!moment)
        return Value::of(std::string());
    return Value::moment(to_days(moment->time), to_offset_text(moment->time, context.host->offset_at()(moment->time)));
}

Value format_date(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto given = arguments[0];
    const auto moment = moment_of(given, context);
    if (!moment)
        return Value::of(std::string());
    return Value::of(format_moment(moment->time, arguments.text(1), context.host->offset_at()));
}

Value decimal_date_time(const Expression& call, const Context& context)
{
    const auto moment = moment_of(Arguments(call, context)[0], context);
    return Value::of(moment ? to_days(moment->time) : nan);
}

Value decimal_time(const Expression& call, const Context& context)
{
    return Value::of(read_time(Arguments(call, context).text(0), context.host->offset_at(), context.host->now()));
}

struct Point {
    double latitude = 0;
    double longitude = 0;
};

std::optional<Point> read_point(std::string_view text)
{
    const auto parts = words(text);
    if (parts.size() < 2)
        return std::nullopt;
    const Point point{text_number(parts[0]), text_number(parts[1])};
    if (!(std::abs(point.latitude) <= 90) || !(std::abs(point.longitude) <= 180))
        return std::nullopt;
    return point;
}

// Points of a trace, or one from each node. None if one of them is no point.
std::optional<std::vector<Point>> points(const std::vector<std::string>& texts)
{
    std::vector<Point> all;
    for (const auto& text : texts) {
        std::size_t at = 0;
        while (at <= text.size()) {
            const auto end = std::min(text.find(';', at), text.size());
            const auto part = text.substr(at, end - at);
            at = end + 1;
            if (words(part).empty())
                continue;
            const auto point = read_point(part);
            if (!point)
                return std::nullopt;
            all.push_back(*point);
        }
    }
    return all;
}

constexpr double earth_radius = 6'378'100; // metres, as ODK's clients have it
double radians(double degrees) { return degrees * std::numbers::pi / 180; }

Value distance(const Expression& call, const Context& context)
{
    const auto trace = points(Arguments(call, context).texts_from(0));
    double total = 0;
    for (std::size_t at = 1; trace && at < trace->size(); ++at) {
        const auto& a = (*trace)[at - 1];
        const auto& b = (*trace)[at];
        const auto rise = std::sin(radians(b.latitude - a.latitude) / 2);
        const auto run = std::sin(radians(b.longitude - a.longitude) / 2);
        const auto part = rise * rise + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * run * run;
        total += 2 * earth_radius * std::asin(std::min(1.0, std::sqrt(part)));
    }
    return Value::of(std::round(total * 100) / 100);
}

Value area(const Expression& call, const Context& context)
{
    const auto shape = points(Arguments(call, context).texts_from(0));
    if (!shape || shape->size() < 3)
        return Value::of(0.0);
    double total = 0;
    for (std::size_t at = 0; at < shape->size(); ++at) {
        const auto& a = (*shape)[at];
        const auto& b = (*shape)[(at + 1) % shape->size()];
        total +=
            radians(b.longitude - a.longitude) * (2 + std::sin(radians(a.latitude)) + std::sin(radians(b.latitude)));
    }
    return Value::of(std::round(std::abs(total * earth_radius * earth_radius / 2) * 100) / 100);
}

// Counts how often a line to the east crosses the edge: an odd number means inside.
Value geofence(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto point = read_point(arguments.text(0));
    const auto shape = points({arguments.text(1)});
    if (!point || !shape || shape->size() < 3)
        return Value::of(false);
    bool inside = false;
    for (std::size_t at = 0; at < shape->size(); ++at) {
        const auto& a = (*shape)[at];
        const auto& b = (*shape)[(at + 1) % shape->size()];
        if ((a.longitude > point->longitude) == (b.longitude > point->longitude))
            continue;
        const auto edge =
            (b.latitude - a.latitude) * (point->longitude - a.longitude) / (b.longitude - a.longitude) + a.latitude;
        inside = point->latitude < edge ? !inside : inside;
    }
    return Value::of(inside);
}

} // namespace

void add_number_functions(FunctionTable& table)
{
    table.insert({
        {"number", {number, 0, 1}},
        {"int", {unary<to_int>, 1, 1}},
        {"floor", {unary<to_floor>, 1, 1}},
        {"ceiling", {unary<to_ceiling>, 1, 1}},
        {"abs", {unary<to_abs>, 1, 1}},
        {"sin", {unary<to_sin>, 1, 1}},
        {"cos", {unary<to_cos>, 1, 1}},
        {"tan", {unary<to_tan>, 1, 1}},
        {"asin", {unary<to_asin>, 1, 1}},
        {"acos", {unary<to_acos>, 1, 1}},
        {"atan", {unary<to_atan>, 1, 1}},
        {"atan2", {atan2, 2, 2}},
        {"log", {unary<to_log>, 1, 1}},
        {"log10", {unary<to_log10>, 1, 1}},
        {"exp", {unary<to_exp>, 1, 1}},
        {"exp10", {unary<to_exp10>, 1, 1}},
        {"sqrt", {unary<to_sqrt>, 1, 1}},
        {"pi", {pi, 0, 0}},
        {"pow", {pow, 2, 2}},
        {"round", {round, 1, 2}},
        {"sum", {sum, 1, 1}},
        {"min", {min, 1, any_number}},
        {"max", {max, 1, any_number}},
        {"random", {random, 0, 0}},
        {"uuid", {uuid, 0, 1}},
        {"randomize", {randomize, 1, 2}},
        {"today", {today, 0, 0}},
        {"now", {now, 0, 0}},
        {"date", {date, 1, 1}},
        {"date-time", {date_time, 1, 1}},
        {"format-date", {format_date, 2, 2}},
        {"format-date-time", {format_date, 2, 2}},
        {"decimal-date-time", {decimal_date_time, 1, 1}},
        {"decimal-time", {decimal_time, 1, 1}},
        {"distance", {distance, 1, any_number}},
        {"area", {area, 1, any_number}},
        {"geofence", {geofence, 2, 2}},
    });
}

} // namespace balieblik::xpath
