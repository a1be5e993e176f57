// SPDX-License-Identifier: EUPL-1.2
// People and their roles, as the client's administrator keeps them.
#include "usecases/account_access.hpp"

#include "vault/hash.hpp"
#include "vault/password.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

PersonRow row_of(const store::Person& person)
{
    PersonRow row;
    row.id = person.id;
    row.login = person.login;
    row.name = person.name;
    row.grants = person.grants;
    row.inspector_id = person.inspector_id;
    row.disabled = person.disabled;
    row.must_change_password = person.must_change_password;
    row.second_factor = person.totp_confirmed_at.has_value();
    row.last_sign_in = person.last_sign_in;
    row.rev = person.rev;
    return row;
}

bool is_login(std::string_view text)
{
    return text.size() >= 3 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
           });
}

bool same(const RoleGrant& a, const RoleGrant& b) { return a.role == b.role && a.project_id == b.project_id; }

Result<void> check_projects(store::Tx& tx, const std::vector<RoleGrant>& grants)
{
    for (const auto& grant : grants)
        if (grant.project_id) {
            BALIEBLIK_TRY(project, tx.field().project(*grant.project_id));
            if (!project)
                return Error{Errc::not_found, "project"};
        }
    return {};
}

std::string grant_text(const RoleGrant& grant)
{
    std::string text(json::enum_name(grant.role));
    return grant.project_id ? text + " in project:" + to_text(*grant.project_id) : text;
}

Result<store::Person> find_person(store::Tx& tx, PersonId id)
{
    BALIEBLIK_TRY(person, tx.people().find(id));
    if (!person)
        return Error{Errc::not_found, "person"};
    return *person;
}

// Whether somebody else could still administer the organisation if this person could not.
Result<bool> another_admin(store::Tx& tx, PersonId but)
{
    BALIEBLIK_TRY(all, tx.people().all());
    return std::any_of(all.begin(), all.end(), [&](const store::Person& other) {
        return other.id != but && !other.disabled && holds(other.grants, Role::client_admin, std::nullopt);
    });
}

Result<std::string> wanted_reason(const AccountReason& request)
{
    if (request.reason.empty())
        return Error{Errc::reason_missing, "reason"};
    if (request.reason.size() > 2000)
        return Error{Errc::too_large, "reason"};
    return request.reason;
}

} // namespace

FreshPassword fresh_password(Random& random)
{
    // 20 of 31 characters that nobody mistakes for another: 99 bits, in groups that can be read out.
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string text;
    while (text.size() < 24) {
        std::uint8_t byte{};
        random.fill({&byte, 1});
        if (byte >= 256 / letters.size() * letters.size())
            continue; // the rest would make some characters likelier than others
        text.push_back(letters[byte % letters.size()]);
        if (text.size() % 6 == 5 && text.size() < 23)
            text.push_back('-');
    }
    text.resize(23);
    return {text, vault::hash_password(text)};
}

Result<AddedPerson> add_person(store::Tx& tx, const Environment& env, const Actor& actor, const NewPerson& request,
                               const FreshPassword& password)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    if (!is_login(request.login))
        return Error{Errc::validation, "login"};
    if (request.name.empty() || request.name.size() > 200)
        return Error{Errc::validation, "name"};
    BALIEBLIK_CHECK(check_grants(request.grants));
    BALIEBLIK_CHECK(check_projects(tx, request.grants));
    if (request.inspector_id) {
        BALIEBLIK_TRY(inspector, tx.field().inspector(*request.inspector_id));
        if (!inspector)
            return Error{Errc::not_found, "inspector"};
    }
    BALIEBLIK_TRY(taken, tx.people().find_login(request.login));
    if (taken)
        return Error{Errc::state_conflict, "login"};

    store::Person person;
    person.id = env.ids.make<PersonId>();
    person.login = request.login;
    person.name = request.name;
    person.password_hash = password.hash;
    person.grants = request.grants;
    person.inspector_id = request.inspector_id;
    person.created_at = env.clock.now();
    person.rev = 1;
    BALIEBLIK_CHECK(tx.people().add(person));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.added", "person:" + to_text(person.id)));
    for (const auto& grant : person.grants)
        BALIEBLIK_CHECK(
            note(tx, env, actor, role, "person.role_granted", "person:" + to_text(person.id), grant_text(grant)));
    return AddedPerson{row_of(person), password.text};
}

Result<AddedPerson> reset_password(store::Tx& tx, const Environment& env, const Actor& actor, PersonId id,
                                   const FreshPassword& password)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, id));
    person.password_hash = password.hash;
    person.must_change_password = true;
    BALIEBLIK_CHECK(tx.people().update(person));
    BALIEBLIK_CHECK(tx.people().forget_tries(vault::sha256_hex(person.login)));
    BALIEBLIK_CHECK(tx.people().drop_sessions_of(id, {}));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.password_reset", "person:" + to_text(id)));
    return AddedPerson{row_of(person), password.text};
}

Result<PersonRow> disable_person(store::Tx& tx, const Environment& env, const Actor& actor, PersonId id,
                                 const AccountReason& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, id));
    BALIEBLIK_TRY(reason, wanted_reason(request));
    if (person.disabled)
        return row_of(person);
    BALIEBLIK_TRY(another, another_admin(tx, id));
    if (!another && holds(person.grants, Role::client_admin, std::nullopt))
        return Error{Errc::state_conflict, "the last client admin"};
    person.disabled = true;
    BALIEBLIK_CHECK(tx.people().update(person));
    BALIEBLIK_CHECK(tx.people().drop_sessions_of(id, {}));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.disabled", "person:" + to_text(id), reason));
    return row_of(person);
}

Result<PersonRow> enable_person(store::Tx& tx, const Environment& env, const Actor& actor, PersonId id,
                                const AccountReason& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, id));
    BALIEBLIK_TRY(reason, wanted_reason(request));
    if (!person.disabled)
        return row_of(person);
    person.disabled = false;
    BALIEBLIK_CHECK(tx.people().update(person));
    BALIEBLIK_CHECK(tx.people().forget_tries(vault::sha256_hex(person.login)));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.enabled", "person:" + to_text(id), reason));
    return row_of(person);
}

Result<PersonRow> end_sessions(store::Tx& tx, const Environment& env, const Actor& actor, PersonId id,
                               const AccountReason& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, id));
    BALIEBLIK_TRY(reason, wanted_reason(request));
    BALIEBLIK_CHECK(tx.people().drop_sessions_of(id, {}));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.sessions_ended", "person:" + to_text(id), reason));
    return row_of(person);
}

Result<PersonRow> grant_role(store::Tx& tx, const Environment& env, const Actor& actor, const GrantChange& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, request.person_id));
    const auto held = [&](const RoleGrant& grant) { return same(grant, request.grant); };
    if (std::any_of(person.grants.begin(), person.grants.end(), held))
        return row_of(person);
    BALIEBLIK_CHECK(check_projects(tx, {request.grant}));
    person.grants.push_back(request.grant);
    BALIEBLIK_CHECK(check_grants(person.grants));
    BALIEBLIK_CHECK(tx.people().update(person));
    BALIEBLIK_CHECK(
        note(tx, env, actor, role, "person.role_granted", "person:" + to_text(person.id), grant_text(request.grant)));
    return row_of(person);
}

Result<PersonRow> revoke_role(store::Tx& tx, const Environment& env, const Actor& actor, const GrantChange& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(person, find_person(tx, request.person_id));
    const auto left = std::remove_if(person.grants.begin(), person.grants.end(),
                                     [&](const RoleGrant& grant) { return same(grant, request.grant); });
    if (left == person.grants.end())
        return row_of(person);
    person.grants.erase(left, person.grants.end());
    if (request.grant.role == Role::client_admin && !request.grant.project_id) {
        BALIEBLIK_TRY(another, another_admin(tx, person.id));
        if (!another)
            return Error{Errc::state_conflict, "the last client admin"};
    }
    BALIEBLIK_CHECK(tx.people().update(person));
    BALIEBLIK_CHECK(
        note(tx, env, actor, role, "person.role_revoked", "person:" + to_text(person.id), grant_text(request.grant)));
    return row_of(person);
}

Result<PeopleList> list_people(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin, Role::observer}, std::nullopt));
    BALIEBLIK_TRY(people, tx.people().all());
    PeopleList list;
    for (const auto& person : people)
        list.people.push_back(row_of(person));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "person.listed", "tenant:" + to_text(tx.tenant())));
    return list;
}

} // namespace balieblik::usecases
