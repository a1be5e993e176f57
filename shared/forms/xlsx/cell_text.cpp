// SPDX-License-Identifier: EUPL-1.2
#include "forms/xlsx/cell_text.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>

namespace balieblik::forms::xlsx {

namespace {

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::size_t index(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} && end == text.data() + text.size() ? value : static_cast<std::size_t>(-1);
}

// Whether a number format shows a date or a time: a day, month, year, hour or second outside quotes and brackets.
bool shows_date(std::string_view format)
{
    bool quoted = false;
    bool bracket = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == '[') {
            bracket = true;
        } else if (!quoted && c == ']') {
            bracket = false;
        } else if (!quoted && !bracket && std::string_view("dmyhsDMYHS").find(c) != std::string_view::npos) {
            return true;
        } else if (!quoted && !bracket && format.substr(i, 7) == "General") {
            i += 6;
        }
    }
    return false;
}

bool is_builtin_date(std::size_t format)
{
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
           (format >= 50 && format <= 58);
}

// "1", "0.1", "1500000": as a person would type it.
std::string plain(double value)
{
    char text[64];
    const bool huge = std::abs(value) >= 1e15;
    const auto end = huge ? std::to_chars(text, text + sizeof text, value).ptr
                          : std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
    std::string made(text, end);
    return made == "-0" ? "0" : made;
}

} // namespace

std::string string_text(const XmlNode& item)
{
    std::string text;
    for (const auto& child : item.children) {
        if (child.name == "t")
            text += child.content();
        else if (child.name == "r")
            if (const auto* run = child.child("t"))
                text += run->content();
    }
    return text;
}

std::vector<std::string> shared_strings(const XmlNode& root)
{
    std::vector<std::string> strings;
    for (const auto& child : root.children)
        if (child.kind == XmlKind::element && child.name == "si")
            strings.push_back(string_text(child));
    return strings;
}

std::vector<bool> date_styles(const XmlNode& root)
{
    std::vector<std::pair<std::size_t, bool>> own;
    if (const auto* formats = root.child("numFmts"))
        for (const auto& format : formats->children)
            own.emplace_back(index(format.attribute("numFmtId")), shows_date(format.attribute("formatCode")));
    std::vector<bool> styles;
    const auto* cells = root.child("cellXfs");
    if (!cells)
        return styles;
    for (const auto& style : cells->children) {
        if (style.kind != XmlKind::element)
            continue;
        const auto format = index(style.attribute("numFmtId"));
        bool date = is_builtin_date(format);
        for (const auto& [id, shows] : own)
            if (id == format)
                date = shows;
        styles.push_back(date);
    }
    return styles;
}

std::string date_text(double serial, bool from_1904)
{
    using namespace std::chrono;
    auto seconds_of_day = std::llround((serial - std::floor(serial)) * 86400);
    auto whole = static_cast<int>(std::floor(serial));
    if (seconds_of_day == 86400) {
        seconds_of_day = 0;
        ++whole;
    }
    char time[16];
    std::snprintf(time, sizeof time, "%02d:%02d:%02d", static_cast<int>(seconds_of_day / 3600),
                  static_cast<int>(seconds_of_day / 60 % 60), static_cast<int>(seconds_of_day % 60));
    if (whole == 0 && !from_1904)
        return time;
    // Day 60 of the common system is 29 February 1900, which never was; days before it count one more.
    const auto start = from_1904    ? sys_days{year{1904} / January / 1}
                       : whole < 60 ? sys_days{year{1899} / December / 31}
                                    : sys_days{year{1899} / December / 30};
    const year_month_day date{start + days{whole}};
    char day[24];
    std::snprintf(day, sizeof day, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    return seconds_of_day == 0 ? std::string(day) : std::string(day) + "T" + time;
}

std::string cell_text(const XmlNode& cell, const CellContext& context)
{
    const auto type = cell.attribute("t");
    if (type == "inlineStr") {
        const auto* text = cell.child("is");
        return text ? string_text(*text) : std::string();
    }
    const auto* held = cell.child("v");
    const auto value = held ? held->content() : std::string();
    if (type == "s") {
        const auto at = index(value);
        return at < context.strings.size() ? context.strings[at] : std::string();
    }
    if (type == "b")
        return value == "1" ? "TRUE" : value.empty() ? "" : "FALSE";
    if (type == "str" || type == "e" || type == "d")
        return value;
    const auto amount = number(value);
    if (!amount || !std::isfinite(*amount))
        return value;
    const auto style = index(cell.attribute("s"));
    const bool date = style < context.is_date.size() && context.is_date[style];
    return date && *amount >= 0 && *amount < 2'958'466 ? date_text(*amount, context.from_1904) : plain(*amount);
}

} // namespace balieblik::forms::xlsx
