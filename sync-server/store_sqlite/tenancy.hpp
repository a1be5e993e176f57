// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/tenancy.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteTenancy final : public store::Tenancy {
public:
    explicit SqliteTenancy(Scope scope) : scope_(scope) {}

    Result<void> create(const store::Tenant& tenant, const store::TenantKeys& keys) override;
    Result<store::Tenant> tenant() override;
    Result<store::TenantKeys> keys() override;
    Result<void> set_epoch(const std::string& epoch) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
