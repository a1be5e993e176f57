// SPDX-License-Identifier: EUPL-1.2
// Console accounts: who may sign in, with what, and the sessions they hold. Passwords and session ids are here as
// hashes only.
#pragma once

#include "base/json.hpp"
#include "model/person.hpp"

namespace balieblik::store {

struct Person {
    PersonId id;
    std::string login;
    std::string name;
    std::string password_hash; // Argon2id text
    bool must_change_password = true;
    bool disabled{};
    std::vector<RoleGrant> grants;
    std::optional<InspectorId> inspector_id; // if this person also carries out visits
    std::optional<Timestamp> last_sign_in;
    // The second factor: fields from the first schema on.
    std::optional<Bytes> totp_secret;
    std::optional<Timestamp> totp_confirmed_at;
    std::optional<std::int64_t> totp_last_step; // no code is taken twice
    std::optional<std::string> oidc_subject;
    Timestamp created_at{};
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, login, name, password_hash, must_change_password, disabled, grants, inspector_id,
                       last_sign_in, totp_secret, totp_confirmed_at, totp_last_step, oidc_subject, created_at, rev))

struct StoredSession {
    std::string id_sha256;
    PersonId person_id;
    std::string csrf_token;
    Timestamp created_at{};
    Timestamp used_at{};
};
BOOST_DESCRIBE_STRUCT(StoredSession, (), (id_sha256, person_id, csrf_token, created_at, used_at))

// Of a login, whether somebody has it or not.
struct SignInTries {
    std::string login_sha256;
    std::int64_t failures{}; // in a row
    std::optional<Timestamp> locked_until;
    Timestamp last_at{};
};
BOOST_DESCRIBE_STRUCT(SignInTries, (), (login_sha256, failures, locked_until, last_at))

class People {
public:
    virtual ~People() = default;
    // Refusal: state_conflict (the id or the login is there already).
    virtual Result<void> add(const Person& person) = 0;
    // Wants the stored revision, writes name, password, flags and grants, and raises it. Refusal: stale.
    virtual Result<void> update(Person& person) = 0;
    virtual Result<void> note_sign_in(PersonId id, Timestamp at) = 0; // whatever the revision
    virtual Result<std::optional<Person>> find(PersonId id) = 0;
    virtual Result<std::optional<Person>> find_login(const std::string& login) = 0;
    virtual Result<std::vector<Person>> all() = 0; // by login

    virtual Result<std::optional<SignInTries>> tries(const std::string& login_sha256) = 0;
    virtual Result<void> keep_tries(const SignInTries& tries) = 0;
    virtual Result<void> forget_tries(const std::string& login_sha256) = 0;
    virtual Result<void> forget_tries_before(Timestamp last_at) = 0;

    virtual Result<void> add_session(const StoredSession& session) = 0;
    virtual Result<std::optional<StoredSession>> session(const std::string& id_sha256) = 0;
    virtual Result<void> touch_session(const std::string& id_sha256, Timestamp at) = 0;
    virtual Result<void> drop_session(const std::string& id_sha256) = 0;
    // All of one person's but the one named (which may be empty).
    virtual Result<void> drop_sessions_of(PersonId person, const std::string& but) = 0;
    virtual Result<void> drop_sessions_before(Timestamp created, Timestamp used) = 0; // older by either
};

} // namespace balieblik::store
