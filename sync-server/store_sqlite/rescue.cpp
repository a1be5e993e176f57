// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/rescue.hpp"

namespace balieblik::store_sqlite {

Result<std::optional<store::StoredPolicy>> SqliteRescue::last_policy()
{
    return scope_.first<store::StoredPolicy>(
        "select * from tablet_policy where tenant = ? order by number desc limit 1");
}

Result<void> SqliteRescue::add(const store::StoredPolicy& policy)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into tablet_policy values (:tenant, :number, :lease_days, "
                                    ":wipe_after_wrong_pins, :reason, :set_by, :set_at)",
                                    policy));
    return {};
}

Result<std::optional<Bytes>> SqliteRescue::intake_secret()
{
    return scope_.first<Bytes>("select secret from intake_key where tenant = ?");
}

Result<void> SqliteRescue::keep_intake_secret(const Bytes& secret)
{
    BALIEBLIK_CHECK(scope_.run("insert into intake_key values (?, ?)", secret));
    return {};
}

} // namespace balieblik::store_sqlite
