// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/installs.hpp"

namespace balieblik::store_sqlite {

Result<std::optional<store::Install>> SqliteInstalls::find(InstallId id)
{
    return scope_.first<store::Install>("select * from install where tenant = ? and id = ?", id);
}

Result<void> SqliteInstalls::add(const store::Install& install)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into install values (:tenant, :id, :device_id, :next_no, :schema_rev, "
                                    ":app_version, :last_seen)",
                                    install));
    return {};
}

Result<void> SqliteInstalls::update(const store::Install& install)
{
    BALIEBLIK_TRY(changed,
                  scope_.run("update install set next_no = ?3, schema_rev = ?4, app_version = ?5, "
                             "last_seen = ?6 where tenant = ?1 and id = ?2",
                             install.id, install.next_no, install.schema_rev, install.app_version, install.last_seen));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "install"};
}

Result<std::optional<store::StoredMutation>> SqliteInstalls::mutation(InstallId install, std::int64_t no)
{
    return scope_.first<store::StoredMutation>("select * from mutation where tenant = ? and install_id = ? and no = ?",
                                               install, no);
}

Result<void> SqliteInstalls::add_mutation(const store::StoredMutation& mutation)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into mutation values (:tenant, :install_id, :no, :mutation_id, :sha256, "
                                    ":status, :code, :visit_version_id, :received_at)",
                                    mutation));
    return {};
}

Result<std::optional<store::StoredMutation>> SqliteInstalls::command_elsewhere(InstallId install, MutationId id)
{
    return scope_.first<store::StoredMutation>("select * from mutation indexed by mutation_of_command where "
                                               "tenant = ? and install_id <> ? and mutation_id = ? and "
                                               "visit_version_id is null and status = 'applied'",
                                               install, id);
}

Result<void> SqliteInstalls::quarantine(const store::Quarantined& item)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into quarantine values (:tenant, :install_id, :no, :mutation_id, "
                                    ":inspector_id, :kind, :code, :detail, :size, :signature, :received_at, :body)",
                                    item));
    return {};
}

Result<std::vector<store::QuarantineHead>> SqliteInstalls::quarantined(std::int64_t limit)
{
    return scope_.all<store::QuarantineHead>("select install_id, no, inspector_id, kind, code, size, received_at "
                                             "from quarantine where tenant = ? order by received_at desc, no desc "
                                             "limit ?",
                                             limit);
}

Result<std::int64_t> SqliteInstalls::quarantine_count()
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>("select count(*) from quarantine where tenant = ?"));
    return count.value_or(0);
}

Result<std::optional<store::Quarantined>> SqliteInstalls::quarantined(InstallId install, std::int64_t no)
{
    return scope_.first<store::Quarantined>("select * from quarantine where tenant = ? and install_id = ? and no = ?",
                                            install, no);
}

Result<Timestamp> SqliteInstalls::in_trouble_since(InstallId install, std::int64_t no, Timestamp now)
{
    BALIEBLIK_CHECK(
        scope_.run("insert into mutation_trouble values (?, ?, ?, ?) on conflict do nothing", install, no, now));
    BALIEBLIK_TRY(
        since, scope_.first<Timestamp>(
                   "select since from mutation_trouble where tenant = ? and install_id = ? and no = ?", install, no));
    return since.value();
}

} // namespace balieblik::store_sqlite
