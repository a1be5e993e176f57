// SPDX-License-Identifier: EUPL-1.2
#include "vault/key_halves.hpp"

#include "vault/hash.hpp"

namespace balieblik::vault {
namespace {

constexpr std::size_t half_size = 32;
constexpr std::size_t group = 8;
constexpr std::size_t check_digits = 4;

std::string check_of(int number, ByteView half)
{
    Bytes text(half.begin(), half.end());
    text.push_back(static_cast<std::uint8_t>(number));
    auto check = sha256_hex(text).substr(0, check_digits);
    wipe(text);
    return check;
}

std::string written(int number, ByteView half)
{
    const auto digits = to_hex(half);
    std::string text = "BB" + std::to_string(number);
    for (std::size_t at = 0; at < digits.size(); at += group)
        text += "-" + digits.substr(at, group);
    return text + "-" + check_of(number, half);
}

Secret differing(ByteView a, ByteView b)
{
    Secret made(half_size);
    for (std::size_t i = 0; i < half_size; ++i)
        made.writable()[i] = a[i] ^ b[i];
    return made;
}

} // namespace

KeyHalves halve(const SealingKey& key, Random& random)
{
    const auto first = Secret::random(random, half_size);
    const auto second = differing(key.secret(), first.bytes());
    return {written(1, first.bytes()), written(2, second.bytes())};
}

Result<KeyHalf> read_half(std::string_view text)
{
    std::string plain;
    for (const char c : text)
        if (c != ' ' && c != '-' && c != '\n' && c != '\r' && c != '\t')
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const Error unreadable{Errc::validation, "half"};
    if (plain.size() != 3 + 2 * half_size + check_digits || !plain.starts_with("bb"))
        return unreadable;
    const int number = plain[2] - '0';
    const auto bytes = from_hex(std::string_view(plain).substr(3, 2 * half_size));
    if ((number != 1 && number != 2) || !bytes)
        return unreadable;
    KeyHalf half{number, Secret::copy_of(*bytes)};
    if (check_of(number, half.bytes.bytes()) != plain.substr(3 + 2 * half_size))
        return unreadable;
    return half;
}

std::string mark_of(const KeyHalf& half)
{
    constexpr std::string_view label = "balieblik.half.v1";
    Bytes text(label.begin(), label.end());
    text.push_back(static_cast<std::uint8_t>(half.number));
    text.insert(text.end(), half.bytes.bytes().begin(), half.bytes.bytes().end());
    auto mark = sha256_hex(text);
    wipe(text);
    return mark;
}

Result<SealingKey> join(const KeyHalf& one, const KeyHalf& other, const PublicKey& expected)
{
    if (one.number == other.number)
        return Error{Errc::validation, "half: twice the same"};
    BALIEBLIK_TRY(key, SealingKey::from_secret(differing(one.bytes.bytes(), other.bytes.bytes()).bytes()));
    if (!(key.public_key() == expected))
        return Error{Errc::validation, "half: not of this organisation's key"};
    return std::move(key);
}

} // namespace balieblik::vault
