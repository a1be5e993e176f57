// SPDX-License-Identifier: EUPL-1.2
// Codes, challenges and tokens (sync-protocol.md, 2 and 3).
#include "server/sync/sync_fixture.hpp"

#include "vault/enrolment_code.hpp"

#include <gmock/gmock.h>

namespace balieblik::test {
namespace {

using testing::Contains;

struct EnrolmentTest : SyncTest {
    std::string invite() { return Tablet::invite(*store, field).value().invitation.code; }
    // Another tablet that tries a code.
    Errc refused(const std::string& code)
    {
        const auto key = vault::SigningKey::make(random).public_key().to_text();
        const auto reply = usecases::enrol_device(*store, field.tenant, env,
                                                  {code, key, ids.make<InstallId>(), "tablet", "test", "1.0"}, "CA");
        EXPECT_FALSE(reply);
        return reply ? Errc::internal : reply.error().code;
    }
    // Another code that begins like this one, as somebody who guesses the rest would try.
    std::string guess_like(const std::string& code)
    {
        for (;;) {
            auto other = vault::make_enrolment_code(random).substr(0, 6);
            for (const char check : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
                const auto tried = code.substr(0, 5) + other + check;
                if (tried != code && vault::parse_enrolment_code(tried))
                    return tried;
            }
        }
    }
};

TEST_F(EnrolmentTest, a_code_admits_a_tablet_and_pins_the_keys_of_the_organisation)
{
    const auto invited = Tablet::invite(*store, field).value();
    const auto key = vault::SigningKey::make(random).public_key().to_text();

    const auto reply = usecases::enrol_device(
        *store, field.tenant, env, {invited.shown_code, key, ids.make<InstallId>(), "tablet", "test", "1.0"}, "CA");

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->tenant, field.tenant);
    EXPECT_EQ(reply->inspector_id, field.inspector.id);
    EXPECT_EQ(reply->alias, "Merel");
    EXPECT_EQ(reply->receipt_key.size(), 64u);
    EXPECT_NE(reply->order_key, reply->receipt_key);
    EXPECT_EQ(std::count(invited.words.begin(), invited.words.end(), '-'), 5);
    EXPECT_THAT(trail(), Contains("enrolment.created"));
    EXPECT_THAT(trail(), Contains("device.enrolled"));
}

TEST_F(EnrolmentTest, a_code_serves_once_but_a_lost_reply_is_given_again_to_the_same_tablet)
{
    const auto code = invite();
    const auto key = vault::SigningKey::make(random).public_key().to_text();
    const sync::EnrolRequest request{code, key, ids.make<InstallId>(), "tablet", "test", "1.0"};
    const auto first = usecases::enrol_device(*store, field.tenant, env, request, "CA");
    ASSERT_TRUE(first);

    const auto again = usecases::enrol_device(*store, field.tenant, env, request, "CA");

    ASSERT_TRUE(again);
    EXPECT_EQ(again->device_id, first->device_id);
    EXPECT_EQ(refused(code), Errc::enrolment_code_used);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.devices().all(); }).size(), 1u);
}

TEST_F(EnrolmentTest, a_code_lives_for_a_day)
{
    const auto code = invite();
    clock.pass(std::chrono::hours{24} + seconds{1});
    EXPECT_EQ(refused(code), Errc::enrolment_code_expired);
}

TEST_F(EnrolmentTest, a_typing_error_costs_no_try_and_says_so)
{
    auto code = invite();
    code.back() = code.back() == '0' ? '1' : '0';
    EXPECT_EQ(refused(code), Errc::enrolment_code_mistyped);
}

TEST_F(EnrolmentTest, after_five_wrong_guesses_the_right_code_is_worth_nothing)
{
    const auto code = invite();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(refused(guess_like(code)), Errc::enrolment_code_invalid);
    EXPECT_EQ(refused(code), Errc::enrolment_code_invalid);
    EXPECT_THAT(trail(), Contains("enrolment.wrong_code").Times(5));
}

TEST_F(EnrolmentTest, a_code_that_was_never_made_is_refused)
{
    EXPECT_EQ(refused(vault::make_enrolment_code(random)), Errc::enrolment_code_invalid);
}

// --- A tablet that the server forgot when it was set back (15.5)

struct ForgottenTabletTest : EnrolmentTest {
    vault::SigningKey key = vault::SigningKey::make(random);
    sync::EnrolledBefore before{ids.make<DeviceId>(), field.inspector.id, std::nullopt};

    Result<sync::EnrolReply> again(const std::string& code)
    {
        return usecases::enrol_device(
            *store, field.tenant, env,
            {code, key.public_key().to_text(), ids.make<InstallId>(), "tablet", "test", "1.0", before}, "CA");
    }
    store::StoredDevice device()
    {
        return *read([&](store::Tx& tx) { return tx.devices().find(before.device_id); });
    }
    sync::Order ordered(sync::OrderMode mode)
    {
        sync::Order order{before.device_id, 1'770'000'000, mode, {}};
        const auto keys = read([](store::Tx& tx) { return tx.tenancy().keys(); });
        order.signature = vault::SigningKey::from_seed(keys.order_secret)
                              .value()
                              .sign(vault::label::order, {to_text(field.tenant), to_text(order.device_id),
                                                          std::to_string(order.number), json::enum_name(order.mode)});
        return order;
    }
};

TEST_F(ForgottenTabletTest, takes_its_place_again_under_a_code_of_its_inspector_as_the_tablet_that_it_was)
{
    const auto code = invite();

    const auto reply = again(code).value();

    EXPECT_EQ(reply.device_id, before.device_id);
    EXPECT_EQ(device().public_key, key.public_key().to_text());
    EXPECT_THAT(trail(), Contains("device.enrolled_again"));
    EXPECT_EQ(again(code).value().device_id, before.device_id) << "the reply may be lost";
    EXPECT_EQ(again(invite()).value().device_id, before.device_id) << "and the code, too";
}

TEST_F(ForgottenTabletTest, somebody_elses_code_is_refused_and_not_used_up)
{
    const auto code = invite();
    before.inspector_id = ids.make<InspectorId>();
    EXPECT_EQ(again(code).error().code, Errc::enrolment_of_another);
    before.inspector_id = field.inspector.id;

    EXPECT_TRUE(again(code));
}

TEST_F(ForgottenTabletTest, nobody_takes_the_place_of_a_tablet_that_is_known)
{
    ASSERT_TRUE(again(invite()));
    key = vault::SigningKey::make(random);

    EXPECT_EQ(again(invite()).error().code, Errc::enrolment_of_another);
}

TEST_F(ForgottenTabletTest, one_that_was_withdrawn_does_not_come_back_by_it)
{
    ASSERT_TRUE(again(invite()));
    write([&](store::Tx& tx) {
        auto known = device();
        known.state = DeviceState::revoked;
        return tx.devices().update(known);
    });

    EXPECT_EQ(again(invite()).error().code, Errc::device_revoked);
}

TEST_F(ForgottenTabletTest, what_the_office_had_ordered_is_in_force_again)
{
    before.order = ordered(sync::OrderMode::lock);
    ASSERT_TRUE(again(invite()));
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.devices().last_order(before.device_id); })->mode,
              sync::OrderMode::lock);
    EXPECT_EQ(device().state, DeviceState::active);

    before.device_id = ids.make<DeviceId>();
    before.order = ordered(sync::OrderMode::wipe_after_upload);
    ASSERT_TRUE(again(invite()));
    EXPECT_EQ(device().state, DeviceState::revoked) << "it hands in and is wiped";
    EXPECT_THAT(trail(), Contains("device.order_taken_back"));
}

TEST_F(ForgottenTabletTest, an_order_that_the_office_never_gave_says_nothing)
{
    before.order = ordered(sync::OrderMode::lock);
    before.order->mode = sync::OrderMode::release;

    ASSERT_TRUE(again(invite()));

    EXPECT_FALSE(read([&](store::Tx& tx) { return tx.devices().last_order(before.device_id); }));
}

TEST_F(EnrolmentTest, only_a_certified_inspector_gets_a_code)
{
    write([&](store::Tx& tx) {
        field.inspector.state = InspectorState::suspended;
        return tx.field().update(field.inspector);
    });
    EXPECT_EQ(Tablet::invite(*store, field).error().code, Errc::state_conflict);
}

struct AccessTest : SyncTest {
    Tablet tablet{*store, field};

    std::string challenge()
    {
        return read([&](store::Tx& tx) { return usecases::issue_challenge(tx, env); }).nonce;
    }
    Result<sync::TokenReply> answer(const sync::TokenRequest& request)
    {
        return store->write(field.tenant, [&](store::Tx& tx) { return usecases::issue_token(tx, env, request); });
    }
    Result<usecases::DeviceSession> authorise(const std::string& token)
    {
        return store->read(field.tenant, [&](store::Tx& tx) { return usecases::authorise(tx, env, token); });
    }
};

TEST_F(AccessTest, a_signed_challenge_gives_a_token_for_fifteen_minutes)
{
    const auto reply = answer(tablet.token_request(challenge()));
    ASSERT_TRUE(reply);
    EXPECT_EQ(usecases::tenant_of(reply->token), field.tenant);

    const auto session = authorise(reply->token);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->inspector_id, field.inspector.id);
    EXPECT_EQ(session->device_id, tablet.session.device_id);

    clock.pass(std::chrono::minutes{15} + seconds{1});
    EXPECT_EQ(authorise(reply->token).error().code, Errc::token_expired);
}

TEST_F(AccessTest, a_challenge_is_answered_once_and_in_time)
{
    const auto nonce = challenge();
    ASSERT_TRUE(answer(tablet.token_request(nonce)));
    EXPECT_EQ(answer(tablet.token_request(nonce)).error().code, Errc::credential_invalid);

    const auto old = challenge();
    clock.pass(std::chrono::minutes{2} + seconds{1});
    EXPECT_EQ(answer(tablet.token_request(old)).error().code, Errc::credential_invalid);
    EXPECT_EQ(answer(tablet.token_request(std::string(64, '0'))).error().code, Errc::credential_invalid);
}

TEST_F(AccessTest, somebody_elses_signature_gives_nothing)
{
    auto request = tablet.token_request(challenge());
    request.signature =
        vault::SigningKey::make(random).sign(vault::label::token, {to_text(field.tenant), to_text(request.device_id),
                                                                   to_text(request.install_id), request.nonce});
    EXPECT_EQ(answer(request).error().code, Errc::credential_invalid);
}

TEST_F(AccessTest, a_revoked_tablet_gets_no_token_and_its_last_one_ends)
{
    const auto token = answer(tablet.token_request(challenge()))->token;
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(device, tx.devices().find(tablet.session.device_id));
        device->state = DeviceState::revoked;
        device->revoked_at = clock.now();
        return tx.devices().update(*device);
    });
    EXPECT_EQ(authorise(token).error().code, Errc::device_revoked);
    EXPECT_EQ(answer(tablet.token_request(challenge())).error().code, Errc::device_revoked);
}

TEST_F(AccessTest, an_altered_token_is_refused)
{
    auto token = answer(tablet.token_request(challenge()))->token;
    token[10] = token[10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(authorise(token).error().code, Errc::token_expired);
    EXPECT_EQ(authorise("").error().code, Errc::token_expired);
    EXPECT_EQ(authorise("nonsense.nonsense").error().code, Errc::token_expired);
}

} // namespace
} // namespace balieblik::test
