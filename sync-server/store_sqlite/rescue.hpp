// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/rescue.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteRescue final : public store::Rescue {
public:
    explicit SqliteRescue(Scope scope) : scope_(scope) {}

    Result<std::optional<store::StoredPolicy>> last_policy() override;
    Result<void> add(const store::StoredPolicy& policy) override;
    Result<std::optional<Bytes>> intake_secret() override;
    Result<void> keep_intake_secret(const Bytes& secret) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
