// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/releases.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteReleases::add(const store::StoredRelease& release)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into release values (:tenant, :id, :wave_id, :project_id, :version, :wave, "
                                    ":project, :municipalities, :published_at, :approved_visits, :release)",
                                    release));
    return {};
}

Result<std::optional<store::StoredRelease>> SqliteReleases::find(ReleaseId id)
{
    return scope_.first<store::StoredRelease>("select * from release where tenant = ? and id = ?", id);
}

Result<std::optional<store::StoredRelease>> SqliteReleases::of_wave(WaveId wave)
{
    return scope_.first<store::StoredRelease>(
        "select * from release where tenant = ? and wave_id = ? order by version desc limit 1", wave);
}

Result<std::vector<store::StoredRelease>> SqliteReleases::all()
{
    return scope_.all<store::StoredRelease>(
        "select * from release where tenant = ? order by published_at desc, id desc");
}

} // namespace balieblik::store_sqlite
