// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace balieblik::xpath {

Value Value::of(double number)
{
    Value value;
    value.kind = ValueKind::number;
    value.number = number;
    return value;
}

Value Value::of(bool truth)
{
    Value value;
    value.kind = ValueKind::boolean;
    value.truth = truth;
    return value;
}

Value Value::of(std::string text)
{
    Value value;
    value.text = std::move(text);
    return value;
}

Value Value::of(NodeSet nodes)
{
    Value value;
    value.kind = ValueKind::nodes;
    value.nodes = std::move(nodes);
    return value;
}

Value Value::moment(double days, std::string text)
{
    Value value;
    value.kind = ValueKind::moment;
    value.number = days;
    value.text = std::move(text);
    return value;
}

std::string number_text(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0)
        return "0";
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

double text_number(std::string_view text)
{
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    bool any = false;
    bool dot = false;
    for (const char c : digits) {
        if (c == '.' && !dot)
            dot = true;
        else if (c >= '0' && c <= '9')
            any = true;
        else
            return nan;
    }
    if (!any)
        return nan;
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return number;
}

} // namespace balieblik::xpath
