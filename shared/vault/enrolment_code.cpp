// SPDX-License-Identifier: EUPL-1.2
#include "vault/enrolment_code.hpp"

#include <array>

namespace balieblik::vault {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 12;

// Twice a number of the field of 32 elements (x^5 + x^2 + 1).
constexpr unsigned doubled(unsigned value) { return (value << 1) ^ ((value & 16u) != 0 ? 0x25u : 0u); }

constexpr unsigned product(unsigned a, unsigned b)
{
    unsigned sum = 0;
    for (; b != 0; b >>= 1, a = doubled(a))
        if ((b & 1u) != 0)
            sum ^= a;
    return sum;
}

// The characters weighed with different powers of two, the check character with one: a valid code weighs nothing. Every
// single change and every swap of two places gives a weight, because no two powers are alike.
template <class Values>
unsigned weight(const Values& values)
{
    unsigned sum = 0;
    unsigned power = 1;
    for (std::size_t i = values.size(); i-- > 0; power = doubled(power))
        sum ^= product(power, values[i]);
    return sum;
}

} // namespace

std::string make_enrolment_code(Random& random)
{
    std::array<std::uint8_t, length> values{};
    random.fill(std::span(values).first(length - 1));
    for (auto& value : values)
        value &= 31; // 256 is a multiple of 32: every character is equally likely
    values.back() = 0;
    values.back() = static_cast<std::uint8_t>(weight(values));
    std::string code;
    for (const auto value : values)
        code += alphabet[value];
    return code;
}

std::string shown_enrolment_code(std::string_view code)
{
    std::string shown;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i != 0 && i % 4 == 0)
            shown += '-';
        shown += code[i];
    }
    return shown;
}

Result<std::string> parse_enrolment_code(std::string_view typed)
{
    const Error mistyped{Errc::enrolment_code_mistyped, {}};
    std::string code;
    std::array<std::uint8_t, length> values{};
    for (char c : typed) {
        if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == 'I' || c == 'L')
            c = '1';
        if (c == 'O')
            c = '0';
        const auto value = alphabet.find(c);
        if (value == alphabet.npos || code.size() == length)
            return mistyped;
        values[code.size()] = static_cast<std::uint8_t>(value);
        code += c;
    }
    if (code.size() != length || weight(values) != 0)
        return mistyped;
    return code;
}

} // namespace balieblik::vault
