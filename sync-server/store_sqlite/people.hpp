// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/people.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqlitePeople final : public store::People {
public:
    explicit SqlitePeople(Scope scope) : scope_(scope) {}

    Result<void> add(const store::Person& person) override;
    Result<void> update(store::Person& person) override;
    Result<void> note_sign_in(PersonId id, Timestamp at) override;
    Result<std::optional<store::Person>> find(PersonId id) override;
    Result<std::optional<store::Person>> find_login(const std::string& login) override;
    Result<std::vector<store::Person>> all() override;
    Result<std::optional<store::SignInTries>> tries(const std::string& login_sha256) override;
    Result<void> keep_tries(const store::SignInTries& tries) override;
    Result<void> forget_tries(const std::string& login_sha256) override;
    Result<void> forget_tries_before(Timestamp last_at) override;
    Result<void> add_session(const store::StoredSession& session) override;
    Result<std::optional<store::StoredSession>> session(const std::string& id_sha256) override;
    Result<void> touch_session(const std::string& id_sha256, Timestamp at) override;
    Result<void> drop_session(const std::string& id_sha256) override;
    Result<void> drop_sessions_of(PersonId person, const std::string& but) override;
    Result<void> drop_sessions_before(Timestamp created, Timestamp used) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
