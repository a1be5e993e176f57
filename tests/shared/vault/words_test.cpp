// SPDX-License-Identifier: EUPL-1.2
#include "vault/words.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace balieblik;
using namespace balieblik::vault;

TEST(Words, are_256_short_different_ones_in_plain_letters)
{
    const std::set<std::string_view> different(word_list().begin(), word_list().end());

    EXPECT_EQ(different.size(), 256u);
    for (const auto word : different) {
        EXPECT_GE(word.size(), 3u) << word;
        EXPECT_LE(word.size(), 8u) << word;
        EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), word.npos) << word;
    }
}

TEST(Words, of_a_fingerprint_stay_the_same)
{
    Sha256 fingerprint{};
    fingerprint[1] = 255;
    fingerprint[6] = 99; // not shown

    EXPECT_EQ(words_text(fingerprint), "alarm-zoom-alarm-alarm-alarm-alarm");
}

TEST(Words, of_another_fingerprint_differ)
{
    EXPECT_NE(words_text(sha256(as_bytes("a"))), words_text(sha256(as_bytes("b"))));
}
