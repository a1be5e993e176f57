// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/retention.hpp"

namespace balieblik::store_sqlite {

Result<std::optional<store::RetentionJob>> SqliteRetention::job(WaveId wave)
{
    return scope_.first<store::RetentionJob>("select * from retention_job where tenant = ? and wave_id = ?", wave);
}

Result<void> SqliteRetention::write(const store::RetentionJob& job)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into retention_job values (:tenant, :wave_id, :begun_at, :ended_at, "
                                    ":visits, :photos, :destruction_begun_at, :destroyed_at, :records) "
                                    "on conflict (tenant, wave_id) do update set ended_at = excluded.ended_at, "
                                    "visits = excluded.visits, photos = excluded.photos, "
                                    "destruction_begun_at = excluded.destruction_begun_at, "
                                    "destroyed_at = excluded.destroyed_at, records = excluded.records",
                                    job));
    return {};
}

Result<std::vector<store::RetentionJob>> SqliteRetention::all()
{
    return scope_.all<store::RetentionJob>("select * from retention_job where tenant = ? order by begun_at desc");
}

} // namespace balieblik::store_sqlite
