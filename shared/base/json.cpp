// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <boost/locale/encoding_utf.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace balieblik::json {
namespace {

// ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20) over the shortest digits, which std::to_chars finds.
std::string number_text(double number)
{
    if (number == 0)
        return "0";
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number), std::chars_format::scientific).ptr;
    const std::string_view printed{buffer, static_cast<std::size_t>(end - buffer)};
    const auto e = printed.find('e');
    std::string digits{printed.substr(0, e)};
    std::erase(digits, '.');
    const auto exponent_text = printed.substr(e + 1 + (printed[e + 1] == '+' ? 1 : 0));
    int exponent = 0;
    std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);

    const int k = static_cast<int>(digits.size());
    const int n = exponent + 1; // the value is 0.digits * 10^n
    std::string text;
    if (k <= n && n <= 21) {
        text = digits + std::string(static_cast<std::size_t>(n - k), '0');
    } else if (0 < n && n <= 21) {
        text = digits.substr(0, static_cast<std::size_t>(n)) + "." + digits.substr(static_cast<std::size_t>(n));
    } else if (-6 < n && n <= 0) {
        text = "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    } else {
        text = digits.substr(0, 1) + (k > 1 ? "." + digits.substr(1) : "") + "e" + (n - 1 < 0 ? "-" : "+") +
               std::to_string(std::abs(n - 1));
    }
    return number < 0 ? "-" + text : text;
}

void append_text(std::string& to, std::string_view text)
{
    constexpr char hex[] = "0123456789abcdef";
    to += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            to += "\\\"";
            break;
        case '\\':
            to += "\\\\";
            break;
        case '\b':
            to += "\\b";
            break;
        case '\f':
            to += "\\f";
            break;
        case '\n':
            to += "\\n";
            break;
        case '\r':
            to += "\\r";
            break;
        case '\t':
            to += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                to += "\\u00";
                to += hex[static_cast<unsigned char>(c) >> 4];
                to += hex[static_cast<unsigned char>(c) & 15];
            } else {
                to += c;
            }
        }
    }
    to += '"';
}

void append_canonical(std::string& to, const boost::json::value& value)
{
    switch (value.kind()) {
    case boost::json::kind::null:
        to += "null";
        break;
    case boost::json::kind::bool_:
        to += value.get_bool() ? "true" : "false";
        break;
    case boost::json::kind::int64:
        to += std::to_string(value.get_int64());
        break;
    case boost::json::kind::uint64:
        to += std::to_string(value.get_uint64());
        break;
    case boost::json::kind::double_:
        to += number_text(value.get_double());
        break;
    case boost::json::kind::string:
        append_text(to, value.get_string());
        break;
    case boost::json::kind::array: {
        to += '[';
        bool first = true;
        for (const auto& item : value.get_array()) {
            if (!first)
                to += ',';
            first = false;
            append_canonical(to, item);
        }
        to += ']';
        break;
    }
    case boost::json::kind::object: {
        struct Member {
            std::u16string order;
            const boost::json::key_value_pair* pair;
        };
        std::vector<Member> members;
        for (const auto& pair : value.get_object()) {
            const auto key = pair.key();
            members.push_back({boost::locale::conv::utf_to_utf<char16_t>(key.data(), key.data() + key.size()), &pair});
        }
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
        to += '{';
        bool first = true;
        for (const auto& member : members) {
            if (!first)
                to += ',';
            first = false;
            append_text(to, member.pair->key());
            to += ':';
            append_canonical(to, member.pair->value());
        }
        to += '}';
        break;
    }
    }
}

} // namespace

Result<boost::json::value> parse(std::string_view text, Limits limits)
{
    if (text.size() > limits.bytes)
        return Error{Errc::too_large, "more than " + std::to_string(limits.bytes) + " bytes"};
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    options.numbers = boost::json::number_precision::precise; // else the last digit may be off
    boost::json::parser parser{{}, options};
    boost::system::error_code problem;
    const auto used = parser.write(text.data(), text.size(), problem);
    if (problem)
        return Error{Errc::malformed, "not JSON, from byte " + std::to_string(used)};
    return parser.release();
}

std::string print(const boost::json::value& value) { return boost::json::serialize(value); }

std::string canonical(const boost::json::value& value)
{
    std::string text;
    append_canonical(text, value);
    return text;
}

} // namespace balieblik::json
