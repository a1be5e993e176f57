// SPDX-License-Identifier: EUPL-1.2
#include "server/usecases/office.hpp"

#include "usecases/account_access.hpp"

#include <atomic>
#include <thread>

namespace balieblik::usecases {
namespace {

class Accounts : public Office {
protected:
    Result<SignedIn> try_sign_in(const std::string& password)
    {
        return sign_in(*store, tenant, env, {"coordinator", password});
    }
    Result<Session> session(const std::string& id)
    {
        return store->read(tenant, [&](store::Tx& tx) { return find_session(tx, env, id); });
    }
    std::string password() { return demo.accounts.front().password; }
};

TEST_F(Accounts, a_first_sign_in_asks_for_a_new_password_and_ends_the_other_sessions)
{
    const auto first = try_sign_in(password()).value();
    const auto second = try_sign_in(password()).value();
    EXPECT_TRUE(first.session.must_change_password);
    const auto found = session(first.session_id).value();

    const PasswordChange weak{password(), "kort"};
    EXPECT_EQ(code_of(change_password(*store, tenant, env, found.actor, first.session_id, weak)),
              Errc::password_too_weak);
    const PasswordChange change{password(), "vier paarse fietsen staan"};
    ASSERT_TRUE(change_password(*store, tenant, env, found.actor, first.session_id, change));

    EXPECT_FALSE(session(first.session_id)->view.must_change_password);
    EXPECT_EQ(code_of(session(second.session_id)), Errc::session_expired);
    EXPECT_EQ(code_of(try_sign_in(password())), Errc::credential_invalid);
    EXPECT_TRUE(try_sign_in(change.replacement));
}

TEST_F(Accounts, wrong_passwords_lock_the_account_for_longer_and_longer)
{
    for (int i = 0; i < failures_before_delay; ++i)
        EXPECT_EQ(code_of(try_sign_in("not it")), Errc::credential_invalid);
    EXPECT_EQ(code_of(try_sign_in(password())), Errc::locked_out);

    clock.pass(seconds{31});
    EXPECT_EQ(code_of(try_sign_in("not it")), Errc::credential_invalid);
    clock.pass(seconds{31});
    EXPECT_EQ(code_of(try_sign_in(password())), Errc::locked_out);
    clock.pass(seconds{30});
    EXPECT_TRUE(try_sign_in(password()));
}

TEST_F(Accounts, guesses_that_come_all_at_once_get_no_more_tries_than_one_after_another)
{
    constexpr int guesses = 16;
    std::atomic<int> looked_at = 0;
    std::atomic<int> made_to_wait = 0;
    std::vector<std::thread> guessers;
    for (int i = 0; i < guesses; ++i)
        guessers.emplace_back([&, i] {
            const auto refused = code_of(try_sign_in("guess " + std::to_string(i)));
            looked_at += refused == Errc::credential_invalid ? 1 : 0;
            made_to_wait += refused == Errc::locked_out ? 1 : 0;
        });
    for (auto& guesser : guessers)
        guesser.join();

    EXPECT_EQ(looked_at, failures_before_delay);
    EXPECT_EQ(made_to_wait, guesses - failures_before_delay);
}

TEST_F(Accounts, a_login_that_nobody_has_is_locked_like_any_other)
{
    const auto guess = [&] { return code_of(sign_in(*store, tenant, env, {"nobody", "not it"})); };
    for (int i = 0; i < failures_before_delay; ++i)
        EXPECT_EQ(guess(), Errc::credential_invalid);
    EXPECT_EQ(guess(), Errc::locked_out);
    EXPECT_EQ(code_of(try_sign_in("not it")), Errc::credential_invalid) << "each login has a count of its own";

    clock.pass(seconds{31});
    EXPECT_EQ(guess(), Errc::credential_invalid);
    EXPECT_EQ(guess(), Errc::locked_out);
    clock.pass(std::chrono::hours{3});
    EXPECT_EQ(guess(), Errc::credential_invalid);
    EXPECT_EQ(guess(), Errc::credential_invalid) << "after hours without a try the count begins anew";
}

TEST_F(Accounts, a_success_at_the_last_try_ends_the_count)
{
    for (int i = 1; i < failures_before_delay; ++i)
        EXPECT_EQ(code_of(try_sign_in("not it")), Errc::credential_invalid);

    EXPECT_TRUE(try_sign_in(password()));
    EXPECT_EQ(code_of(try_sign_in("not it")), Errc::credential_invalid);
    EXPECT_TRUE(try_sign_in(password()));
}

TEST_F(Accounts, a_disabled_account_loses_its_sessions_and_comes_back_as_it_was)
{
    const auto signed_in = try_sign_in(password()).value();
    const auto coordinator = actor(Role::coordinator).person_id;
    const auto admin = actor(Role::client_admin);
    const AccountReason reason{"uit dienst"};

    const auto closed = write([&](store::Tx& tx) { return disable_person(tx, env, admin, coordinator, reason); });

    EXPECT_TRUE(closed.disabled);
    EXPECT_EQ(code_of(session(signed_in.session_id)), Errc::session_expired);
    EXPECT_EQ(code_of(try_sign_in(password())), Errc::credential_invalid);
    const auto opened = write([&](store::Tx& tx) { return enable_person(tx, env, admin, coordinator, reason); });
    EXPECT_FALSE(opened.disabled);
    EXPECT_EQ(opened.grants.size(), closed.grants.size());
    EXPECT_EQ(code_of(session(signed_in.session_id)), Errc::session_expired) << "an old session came back";
    EXPECT_TRUE(try_sign_in(password()));
}

TEST_F(Accounts, signing_somebody_out_ends_every_session_and_leaves_the_account)
{
    const auto here = try_sign_in(password()).value();
    const auto there = try_sign_in(password()).value();

    write([&](store::Tx& tx) {
        return end_sessions(tx, env, actor(Role::client_admin), actor(Role::coordinator).person_id, {"laptop kwijt"});
    });

    EXPECT_EQ(code_of(session(here.session_id)), Errc::session_expired);
    EXPECT_EQ(code_of(session(there.session_id)), Errc::session_expired);
    EXPECT_TRUE(try_sign_in(password()));
}

TEST_F(Accounts, closing_an_account_wants_a_client_admin_and_a_reason)
{
    const auto coordinator = actor(Role::coordinator);
    const auto close = [&](const Actor& by, const std::string& reason) {
        return code_of(
            try_write([&](store::Tx& tx) { return disable_person(tx, env, by, coordinator.person_id, {reason}); }));
    };

    EXPECT_EQ(close(coordinator, "reden"), Errc::forbidden);
    EXPECT_EQ(close(actor(Role::client_admin), ""), Errc::reason_missing);
}

TEST_F(Accounts, a_session_ends_when_idle_and_in_any_case_after_a_working_day)
{
    const auto idle = try_sign_in(password()).value();
    clock.pass(session_idle);
    EXPECT_EQ(code_of(session(idle.session_id)), Errc::session_expired);

    const auto used = try_sign_in(password()).value();
    for (auto passed = std::chrono::minutes{0}; passed < session_absolute; passed += std::chrono::minutes{20}) {
        EXPECT_TRUE(session(used.session_id));
        EXPECT_TRUE(store->write(tenant, [&](store::Tx& tx) { return touch_session(tx, env, used.session_id); }));
        clock.pass(std::chrono::minutes{20});
    }
    EXPECT_EQ(code_of(session(used.session_id)), Errc::session_expired);
}

TEST_F(Accounts, a_session_id_lies_in_no_table_as_it_is)
{
    const auto signed_in = try_sign_in(password()).value();

    const auto stored = read([&](store::Tx& tx) { return tx.people().session(signed_in.session_id); });

    EXPECT_FALSE(stored);
    EXPECT_EQ(signed_in.session_id.size(), 64u);
    EXPECT_EQ(code_of(check_csrf(signed_in.session, "guess")), Errc::csrf_missing);
    EXPECT_TRUE(check_csrf(signed_in.session, signed_in.session.csrf_token));
}

TEST_F(Accounts, roles_that_exclude_each_other_are_refused)
{
    const GrantChange change{actor(Role::coordinator).person_id, {Role::reviewer, demo.project_id}};

    const auto refused =
        try_write([&](store::Tx& tx) { return grant_role(tx, env, actor(Role::client_admin), change); });

    EXPECT_EQ(code_of(refused), Errc::role_conflict);
}

TEST_F(Accounts, the_last_client_admin_stays)
{
    const GrantChange change{actor(Role::client_admin).person_id, {Role::client_admin, std::nullopt}};

    const auto refused =
        try_write([&](store::Tx& tx) { return revoke_role(tx, env, actor(Role::client_admin), change); });

    EXPECT_EQ(code_of(refused), Errc::state_conflict);
    const auto closed = try_write(
        [&](store::Tx& tx) { return disable_person(tx, env, actor(Role::client_admin), change.person_id, {"weg"}); });
    EXPECT_EQ(code_of(closed), Errc::state_conflict);
}

} // namespace
} // namespace balieblik::usecases
