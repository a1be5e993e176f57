// SPDX-License-Identifier: EUPL-1.2
#include "vault/sign.hpp"

#include "support/clock.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

struct SignTest : testing::Test {
    test::SeededRandom random;
    SigningKey key = SigningKey::make(random);
    std::string signature = key.sign(label::visit, {"tenant-a", "visit-1", "hash"});

    bool accepted(std::string_view signed_label, std::initializer_list<std::string_view> fields) const
    {
        const auto verified = verify(key.public_key(), signature, signed_label, fields);
        if (!verified) {
            EXPECT_EQ(verified.error().code, Errc::signature_invalid);
        }
        return verified.has_value();
    }
};

} // namespace

TEST_F(SignTest, a_signature_fits_what_was_signed_and_nothing_else)
{
    EXPECT_TRUE(accepted(label::visit, {"tenant-a", "visit-1", "hash"}));
    EXPECT_FALSE(accepted(label::receipt, {"tenant-a", "visit-1", "hash"}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-b", "visit-1", "hash"}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-2", "hash"}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-1", "hasj"}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-1"}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-1", "hash", ""}));
    EXPECT_FALSE(accepted(label::visit, {"tenant-avisit-1", "", "hash"}));
}

TEST_F(SignTest, every_flipped_bit_of_a_signature_is_noticed)
{
    auto bytes = *from_hex(signature);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
        signature = to_hex(bytes);
        ASSERT_FALSE(accepted(label::visit, {"tenant-a", "visit-1", "hash"})) << bit;
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
    }
}

TEST_F(SignTest, a_short_or_strange_signature_is_refused)
{
    for (const auto* text : {"", "00", "zz"}) {
        signature = text;
        EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-1", "hash"}));
    }
}

// The same signature with the group's order added to its second half: mathematically right, and not ours. Who accepts
// it lets anybody make a second signature from a first.
TEST_F(SignTest, a_signature_whose_second_half_is_not_reduced_is_refused)
{
    const auto order = *from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    auto bytes = *from_hex(signature);
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const unsigned sum = bytes[32 + i] + order[i] + carry;
        bytes[32 + i] = static_cast<std::uint8_t>(sum);
        carry = sum >> 8;
    }
    signature = to_hex(bytes);

    EXPECT_FALSE(accepted(label::visit, {"tenant-a", "visit-1", "hash"}));
}

// With these keys one signature would fit every text.
TEST(SigningKeys, of_small_order_verify_nothing)
{
    const char* keys[] = {"0100000000000000000000000000000000000000000000000000000000000000",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0000000000000000000000000000000000000000000000000000000000000000",
                          "0000000000000000000000000000000000000000000000000000000000000080",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};
    for (const auto* text : keys) {
        const auto key = PublicKey::parse(text).value();
        for (const auto* point : keys)
            EXPECT_FALSE(verify(key, point + std::string(64, '0'), label::visit, {"anything"})) << text << point;
    }
}

TEST_F(SignTest, another_key_does_not_verify)
{
    const auto other = SigningKey::make(random);

    EXPECT_FALSE(verify(other.public_key(), signature, label::visit, {"tenant-a", "visit-1", "hash"}));
}

TEST_F(SignTest, a_key_comes_back_from_its_seed)
{
    const auto again = SigningKey::from_seed(key.seed());

    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_key(), key.public_key());
    EXPECT_EQ(again->sign(label::visit, {"x"}), key.sign(label::visit, {"x"}));
    EXPECT_FALSE(SigningKey::from_seed(key.seed().first(31)));
}

// RFC 8032, 7.1, test 1: the key pair.
TEST(SigningKeys, are_ed25519)
{
    const auto seed = *from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    EXPECT_EQ(SigningKey::from_seed(seed)->public_key().to_text(),
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(SigningInput, is_lengths_and_texts)
{
    EXPECT_EQ(to_hex(signing_input("ab", {"c", ""})), "000000026162"
                                                      "0000000163"
                                                      "00000000");
}

TEST(PublicKeys, read_back_from_their_text)
{
    test::SeededRandom random;
    const auto key = SigningKey::make(random).public_key();

    EXPECT_EQ(*PublicKey::parse(key.to_text()), key);
    EXPECT_EQ(PublicKey::parse("abcd").error().code, Errc::validation);
    EXPECT_FALSE(PublicKey::parse(std::string(64, 'g')));
}

TEST_F(SignTest, a_successor_is_accepted_only_in_its_place)
{
    const auto next = SigningKey::make(random).public_key().to_text();
    const std::string pinned(64, '1');
    const auto named = name_successor(key, "t", "receipt", 2, pinned, next);

    EXPECT_EQ(*accept_successor(named, "t", "receipt", pinned, key.public_key(), 1), next);
    EXPECT_EQ(accept_successor(named, "t", "receipt", pinned, key.public_key(), 2).error().code, Errc::state_conflict);
    EXPECT_EQ(accept_successor(named, "t", "recovery", pinned, key.public_key(), 1).error().code, Errc::state_conflict);
    EXPECT_EQ(accept_successor(named, "t", "receipt", next, key.public_key(), 1).error().code, Errc::state_conflict);
    EXPECT_EQ(accept_successor(named, "u", "receipt", pinned, key.public_key(), 1).error().code,
              Errc::signature_invalid);
    auto forged = named;
    forged.to = pinned;
    EXPECT_EQ(accept_successor(forged, "t", "receipt", pinned, key.public_key(), 1).error().code,
              Errc::signature_invalid);
}
