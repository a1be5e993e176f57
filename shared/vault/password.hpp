// SPDX-License-Identifier: EUPL-1.2
// Passwords of people with a console account: kept as Argon2id text, never as they are.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace balieblik::vault {

// What one guess costs.
struct Argon2Cost {
    std::uint64_t passes = 3;
    std::size_t memory_bytes = 64 * 1024 * 1024;
};
// On the server several people may sign in at once: 19 MiB and three passes each.
inline constexpr Argon2Cost password_cost{3, 19 * 1024 * 1024};
// On a tablet one person waits for one guess.
inline constexpr Argon2Cost pin_cost{3, 64 * 1024 * 1024};
// The least libsodium takes. For tests only.
inline constexpr Argon2Cost least_cost{1, 8192};

// "$argon2id$v=19$m=...": salt and cost are in the text.
std::string hash_password(std::string_view password, Argon2Cost cost = password_cost);
bool password_matches(std::string_view hash, std::string_view password);
// True if it was made at another cost, and should be made anew at the next successful sign-in.
bool needs_rehash(std::string_view hash, Argon2Cost cost = password_cost);
// A hash that no password matches, so that an unknown name takes as long as a wrong password.
std::string unmatchable_hash(Argon2Cost cost = password_cost);

// Refusal: password_too_weak (under 12 or over 256 characters, one character repeated, or it holds the name).
Result<void> check_new_password(std::string_view password, std::string_view user_name);
// Refusal: pin_too_weak (under 6 or over 12 digits, no digits, all alike, or a row such as 123456 or 987654).
Result<void> check_new_pin(std::string_view pin);
// Refusal: passphrase_too_short (under 12 characters; bytes that only continue a character do not count).
Result<void> check_new_passphrase(std::string_view passphrase);

} // namespace balieblik::vault
