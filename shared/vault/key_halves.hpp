// SPDX-License-Identifier: EUPL-1.2
// The secret half of the organisation's recovery key, cut in two for two people to keep: either one alone says nothing
// at all about the key, not even one bit of it.
#pragma once

#include "vault/recovery.hpp"

namespace balieblik::vault {

// What a keeper keeps, on paper or in a password store: "BB1-" or "BB2-", 64 hexadecimal digits in groups of eight, and
// four more that catch a slip of the pen.
struct KeyHalves {
    std::string first;
    std::string second;
};
KeyHalves halve(const SealingKey& key, Random& random);

// Which half it is (1 or 2) and what is in it. Spaces and the case of letters do not matter. Refusal: validation.
struct KeyHalf {
    int number{};
    Secret bytes;
};
Result<KeyHalf> read_half(std::string_view text);

// By which a half is recognised later, and from which nothing of it can be found.
std::string mark_of(const KeyHalf& half);

// Refusals: validation (twice the same half, or not of this key).
Result<SealingKey> join(const KeyHalf& one, const KeyHalf& other, const PublicKey& expected);

} // namespace balieblik::vault
