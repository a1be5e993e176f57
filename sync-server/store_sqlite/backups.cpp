// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/backups.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteBackups::add(const store::Backup& backup)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into backup values (:tenant, :id, :made_at, :verified_at, :visits, "
                                    ":photos, :bytes)",
                                    backup));
    return {};
}

Result<std::vector<store::Backup>> SqliteBackups::all()
{
    return scope_.all<store::Backup>("select * from backup where tenant = ? order by made_at desc, id");
}

Result<std::optional<store::VisitVersion>> SqliteBackups::mark(VisitVersionId id)
{
    BALIEBLIK_TRY(changed, scope_.run("update visit_version set backed_up = 1, rev = rev + 1 "
                                      "where tenant = ? and id = ? and backed_up = 0",
                                      id));
    if (changed == 0)
        return std::optional<store::VisitVersion>{};
    return scope_.first<store::VisitVersion>("select * from visit_version where tenant = ? and id = ?", id);
}

} // namespace balieblik::store_sqlite
