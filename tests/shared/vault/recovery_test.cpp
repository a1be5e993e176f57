// SPDX-License-Identifier: EUPL-1.2
#include "vault/recovery.hpp"

#include "support/clock.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

struct RecoveryTest : testing::Test {
    test::SeededRandom random;
    SealingKey organisation = SealingKey::make(random);
    SealingKey tablet = SealingKey::make(random);
    Secret database_key = Secret::random(random, 32);
    RecoveryRequest request{"tablet-1", tablet.public_key().to_text(),
                            seal_recovery_wrap(organisation.public_key(), "tablet-1", database_key)};
};

} // namespace

TEST_F(RecoveryTest, the_organisation_hands_the_key_back_to_the_tablet_that_asks)
{
    const auto grant = grant_recovery(organisation, request);
    ASSERT_TRUE(grant);
    const auto recovered = accept_recovery(tablet, "tablet-1", *grant);

    ASSERT_TRUE(recovered);
    EXPECT_EQ(to_hex(recovered->bytes()), to_hex(database_key.bytes()));
    EXPECT_EQ(grant->find(to_hex(database_key.bytes())), std::string::npos);
}

TEST_F(RecoveryTest, another_organisation_cannot)
{
    EXPECT_EQ(grant_recovery(SealingKey::make(random), request).error().code, Errc::signature_invalid);
}

TEST_F(RecoveryTest, a_wrap_of_another_tablet_is_refused)
{
    request.device_id = "tablet-2";

    EXPECT_EQ(grant_recovery(organisation, request).error().code, Errc::signature_invalid);
}

TEST_F(RecoveryTest, a_grant_serves_one_request_of_one_tablet)
{
    const auto grant = *grant_recovery(organisation, request);

    EXPECT_FALSE(accept_recovery(SealingKey::make(random), "tablet-1", grant));
    EXPECT_FALSE(accept_recovery(tablet, "tablet-2", grant));
    EXPECT_FALSE(accept_recovery(tablet, "tablet-1", grant.substr(2)));
    EXPECT_FALSE(accept_recovery(tablet, "tablet-1", ""));
    EXPECT_FALSE(accept_recovery(tablet, "tablet-1", "zz"));
    EXPECT_FALSE(accept_recovery(organisation, "tablet-1", request.wrap)); // a wrap is no grant
}

TEST_F(RecoveryTest, a_box_with_a_flipped_bit_does_not_open)
{
    auto sealed = seal_to(tablet.public_key(), as_bytes("hello"));
    ASSERT_TRUE(tablet.open(sealed));
    for (auto& byte : sealed) {
        byte = static_cast<std::uint8_t>(byte ^ 1u);
        ASSERT_FALSE(tablet.open(sealed));
        byte = static_cast<std::uint8_t>(byte ^ 1u);
    }
}

TEST_F(RecoveryTest, a_box_of_any_other_length_does_not_open)
{
    const auto sealed = seal_to(tablet.public_key(), as_bytes("hello"));
    for (std::size_t length = 0; length < sealed.size(); ++length)
        EXPECT_FALSE(tablet.open(ByteView(sealed).first(length))) << length;
    auto longer = sealed;
    longer.push_back(0);
    EXPECT_FALSE(tablet.open(longer));
}

TEST_F(RecoveryTest, every_flipped_bit_of_wrap_and_grant_is_noticed)
{
    const auto grant = *from_hex(*grant_recovery(organisation, request));
    for (std::size_t bit = 0; bit < grant.size() * 8; ++bit) {
        auto flipped = grant;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        EXPECT_FALSE(accept_recovery(tablet, "tablet-1", to_hex(flipped))) << bit;
    }
    const auto wrap = *from_hex(request.wrap);
    for (std::size_t bit = 0; bit < wrap.size() * 8; ++bit) {
        auto flipped = wrap;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        request.wrap = to_hex(flipped);
        EXPECT_FALSE(grant_recovery(organisation, request)) << bit;
    }
}

// The points of RFC 7748's curve with which every secret gives the same shared one, and their unreduced twins.
constexpr const char* small_points[] = {"0000000000000000000000000000000000000000000000000000000000000000",
                                        "0100000000000000000000000000000000000000000000000000000000000000",
                                        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                                        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

TEST_F(RecoveryTest, nothing_is_sealed_to_a_key_of_small_order)
{
    for (const auto* point : small_points) {
        request.request_key = point;
        const auto granted = grant_recovery(organisation, request);
        ASSERT_FALSE(granted) << point;
        EXPECT_EQ(granted.error().code, Errc::validation) << point;
        EXPECT_THROW(seal_to(PublicKey::parse(point).value(), as_bytes("hello")), std::invalid_argument) << point;
    }
}

TEST_F(RecoveryTest, a_box_from_a_sender_of_small_order_does_not_open)
{
    const auto sealed = seal_to(tablet.public_key(), as_bytes("hello"));
    for (const auto* point : small_points) {
        auto forged = sealed;
        const auto bytes = *from_hex(point);
        std::copy(bytes.begin(), bytes.end(), forged.begin()); // the sender's own key stands in front
        EXPECT_FALSE(tablet.open(forged)) << point;
    }
}

TEST_F(RecoveryTest, a_sealing_key_comes_back_from_its_secret)
{
    EXPECT_EQ(SealingKey::from_secret(tablet.secret())->public_key(), tablet.public_key());
    EXPECT_EQ(SealingKey::from_secret(as_bytes("short")).error().code, Errc::validation);
}
