// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/tenancy.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteTenancy::create(const store::Tenant& tenant, const store::TenantKeys& keys)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into tenant values (:tenant, :name, :epoch, :created_at)", tenant));
    BALIEBLIK_CHECK(scope_.run_with("insert into tenant_key values (:tenant, :order_public, :order_secret, "
                                    ":receipt_public, :receipt_secret, :recovery_public, :token_secret, :code_secret)",
                                    keys));
    return {};
}

Result<store::Tenant> SqliteTenancy::tenant()
{
    BALIEBLIK_TRY(found, scope_.first<store::Tenant>(
                             "select tenant as id, name, epoch, created_at from tenant where tenant = ?"));
    return found ? Result<store::Tenant>{*found} : Error{Errc::not_found, "tenant"};
}

Result<store::TenantKeys> SqliteTenancy::keys()
{
    BALIEBLIK_TRY(found, scope_.first<store::TenantKeys>("select * from tenant_key where tenant = ?"));
    return found ? Result<store::TenantKeys>{std::move(*found)} : Error{Errc::not_found, "tenant"};
}

Result<void> SqliteTenancy::set_epoch(const std::string& epoch)
{
    BALIEBLIK_TRY(changed, scope_.run("update tenant set epoch = ?2 where tenant = ?1", epoch));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "tenant"};
}

} // namespace balieblik::store_sqlite
