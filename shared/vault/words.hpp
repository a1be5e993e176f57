// SPDX-License-Identifier: EUPL-1.2
// A fingerprint as six words, for two people to compare by eye or over the telephone. The words are short and mean
// something in Dutch and in English alike.
#pragma once

#include "vault/hash.hpp"

#include <span>

namespace balieblik::vault {

// Six words for the first 48 bits.
std::array<std::string_view, 6> words_of(const Sha256& fingerprint);
// "lamp-water-...".
std::string words_text(const Sha256& fingerprint);
// All 256, for tests.
std::span<const std::string_view> word_list();

} // namespace balieblik::vault
