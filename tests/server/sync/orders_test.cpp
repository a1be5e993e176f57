// SPDX-License-Identifier: EUPL-1.2
// What the office orders a tablet to do, and what a tablet says about itself (sync-protocol.md, 11, 12 and 13.4).
#include "server/sync/sync_fixture.hpp"

#include "usecases/device_orders.hpp"
#include "usecases/inspectors.hpp"

namespace balieblik::test {
namespace {

using sync::OrderMode;

struct OrdersTest : SyncTest {
    Tablet tablet{*store, field};
    usecases::Actor coordinator = with_role(Role::coordinator);

    usecases::Actor with_role(Role role)
    {
        usecases::Actor actor;
        actor.person_id = ids.make<PersonId>();
        actor.grants = {{role, std::nullopt}};
        return actor;
    }
    Result<store::DeviceOrder> give(OrderMode mode, const std::string& reason = "zoek geraakt")
    {
        return store->write(field.tenant, [&](store::Tx& tx) {
            return usecases::give_order(tx, env, coordinator, tablet.session.device_id, {mode, reason});
        });
    }
    Result<sync::TokenReply> sign_in()
    {
        const auto challenge =
            store->read(field.tenant, [&](store::Tx& tx) { return usecases::issue_challenge(tx, env); }).value();
        return store->write(field.tenant, [&](store::Tx& tx) {
            return usecases::issue_token(tx, env, tablet.token_request(challenge.nonce));
        });
    }
    Result<usecases::DeviceSession> session_of(const std::string& token)
    {
        return store->read(field.tenant, [&](store::Tx& tx) { return usecases::authorise(tx, env, token); });
    }
    Result<void> confirm(std::int64_t number)
    {
        return store->write(field.tenant,
                            [&](store::Tx& tx) { return usecases::confirm_order(tx, env, tablet.session, number); });
    }
    usecases::DeviceRow row()
    {
        return write([&](store::Tx& tx) { return usecases::list_devices(tx, env, coordinator); }).devices.at(0);
    }
    bool is_genuine(const sync::Order& order)
    {
        const auto keys = read([](store::Tx& tx) { return tx.tenancy().keys(); });
        return vault::verify(vault::PublicKey::parse(to_hex(keys.order_public)).value(), order.signature,
                             vault::label::order,
                             {to_text(field.tenant), to_text(order.device_id), std::to_string(order.number),
                              json::enum_name(order.mode)})
            .has_value();
    }
};

TEST_F(OrdersTest, an_order_travels_signed_with_the_token_and_the_console_sees_that_it_did)
{
    ASSERT_TRUE(give(OrderMode::lock));
    EXPECT_FALSE(row().order_delivered_at);

    const auto reply = sign_in().value();

    ASSERT_TRUE(reply.order);
    EXPECT_EQ(reply.order->mode, OrderMode::lock);
    EXPECT_TRUE(is_genuine(*reply.order));
    EXPECT_EQ(row().order, OrderMode::lock);
    EXPECT_TRUE(row().order_delivered_at);
    EXPECT_EQ(tablet.pull().value().order->number, reply.order->number) << "it comes with a pull too";
}

TEST_F(OrdersTest, a_tablet_to_be_wiped_hands_in_and_receives_nothing)
{
    const auto assignment = offered();
    ASSERT_TRUE(give(OrderMode::wipe_after_upload));

    const auto reply = sign_in().value();

    const auto session = session_of(reply.token).value();
    EXPECT_TRUE(session.only_hands_in);
    tablet.session = session;
    EXPECT_EQ(tablet.push({tablet.seal(tablet.body(assignment))}).value().results.at(0).status,
              sync::MutationStatus::applied);
    EXPECT_EQ(tablet.pull().error().code, Errc::device_revoked);
    EXPECT_EQ(row().state, DeviceState::revoked);
}

TEST_F(OrdersTest, after_the_tablet_confirmed_it_is_out)
{
    const auto number = give(OrderMode::wipe_after_upload).value().number;
    const auto token = sign_in().value().token;

    ASSERT_TRUE(confirm(number));

    EXPECT_TRUE(confirm(number)) << "the reply may be lost";
    EXPECT_TRUE(row().order_done_at);
    EXPECT_EQ(session_of(token).error().code, Errc::device_revoked);
    EXPECT_EQ(sign_in().error().code, Errc::device_revoked);
}

TEST_F(OrdersTest, a_wipe_can_become_sharper_and_never_be_taken_back)
{
    const auto first = give(OrderMode::wipe_after_upload).value().number;

    EXPECT_EQ(give(OrderMode::release).error().code, Errc::state_conflict);
    EXPECT_EQ(give(OrderMode::lock).error().code, Errc::state_conflict);
    EXPECT_EQ(give(OrderMode::wipe_after_upload).error().code, Errc::state_conflict);
    EXPECT_EQ(give(OrderMode::wipe_now).value().number, first + 1) << "in the same second, too";
    EXPECT_EQ(confirm(first).error().code, Errc::state_conflict) << "another one is in force";
}

TEST_F(OrdersTest, a_lock_is_released_and_only_a_lock)
{
    EXPECT_EQ(give(OrderMode::release).error().code, Errc::state_conflict);
    ASSERT_TRUE(give(OrderMode::lock));
    EXPECT_EQ(give(OrderMode::lock).error().code, Errc::state_conflict);

    ASSERT_TRUE(give(OrderMode::release));

    EXPECT_EQ(sign_in().value().order->mode, OrderMode::release);
    EXPECT_EQ(row().state, DeviceState::active);
}

TEST_F(OrdersTest, a_tablet_without_orders_is_not_given_a_number_that_a_server_set_back_may_have_used)
{
    const auto before = give(OrderMode::lock).value().number;
    clock.pass(seconds{1});
    const Tablet other{*store, field}; // for it the server has forgotten as much as one that was set back
    tablet.session = other.session;

    EXPECT_GT(give(OrderMode::lock).value().number, before);
}

TEST_F(OrdersTest, wants_a_reason_and_a_role_and_leaves_an_event)
{
    EXPECT_EQ(give(OrderMode::lock, "").error().code, Errc::reason_missing);
    coordinator = with_role(Role::reviewer);
    EXPECT_EQ(give(OrderMode::lock).error().code, Errc::forbidden);
    coordinator = with_role(Role::client_admin);

    ASSERT_TRUE(give(OrderMode::lock));

    EXPECT_EQ(trail().front(), "device.ordered_lock");
}

TEST_F(OrdersTest, the_console_shows_what_a_tablet_last_said)
{
    EXPECT_FALSE(row().unsent);

    write([&](store::Tx& tx) { return usecases::take_report(tx, env, tablet.session, {3, 2, 4, {"offline"}}); });

    EXPECT_EQ(row().unsent, 7);
    EXPECT_EQ(row().unsent_visits, 2);
    EXPECT_EQ(row().problems, std::vector<std::string>{"offline"});
    EXPECT_EQ(row().reported_at, clock.now());
}

TEST_F(OrdersTest, a_tablet_learns_which_visits_the_server_does_not_hold)
{
    const auto held = tablet.body(offered());
    const auto mutation = tablet.seal(held);
    ASSERT_TRUE(tablet.push({mutation}));
    const auto other = ids.make<VisitVersionId>();

    const auto reply = read([&](store::Tx& tx) {
        return usecases::reconcile(tx, tablet.session,
                                   {{{held.visit_version_id, mutation.sha256},
                                     {other, mutation.sha256},
                                     {held.visit_version_id, std::string(64, '0')}}});
    });

    EXPECT_EQ(reply.missing, (std::vector{other, held.visit_version_id}));
}

} // namespace
} // namespace balieblik::test
