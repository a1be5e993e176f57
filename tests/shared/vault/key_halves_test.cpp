// SPDX-License-Identifier: EUPL-1.2
#include "vault/key_halves.hpp"

#include "support/clock.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

struct KeyHalvesTest : testing::Test {
    test::SeededRandom random;
    SealingKey key = SealingKey::make(random);
    KeyHalves halves = halve(key, random);
};

} // namespace

TEST_F(KeyHalvesTest, together_are_the_key_in_whichever_order_they_come)
{
    const auto first = read_half(halves.first).value();
    const auto second = read_half(halves.second).value();

    EXPECT_EQ(to_hex(join(first, second, key.public_key())->secret()), to_hex(key.secret()));
    EXPECT_EQ(to_hex(join(second, first, key.public_key())->secret()), to_hex(key.secret()));
}

TEST_F(KeyHalvesTest, are_drawn_anew_each_time_so_that_one_alone_says_nothing)
{
    const auto other = halve(key, random);

    EXPECT_NE(other.first, halves.first);
    EXPECT_NE(other.second, halves.second);
    EXPECT_FALSE(join(read_half(halves.first).value(), read_half(other.second).value(), key.public_key()));
}

TEST_F(KeyHalvesTest, are_read_with_spaces_and_in_capitals)
{
    std::string spoken;
    for (const char c : halves.first)
        spoken += c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));

    EXPECT_EQ(to_hex(read_half(spoken)->bytes.bytes()), to_hex(read_half(halves.first)->bytes.bytes()));
}

TEST_F(KeyHalvesTest, catch_any_one_wrong_character)
{
    for (std::size_t at = 0; at < halves.first.size(); ++at) {
        auto slipped = halves.first;
        if (slipped[at] == '-')
            continue;
        slipped[at] = slipped[at] == '7' ? '8' : '7';
        EXPECT_FALSE(read_half(slipped)) << at;
    }
    EXPECT_FALSE(read_half(""));
    EXPECT_FALSE(read_half(halves.first + "0"));
    EXPECT_FALSE(read_half(to_hex(key.secret())));
}

TEST_F(KeyHalvesTest, the_same_half_twice_or_another_organisations_is_no_key)
{
    const auto first = read_half(halves.first).value();
    const auto foreign = halve(SealingKey::make(random), random);

    EXPECT_EQ(join(first, read_half(halves.first).value(), key.public_key()).error().code, Errc::validation);
    EXPECT_EQ(join(first, read_half(foreign.second).value(), key.public_key()).error().code, Errc::validation);
}
