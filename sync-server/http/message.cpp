// SPDX-License-Identifier: EUPL-1.2
#include "http/message.hpp"

#include <charconv>

namespace balieblik::http {
namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Calls `each` with the parts between separators, trimmed.
template <class Each>
void split(std::string_view text, char separator, Each each)
{
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        each(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace

std::string_view name(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::del:
        return "DELETE";
    case Method::options:
        break;
    }
    return "OPTIONS";
}

std::string_view Request::header(std::string_view lower_name) const
{
    for (const auto& [key, value] : headers)
        if (key == lower_name)
            return value;
    return {};
}

std::optional<std::string> Request::parameter(std::string_view query_name) const
{
    for (const auto& [key, value] : query)
        if (key == query_name)
            return value;
    return std::nullopt;
}

std::string_view Request::cookie(std::string_view cookie_name) const
{
    std::string_view found;
    split(header("cookie"), ';', [&](std::string_view pair) {
        const auto equals = pair.find('=');
        if (found.empty() && equals != pair.npos && pair.substr(0, equals) == cookie_name)
            found = pair.substr(equals + 1);
    });
    return found;
}

std::string_view Request::language() const
{
    double best_nl = 0;
    double best_en = 0;
    split(header("accept-language"), ',', [&](std::string_view range) {
        const auto semicolon = range.find(';');
        const auto tag = trimmed(range.substr(0, semicolon));
        double quality = 1;
        if (semicolon != range.npos) {
            auto weight = trimmed(range.substr(semicolon + 1));
            if (weight.starts_with("q="))
                std::from_chars(weight.data() + 2, weight.data() + weight.size(), quality);
        }
        const auto primary = tag.substr(0, tag.find('-'));
        if (primary == "nl")
            best_nl = std::max(best_nl, quality);
        else if (primary == "en")
            best_en = std::max(best_en, quality);
    });
    return best_en > best_nl ? "en" : "nl";
}

} // namespace balieblik::http
