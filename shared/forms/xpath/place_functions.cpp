// SPDX-License-Identifier: EUPL-1.2
// Places on the earth: lengths, areas, inside or outside.
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace balieblik::xpath {

namespace {

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

void add_place_functions(FunctionTable& table)
{
    table.insert({
        {"distance", {distance, 1, any_number}},
        {"area", {area, 1, any_number}},
        {"geofence", {geofence, 2, 2}},
    });
}

} // namespace balieblik::xpath
