// SPDX-License-Identifier: EUPL-1.2
#include "sync/reply.hpp"

#include <algorithm>
#include <charconv>

namespace balieblik::sync {
bool same_letters(std::string_view left, std::string_view right)
{
    const auto lower = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

std::optional<std::string> header(const Reply& reply, std::string_view name)
{
    for (const auto& one : reply.headers)
        if (same_letters(one.name, name))
            return one.value;
    return std::nullopt;
}

bool is_our_media_type(std::string_view content_type)
{
    auto type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.remove_suffix(1);
    return same_letters(type, "application/json") || same_letters(type, "application/problem+json");
}

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.front() == '-' || problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<std::string> path_of(std::string_view location)
{
    if (const auto scheme = location.find("://"); scheme != std::string_view::npos) {
        const auto slash = location.find('/', scheme + 3);
        location = slash == std::string_view::npos ? std::string_view{} : location.substr(slash);
    }
    // "//host/path" would leave the server that we trust.
    if (location.size() < 2 || location[0] != '/' || location[1] == '/')
        return std::nullopt;
    if (std::any_of(location.begin(), location.end(),
                    [](char letter) { return letter <= ' ' || static_cast<unsigned char>(letter) > 126; }))
        return std::nullopt;
    return std::string(location);
}

std::string base64(std::string_view text)
{
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string made;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        const auto left = std::min<std::size_t>(3, text.size() - at);
        std::uint32_t block = 0;
        for (std::size_t i = 0; i < 3; ++i)
            block = block << 8 | (i < left ? static_cast<std::uint8_t>(text[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            made += i <= left ? letters[block >> (18 - 6 * i) & 63] : '=';
    }
    return made;
}

} // namespace balieblik::sync
