// SPDX-License-Identifier: EUPL-1.2
// What the office wants of all tablets (sync-protocol.md, 15).
#include "server/sync/sync_fixture.hpp"

#include "usecases/tablet_policy.hpp"

namespace balieblik::test {
namespace {

struct RescueTest : SyncTest {
    Tablet tablet{*store, field};
    usecases::Actor admin = with_role(Role::client_admin);
    usecases::Actor coordinator = with_role(Role::coordinator);

    usecases::Actor with_role(Role role)
    {
        usecases::Actor actor;
        actor.person_id = ids.make<PersonId>();
        actor.grants = {{role, std::nullopt}};
        return actor;
    }
    template <class Work>
    auto try_write(Work work)
    {
        return store->write(field.tenant, std::move(work));
    }
};

// --- The policy for tablets ------------------------------------------------------------------------------------------

struct PolicyTest : RescueTest {
    sync::Policy in_force()
    {
        return write([&](store::Tx& tx) { return usecases::policy_in_force(tx, env); });
    }
    Result<usecases::PolicyView> set(const usecases::Actor& actor, const usecases::PolicyRequest& request)
    {
        return try_write([&](store::Tx& tx) { return usecases::set_tablet_policy(tx, env, actor, request); });
    }
    bool genuine(const sync::Policy& policy)
    {
        const auto keys = read([](store::Tx& tx) { return tx.tenancy().keys(); });
        return vault::verify(vault::PublicKey::parse(to_hex(keys.order_public)).value(), policy.signature,
                             vault::label::policy,
                             {to_text(field.tenant), std::to_string(policy.number), std::to_string(policy.lease_days),
                              std::to_string(policy.wipe_after_wrong_pins), policy.intake_key})
            .has_value();
    }
};

TEST_F(PolicyTest, without_a_choice_a_tablet_may_be_away_for_two_weeks_and_never_wipes_itself)
{
    const auto policy = in_force();

    EXPECT_EQ(policy.lease_days, 14);
    EXPECT_EQ(policy.wipe_after_wrong_pins, 0);
    EXPECT_TRUE(genuine(policy));
}

TEST_F(PolicyTest, what_an_administrator_chose_travels_signed_with_the_next_token)
{
    ASSERT_TRUE(set(admin, {0, 7, true, "beleid"}));
    const auto nonce =
        store->read(field.tenant, [&](store::Tx& tx) { return usecases::issue_challenge(tx, env); }).value().nonce;

    const auto reply =
        try_write([&](store::Tx& tx) { return usecases::issue_token(tx, env, tablet.token_request(nonce)); }).value();

    ASSERT_TRUE(reply.policy);
    EXPECT_EQ(reply.policy->number, 1);
    EXPECT_EQ(reply.policy->lease_days, 7);
    EXPECT_EQ(reply.policy->wipe_after_wrong_pins, 10);
    EXPECT_TRUE(genuine(*reply.policy));
    EXPECT_EQ(reply.policy->intake_key, in_force().intake_key) << "the key stays the same";
}

TEST_F(PolicyTest, wants_an_administrator_a_reason_and_the_last_word)
{
    EXPECT_EQ(set(coordinator, {0, 7, false, "beleid"}).error().code, Errc::forbidden);
    EXPECT_EQ(set(admin, {0, 7, false, ""}).error().code, Errc::reason_missing);
    EXPECT_EQ(set(admin, {0, 366, false, "beleid"}).error().code, Errc::validation);
    EXPECT_EQ(set(admin, {0, -1, false, "beleid"}).error().code, Errc::validation);
    ASSERT_TRUE(set(admin, {0, 0, false, "zonder grens"}));

    EXPECT_EQ(set(admin, {0, 7, false, "beleid"}).error().code, Errc::stale);
    EXPECT_EQ(trail().front(), "tablet_policy.set");
}

} // namespace
} // namespace balieblik::test
