// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/encode.hpp"

#include "forms/xpath/functions.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace balieblik::forms {

namespace {

// Numbers as people and other programs write them: also "+5" and "1e3".
std::optional<double> number_of(std::string_view text)
{
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (text.starts_with("+") || text.starts_with("-+"))
        return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::string decimal(double number)
{
    auto text = xpath::number_text(number);
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string whole(std::string_view text)
{
    const auto number = number_of(text);
    if (!number || *number <= std::numeric_limits<std::int32_t>::min() - 1.0 ||
        *number >= std::numeric_limits<std::int32_t>::max() + 1.0)
        return {};
    return std::to_string(static_cast<std::int32_t>(*number));
}

const xpath::OffsetAt& utc()
{
    static const xpath::OffsetAt zero = [](Timestamp) { return std::chrono::minutes(0); };
    return zero;
}

// A day; of a local moment its day. A moment with an offset is another day elsewhere, so it is none.
std::string day(std::string_view text)
{
    const auto moment = xpath::read_moment(text, utc());
    if (!moment)
        return {};
    const bool has_offset =
        text.size() > 10 && (text.ends_with('Z') || text.find_first_of("+-", 10) != std::string_view::npos);
    return has_offset ? std::string() : std::string(text.substr(0, 10));
}

bool is_moment(std::string_view text)
{
    const auto moment = xpath::read_moment(text, utc());
    return moment && moment->has_time;
}

bool is_time(std::string_view text)
{
    constexpr std::size_t with_seconds = 8;
    return text.size() >= with_seconds && text[5] == ':' && !std::isnan(xpath::read_time(text, utc(), {}));
}

// Latitude, longitude, and if they are there altitude and accuracy.
std::string place(std::string_view text)
{
    const auto parts = xpath::words(text);
    if (parts.size() < 2)
        return {};
    std::string made;
    for (std::size_t at = 0; at < std::min<std::size_t>(parts.size(), 4); ++at) {
        const auto number = number_of(parts[at]);
        if (!number || (at == 0 && std::abs(*number) > 90) || (at == 1 && std::abs(*number) > 180))
            return {};
        made += (at > 0 ? " " : "") + decimal(*number);
    }
    return made;
}

// Places apart by ";". A trace goes somewhere (two places, not back to the first); a shape is closed around something.
std::string places(std::string_view text, bool closed)
{
    std::vector<std::string> all;
    std::size_t at = 0;
    while (at <= text.size()) {
        const auto end = std::min(text.find(';', at), text.size());
        const auto part = text.substr(at, end - at);
        at = end + 1;
        if (xpath::words(part).empty())
            continue;
        all.push_back(place(part));
        if (all.back().empty())
            return {};
    }
    constexpr std::size_t fewest_of_shape = 4;
    if (all.size() < (closed ? fewest_of_shape : 2) || (all.front() == all.back()) != closed)
        return {};
    std::string made;
    for (const auto& each : all)
        made += (made.empty() ? "" : ";") + each;
    return made;
}

} // namespace

std::string encoded(DataType type, std::string_view text)
{
    switch (type) {
    case DataType::integer:
        return whole(text);
    case DataType::decimal: {
        const auto number = number_of(text);
        return number ? decimal(*number) : std::string();
    }
    case DataType::date:
        return day(text);
    case DataType::date_time:
        return is_moment(text) ? std::string(text) : std::string();
    case DataType::time:
        return is_time(text) ? std::string(text) : std::string();
    case DataType::geopoint:
        return place(text);
    case DataType::geotrace:
        return places(text, false);
    case DataType::geoshape:
        return places(text, true);
    case DataType::text:
    case DataType::boolean:
    case DataType::binary:
        break;
    }
    return std::string(text);
}

} // namespace balieblik::forms
