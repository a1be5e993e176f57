// SPDX-License-Identifier: EUPL-1.2
// Console accounts: sign-in, sessions, passwords, people and their roles.
// Argon2id takes its time on purpose, so nothing here hashes inside a transaction: sign_in and change_password take the
// Store, read, hash outside, and write.
#pragma once

#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

// --- Signing in ------------------------------------------------------------------------------------------------

inline constexpr std::chrono::minutes session_idle{30};
inline constexpr std::chrono::hours session_absolute{12};
inline constexpr int failures_before_delay = 5; // then 30 s, doubling with each further failure up to an hour

struct SignIn {
    std::string login;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))

// What a signed-in person is told about the session; the same after sign-in and at every later look.
struct SessionView {
    PersonId person_id;
    std::string name;
    std::string login;
    std::vector<RoleGrant> grants;
    bool must_change_password{}; // everything else is refused with password_change_required until it is done
    std::string csrf_token;      // to be sent in a header with every change
    Timestamp idle_until{};
    Timestamp ends_at{};
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (person_id, name, login, grants, must_change_password, csrf_token, idle_until, ends_at))

struct SignedIn {
    std::string session_id; // 256 random bits in hexadecimal: goes into the cookie, is stored as a hash only
    SessionView session;
};

// Refusals: credential_invalid (also for an unknown or disabled account, after the same amount of work), locked_out
// (detail: seconds to wait; also for a login that nobody has). A success ends the count of failures.
Result<SignedIn> sign_in(store::Store& store, TenantId tenant, const Environment& env, const SignIn& request);

struct Session {
    Actor actor;
    SessionView view;
    bool touch_due{}; // older than a minute since it was last written: call touch_session
};
// The session behind a cookie; for Store::read. Refusal: session_expired (unknown, idle too long, too old, signed out,
// account disabled). The caller refuses other use cases while view.must_change_password.
Result<Session> find_session(store::Tx& tx, const Environment& env, std::string_view session_id);
// Moves the idle limit.
Result<void> touch_session(store::Tx& tx, const Environment& env, std::string_view session_id);
// Ends the session; ending one that is over is no error.
Result<void> sign_out(store::Tx& tx, const Environment& env, std::string_view session_id);
// Compares in constant time. Refusal: csrf_missing.
Result<void> check_csrf(const SessionView& session, std::string_view token);

struct PasswordChange {
    std::string current;
    std::string replacement;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, replacement))
// Ends every other session of this person. Refusals: credential_invalid (counts as a failure), locked_out,
// password_too_weak (under 12 characters, the login or name, or the present one again).
Result<void> change_password(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                             std::string_view session_id, const PasswordChange& request);

// --- People ----------------------------------------------------------------------------------------------------

// A password that was just made, and its hash. Slow: make it before the transaction.
struct FreshPassword {
    std::string text;
    std::string hash;
};
FreshPassword fresh_password(Random& random);

struct NewPerson {
    std::string login; // 3 to 64 of a-z, 0-9, dot, dash and underscore
    std::string name;
    std::vector<RoleGrant> grants;
    std::optional<InspectorId> inspector_id; // if this person also carries out visits
};
BOOST_DESCRIBE_STRUCT(NewPerson, (), (login, name, grants, inspector_id))

struct PersonRow {
    PersonId id;
    std::string login;
    std::string name;
    std::vector<RoleGrant> grants;
    std::optional<InspectorId> inspector_id;
    bool disabled{};
    bool must_change_password{};
    bool second_factor{};
    std::optional<Timestamp> last_sign_in;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (id, login, name, grants, inspector_id, disabled, must_change_password, second_factor,
                       last_sign_in, rev))

struct AddedPerson {
    PersonRow person;
    std::string temporary_password; // shown once; the first sign-in must replace it
};
BOOST_DESCRIBE_STRUCT(AddedPerson, (), (person, temporary_password))

// Client admin. Refusals: forbidden, validation, state_conflict (the login is taken), role_conflict.
Result<AddedPerson> add_person(store::Tx& tx, const Environment& env, const Actor& actor, const NewPerson& request,
                               const FreshPassword& password);
// Client admin. A new temporary password; every session of the person ends.
Result<AddedPerson> reset_password(store::Tx& tx, const Environment& env, const Actor& actor, PersonId person,
                                   const FreshPassword& password);

struct GrantChange {
    PersonId person_id;
    RoleGrant grant;
};
BOOST_DESCRIBE_STRUCT(GrantChange, (), (person_id, grant))
// Client admin. Granting what is held, or revoking what is not, changes nothing. Refusals: forbidden, not_found,
// role_conflict.
Result<PersonRow> grant_role(store::Tx& tx, const Environment& env, const Actor& actor, const GrantChange& request);
// Refusal besides: state_conflict for the last client admin of the organisation.
Result<PersonRow> revoke_role(store::Tx& tx, const Environment& env, const Actor& actor, const GrantChange& request);

struct PeopleList {
    std::vector<PersonRow> people; // by login
};
BOOST_DESCRIBE_STRUCT(PeopleList, (), (people))
// Client admin, observer. A read of identities: leaves an event.
Result<PeopleList> list_people(store::Tx& tx, const Environment& env, const Actor& actor);

} // namespace balieblik::usecases
