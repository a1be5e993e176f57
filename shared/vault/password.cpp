// SPDX-License-Identifier: EUPL-1.2
#include "vault/password.hpp"

#include "vault/sodium.hpp"

#include <algorithm>
#include <cctype>
#include <new>

namespace balieblik::vault {
namespace {

// Characters as people count them: bytes that continue a UTF-8 sequence are not counted.
std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool all_alike(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0]; });
}

bool is_row(std::string_view digits, int step)
{
    for (std::size_t i = 1; i < digits.size(); ++i)
        if ((digits[i] - digits[i - 1] - step) % 10 != 0)
            return false;
    return true;
}

std::string lower(std::string_view text)
{
    std::string made(text);
    for (auto& c : made)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

} // namespace

std::string hash_password(std::string_view password, Argon2Cost cost)
{
    ready_sodium();
    std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
    if (crypto_pwhash_argon2id_str(text.data(), password.data(), password.size(), cost.passes, cost.memory_bytes) != 0)
        throw std::bad_alloc();
    return text.data();
}

bool password_matches(std::string_view hash, std::string_view password)
{
    ready_sodium();
    return crypto_pwhash_argon2id_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, Argon2Cost cost)
{
    return crypto_pwhash_argon2id_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string unmatchable_hash(Argon2Cost cost)
{
    ready_sodium();
    std::array<std::uint8_t, 32> nobody_knows;
    randombytes_buf(nobody_knows.data(), nobody_knows.size());
    return hash_password({reinterpret_cast<const char*>(nobody_knows.data()), nobody_knows.size()}, cost);
}

Result<void> check_new_password(std::string_view password, std::string_view user_name)
{
    const auto count = characters(password);
    if (count < 12 || count > 256 || all_alike(password))
        return Error{Errc::password_too_weak, {}};
    if (!user_name.empty() && lower(password).find(lower(user_name)) != std::string::npos)
        return Error{Errc::password_too_weak, {}};
    return {};
}

Result<void> check_new_pin(std::string_view pin)
{
    const auto digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < 6 || pin.size() > 12 || is_row(pin, 0) || is_row(pin, 1) || is_row(pin, -1))
        return Error{Errc::pin_too_weak, {}};
    return {};
}

Result<void> check_new_passphrase(std::string_view passphrase)
{
    if (characters(passphrase) < 12 || all_alike(passphrase))
        return Error{Errc::passphrase_too_short, {}};
    return {};
}

} // namespace balieblik::vault
