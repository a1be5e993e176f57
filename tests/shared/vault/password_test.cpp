// SPDX-License-Identifier: EUPL-1.2
#include "vault/password.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

TEST(Passwords, match_their_hash_and_no_other)
{
    const auto hash = hash_password("correct horse battery", least_cost);

    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(password_matches(hash, "correct horse battery"));
    EXPECT_FALSE(password_matches(hash, "correct horse batterY"));
    EXPECT_FALSE(password_matches(hash, ""));
    EXPECT_NE(hash, hash_password("correct horse battery", least_cost)); // salted
}

TEST(Passwords, do_not_match_a_damaged_hash)
{
    auto hash = hash_password("correct horse battery", least_cost);
    hash.back() = hash.back() == 'A' ? 'B' : 'A';

    EXPECT_FALSE(password_matches(hash, "correct horse battery"));
    EXPECT_FALSE(password_matches("", "correct horse battery"));
    EXPECT_FALSE(password_matches("correct horse battery", "correct horse battery"));
    EXPECT_FALSE(password_matches(unmatchable_hash(least_cost), ""));
}

TEST(Passwords, are_hashed_anew_when_the_cost_has_changed)
{
    const auto hash = hash_password("correct horse battery", least_cost);

    EXPECT_FALSE(needs_rehash(hash, least_cost));
    EXPECT_TRUE(needs_rehash(hash, {2, 8192}));
    EXPECT_TRUE(needs_rehash(hash, {1, 16384}));
}

TEST(Passwords, that_are_weak_are_refused)
{
    EXPECT_TRUE(check_new_password("correct horse", "els"));
    for (const auto* text :
         {"", "elevenchars", "aaaaaaaaaaaaaaaa", "my name is ELS", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa8\xc3\xa9\xc3\xa9"})
        EXPECT_EQ(check_new_password(text, "els").error().code, Errc::password_too_weak) << text;
}

TEST(Pins, have_six_digits_that_are_no_row)
{
    EXPECT_TRUE(check_new_pin("274913"));
    EXPECT_TRUE(check_new_pin("112233"));
    for (const auto* text : {"", "12345", "123456", "890123", "987654", "777777", "27491a", "1234567890123"})
        EXPECT_EQ(check_new_pin(text).error().code, Errc::pin_too_weak) << text;
}

TEST(Passphrases, count_characters_and_not_bytes)
{
    EXPECT_TRUE(check_new_passphrase("twaalf tekens"));
    EXPECT_TRUE(check_new_passphrase("h\xc3\xa9\xc3\xa9l veel t\xc3\xa9kst"));
    EXPECT_EQ(check_new_passphrase("elf tekens!").error().code, Errc::passphrase_too_short);
    EXPECT_EQ(check_new_passphrase("\xc3\xa9\xc3\xa8\xc3\xa9\xc3\xa8\xc3\xa9\xc3\xa8").error().code,
              Errc::passphrase_too_short);
}
