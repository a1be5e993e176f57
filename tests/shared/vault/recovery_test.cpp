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

TEST_F(RecoveryTest, a_sealing_key_comes_back_from_its_secret)
{
    EXPECT_EQ(SealingKey::from_secret(tablet.secret())->public_key(), tablet.public_key());
    EXPECT_EQ(SealingKey::from_secret(as_bytes("short")).error().code, Errc::validation);
}
