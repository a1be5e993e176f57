// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/people.hpp"

namespace balieblik::store_sqlite {

Result<void> SqlitePeople::add(const store::Person& person)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert into person values (:tenant, :id, :login, :name, :password_hash, :must_change_password, :disabled, "
        ":grants, :inspector_id, :last_sign_in, :totp_secret, :totp_confirmed_at, "
        ":totp_last_step, :oidc_subject, :created_at, :rev)",
        person));
    return {};
}

Result<void> SqlitePeople::update(store::Person& person)
{
    BALIEBLIK_TRY(changed,
                  scope_.run_with("update person set name = :name, password_hash = :password_hash, "
                                  "must_change_password = :must_change_password, disabled = :disabled, "
                                  "grants = :grants, inspector_id = :inspector_id, totp_secret = :totp_secret, "
                                  "totp_confirmed_at = :totp_confirmed_at, totp_last_step = :totp_last_step, "
                                  "oidc_subject = :oidc_subject, rev = :rev + 1 "
                                  "where tenant = :tenant and id = :id and rev = :rev",
                                  person));
    if (changed != 1)
        return Error{Errc::stale, to_text(person.id)};
    ++person.rev;
    return {};
}

Result<void> SqlitePeople::note_sign_in(PersonId id, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update person set last_sign_in = ?3 where tenant = ?1 and id = ?2", id, at));
    return {};
}

Result<std::optional<store::SignInTries>> SqlitePeople::tries(const std::string& login_sha256)
{
    return scope_.first<store::SignInTries>("select * from sign_in_tries where tenant = ? and login_sha256 = ?",
                                            login_sha256);
}

Result<void> SqlitePeople::keep_tries(const store::SignInTries& tries)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert or replace into sign_in_tries values (:tenant, :login_sha256, :failures, :locked_until, :last_at)",
        tries));
    return {};
}

Result<void> SqlitePeople::forget_tries(const std::string& login_sha256)
{
    BALIEBLIK_CHECK(scope_.run("delete from sign_in_tries where tenant = ? and login_sha256 = ?", login_sha256));
    return {};
}

Result<void> SqlitePeople::forget_tries_before(Timestamp last_at)
{
    BALIEBLIK_CHECK(scope_.run("delete from sign_in_tries where tenant = ? and last_at < ?", last_at));
    return {};
}

Result<std::optional<store::Person>> SqlitePeople::find(PersonId id)
{
    return scope_.first<store::Person>("select * from person where tenant = ? and id = ?", id);
}

Result<std::optional<store::Person>> SqlitePeople::find_login(const std::string& login)
{
    return scope_.first<store::Person>("select * from person where tenant = ? and login = ?", login);
}

Result<std::vector<store::Person>> SqlitePeople::all()
{
    return scope_.all<store::Person>("select * from person where tenant = ? order by login");
}

Result<void> SqlitePeople::add_session(const store::StoredSession& session)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert into session values (:tenant, :id_sha256, :person_id, :csrf_token, :created_at, :used_at)", session));
    return {};
}

Result<std::optional<store::StoredSession>> SqlitePeople::session(const std::string& id_sha256)
{
    return scope_.first<store::StoredSession>("select * from session where tenant = ? and id_sha256 = ?", id_sha256);
}

Result<void> SqlitePeople::touch_session(const std::string& id_sha256, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update session set used_at = ?3 where tenant = ?1 and id_sha256 = ?2", id_sha256, at));
    return {};
}

Result<void> SqlitePeople::drop_session(const std::string& id_sha256)
{
    BALIEBLIK_CHECK(scope_.run("delete from session where tenant = ? and id_sha256 = ?", id_sha256));
    return {};
}

Result<void> SqlitePeople::drop_sessions_of(PersonId person, const std::string& but)
{
    BALIEBLIK_CHECK(
        scope_.run("delete from session where tenant = ? and person_id = ? and id_sha256 <> ?", person, but));
    return {};
}

Result<void> SqlitePeople::drop_sessions_before(Timestamp created, Timestamp used)
{
    BALIEBLIK_CHECK(
        scope_.run("delete from session where tenant = ? and (created_at < ? or used_at < ?)", created, used));
    return {};
}

} // namespace balieblik::store_sqlite
