// SPDX-License-Identifier: EUPL-1.2
#include "usecases/accounts.hpp"

#include "vault/hash.hpp"
#include "vault/password.hpp"
#include "vault/random.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

Actor actor_of(const store::Person& person)
{
    Actor actor;
    actor.person_id = person.id;
    actor.name = person.name;
    actor.grants = person.grants;
    actor.inspector_id = person.inspector_id;
    return actor;
}

// Signing in and out belongs to no project; the trail names the first role that the person holds.
Role any_role(const std::vector<RoleGrant>& grants) { return grants.empty() ? Role::observer : grants.front().role; }

SessionView view_of(const store::Person& person, const store::StoredSession& session, Timestamp used_at)
{
    SessionView view;
    view.person_id = person.id;
    view.name = person.name;
    view.login = person.login;
    view.grants = person.grants;
    view.must_change_password = person.must_change_password;
    view.csrf_token = session.csrf_token;
    view.ends_at = session.created_at + session_absolute;
    view.idle_until = std::min<Timestamp>(used_at + session_idle, view.ends_at);
    return view;
}

milliseconds delay_after(std::int64_t failures)
{
    if (failures < failures_before_delay)
        return milliseconds{0};
    const auto doublings = std::min<std::int64_t>(failures - failures_before_delay, 7);
    return std::min<milliseconds>(seconds{30} * (std::int64_t{1} << doublings), std::chrono::hours{1});
}

// How long the tries of a login are remembered after the last one: longer than it can be locked.
constexpr std::chrono::hours tries_remembered{2};

Result<void> check_not_locked(const store::SignInTries& tries, Timestamp now)
{
    if (!tries.locked_until || *tries.locked_until <= now)
        return {};
    const auto left = std::chrono::ceil<seconds>(*tries.locked_until - now);
    return Error{Errc::locked_out, std::to_string(left.count()) + " s"};
}

// Counts a try as failed before its password is looked at; a success takes that back. Guesses that come all at once are
// therefore counted one by one, and no more of them reach the password than may fail.
Result<void> count_try(store::Store& store, TenantId tenant, const Environment& env, const std::string& login_sha256)
{
    return store.write(tenant, [&env, &login_sha256](store::Tx& tx) -> Result<void> {
        const auto now = env.clock.now();
        BALIEBLIK_CHECK(tx.people().forget_tries_before(now - tries_remembered));
        BALIEBLIK_TRY(known, tx.people().tries(login_sha256));
        auto tries = known.value_or(store::SignInTries{login_sha256, 0, std::nullopt, now});
        BALIEBLIK_CHECK(check_not_locked(tries, now));
        ++tries.failures;
        tries.last_at = now;
        if (const auto delay = delay_after(tries.failures); delay.count() > 0)
            tries.locked_until = now + delay;
        return tx.people().keep_tries(tries);
    });
}

// Writes for a login that nobody has, too: it takes as long as for one that exists.
Result<void> note_failure(store::Store& store, TenantId tenant, const Environment& env, const std::string& login_sha256,
                          const std::optional<store::Person>& person)
{
    return store.write(tenant, [&](store::Tx& tx) -> Result<void> {
        if (person)
            return note(tx, env, actor_of(*person), any_role(person->grants), "person.sign_in_failed",
                        "person:" + to_text(person->id));
        BALIEBLIK_TRY(tries, tx.people().tries(login_sha256));
        return tries ? tx.people().keep_tries(*tries) : Result<void>{};
    });
}

Result<SignedIn> begin_session(store::Tx& tx, const Environment& env, const std::string& login,
                               const std::string& checked_hash, const std::optional<std::string>& rehashed)
{
    BALIEBLIK_TRY(person, tx.people().find_login(login));
    // Somebody may have disabled the account or changed the password while the guess was being checked.
    if (!person || person->disabled || person->password_hash != checked_hash)
        return Error{Errc::credential_invalid, {}};
    const auto now = env.clock.now();
    if (rehashed) {
        person->password_hash = *rehashed;
        BALIEBLIK_CHECK(tx.people().update(*person));
    }
    BALIEBLIK_CHECK(tx.people().forget_tries(vault::sha256_hex(login)));
    BALIEBLIK_CHECK(tx.people().note_sign_in(person->id, now));
    BALIEBLIK_CHECK(tx.people().drop_sessions_before(now - session_absolute, now - session_idle));

    SignedIn made;
    made.session_id = vault::random_hex(env.random, 32);
    store::StoredSession session;
    session.id_sha256 = vault::sha256_hex(made.session_id);
    session.person_id = person->id;
    session.csrf_token = vault::random_hex(env.random, 32);
    session.created_at = now;
    session.used_at = now;
    BALIEBLIK_CHECK(tx.people().add_session(session));
    made.session = view_of(*person, session, now);
    BALIEBLIK_CHECK(note(tx, env, actor_of(*person), any_role(person->grants), "person.signed_in",
                         "person:" + to_text(person->id)));
    return made;
}

} // namespace

Result<SignedIn> sign_in(store::Store& store, TenantId tenant, const Environment& env, const SignIn& request)
{
    const auto look_up = [&request](store::Tx& tx) { return tx.people().find_login(request.login); };
    BALIEBLIK_TRY(person, store.read(tenant, look_up));
    if (person && person->disabled)
        person.reset();
    static const std::string nobody = vault::unmatchable_hash();
    const auto login = vault::sha256_hex(request.login);
    BALIEBLIK_CHECK(count_try(store, tenant, env, login));
    if (!vault::password_matches(person ? person->password_hash : nobody, request.password) || !person) {
        BALIEBLIK_CHECK(note_failure(store, tenant, env, login, person));
        return Error{Errc::credential_invalid, {}};
    }
    std::optional<std::string> rehashed;
    if (vault::needs_rehash(person->password_hash))
        rehashed = vault::hash_password(request.password);
    return store.write(
        tenant, [&](store::Tx& tx) { return begin_session(tx, env, request.login, person->password_hash, rehashed); });
}

Result<Session> find_session(store::Tx& tx, const Environment& env, std::string_view session_id)
{
    const Error expired{Errc::session_expired, {}};
    BALIEBLIK_TRY(session, tx.people().session(vault::sha256_hex(session_id)));
    if (!session)
        return expired;
    const auto now = env.clock.now();
    if (now >= session->created_at + session_absolute || now >= session->used_at + session_idle)
        return expired;
    BALIEBLIK_TRY(person, tx.people().find(session->person_id));
    if (!person || person->disabled)
        return expired;
    return Session{actor_of(*person), view_of(*person, *session, session->used_at),
                   now - session->used_at >= std::chrono::minutes{1}};
}

Result<void> touch_session(store::Tx& tx, const Environment& env, std::string_view session_id)
{
    return tx.people().touch_session(vault::sha256_hex(session_id), env.clock.now());
}

Result<void> sign_out(store::Tx& tx, const Environment& env, std::string_view session_id)
{
    const auto hash = vault::sha256_hex(session_id);
    BALIEBLIK_TRY(session, tx.people().session(hash));
    if (!session)
        return {};
    BALIEBLIK_TRY(person, tx.people().find(session->person_id));
    BALIEBLIK_CHECK(tx.people().drop_session(hash));
    if (!person)
        return {};
    return note(tx, env, actor_of(*person), any_role(person->grants), "person.signed_out",
                "person:" + to_text(person->id));
}

Result<void> check_csrf(const SessionView& session, std::string_view token)
{
    if (token.size() != session.csrf_token.size() ||
        !vault::equal_in_constant_time(as_bytes(token), as_bytes(session.csrf_token)))
        return Error{Errc::csrf_missing, {}};
    return {};
}

Result<void> change_password(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                             std::string_view session_id, const PasswordChange& request)
{
    const auto look_up = [&actor](store::Tx& tx) { return tx.people().find(actor.person_id); };
    BALIEBLIK_TRY(person, store.read(tenant, look_up));
    if (!person)
        return Error{Errc::not_found, "person"};
    const auto login = vault::sha256_hex(person->login);
    BALIEBLIK_CHECK(count_try(store, tenant, env, login));
    if (!vault::password_matches(person->password_hash, request.current)) {
        BALIEBLIK_CHECK(note_failure(store, tenant, env, login, person));
        return Error{Errc::credential_invalid, {}};
    }
    // The password was right, whatever is still wrong with what was asked.
    const auto take_back = [&login](store::Tx& tx) { return tx.people().forget_tries(login); };
    BALIEBLIK_CHECK(store.write(tenant, take_back));
    BALIEBLIK_CHECK(vault::check_new_password(request.replacement, person->login));
    BALIEBLIK_CHECK(vault::check_new_password(request.replacement, person->name));
    if (request.replacement == request.current)
        return Error{Errc::password_too_weak, "the present one"};

    const auto hash = vault::hash_password(request.replacement);
    const auto session = vault::sha256_hex(session_id);
    return store.write(tenant, [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(now, tx.people().find(actor.person_id));
        if (!now || now->password_hash != person->password_hash)
            return Error{Errc::stale, "password"};
        now->password_hash = hash;
        now->must_change_password = false;
        BALIEBLIK_CHECK(tx.people().update(*now));
        BALIEBLIK_CHECK(tx.people().drop_sessions_of(now->id, session));
        return note(tx, env, actor, any_role(actor.grants), "person.password_changed", "person:" + to_text(now->id));
    });
}

} // namespace balieblik::usecases
