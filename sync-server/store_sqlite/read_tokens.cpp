// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/read_tokens.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteReadTokens::add(const store::ReadToken& token)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into read_token values (:tenant, :id, :person_id, :name, :token_sha256, "
                                    ":created_at, :expires_at, :withdrawn_at, :used_at)",
                                    token));
    return {};
}

Result<std::optional<store::ReadToken>> SqliteReadTokens::find(store::ReadTokenId id)
{
    return scope_.first<store::ReadToken>("select * from read_token where tenant = ? and id = ?", id);
}

Result<std::optional<store::ReadToken>> SqliteReadTokens::find_hash(const std::string& token_sha256)
{
    return scope_.first<store::ReadToken>("select * from read_token where tenant = ? and token_sha256 = ?",
                                          token_sha256);
}

Result<std::vector<store::ReadToken>> SqliteReadTokens::of_person(PersonId person)
{
    return scope_.all<store::ReadToken>(
        "select * from read_token where tenant = ? and person_id = ? order by created_at desc, id desc", person);
}

Result<void> SqliteReadTokens::withdraw(store::ReadTokenId id, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update read_token set withdrawn_at = ?3 where tenant = ?1 and id = ?2 and "
                               "withdrawn_at is null",
                               id, at));
    return {};
}

Result<void> SqliteReadTokens::touch(store::ReadTokenId id, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update read_token set used_at = ?3 where tenant = ?1 and id = ?2", id, at));
    return {};
}

} // namespace balieblik::store_sqlite
