// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/read_tokens.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteReadTokens final : public store::ReadTokens {
public:
    explicit SqliteReadTokens(Scope scope) : scope_(scope) {}

    Result<void> add(const store::ReadToken& token) override;
    Result<std::optional<store::ReadToken>> find(store::ReadTokenId id) override;
    Result<std::optional<store::ReadToken>> find_hash(const std::string& token_sha256) override;
    Result<std::vector<store::ReadToken>> of_person(PersonId person) override;
    Result<void> withdraw(store::ReadTokenId id, Timestamp at) override;
    Result<void> touch(store::ReadTokenId id, Timestamp at) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
