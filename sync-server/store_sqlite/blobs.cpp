// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/blobs.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteBlobs::add_upload(const store::Upload& upload)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into upload values (:tenant, :id, :inspector_id, :visit_version_id, "
                                    ":sha256, :length, :key, :created_at, :progress_at)",
                                    upload));
    return {};
}

Result<std::optional<store::Upload>> SqliteBlobs::upload(store::UploadId id)
{
    return scope_.first<store::Upload>("select * from upload where tenant = ? and id = ?", id);
}

Result<std::optional<store::Upload>> SqliteBlobs::upload_of(InspectorId inspector, const std::string& sha256)
{
    return scope_.first<store::Upload>("select * from upload where tenant = ? and inspector_id = ? and sha256 = ?",
                                       inspector, sha256);
}

Result<std::int64_t> SqliteBlobs::uploads_open(InspectorId inspector)
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>("select count(*) from upload where tenant = ? and inspector_id = ?",
                                                    inspector));
    return count.value_or(0);
}

Result<void> SqliteBlobs::note_progress(store::UploadId id, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update upload set progress_at = ?3 where tenant = ?1 and id = ?2", id, at));
    return {};
}

Result<void> SqliteBlobs::drop_upload(store::UploadId id)
{
    BALIEBLIK_CHECK(scope_.run("delete from upload where tenant = ? and id = ?", id));
    return {};
}

Result<std::vector<store::Upload>> SqliteBlobs::uploads_idle_since(Timestamp before, std::int64_t limit)
{
    return scope_.all<store::Upload>(
        "select * from upload where tenant = ? and progress_at < ? order by progress_at limit ?", before, limit);
}

Result<bool> SqliteBlobs::add(const store::Blob& blob)
{
    BALIEBLIK_TRY(added, scope_.run_with("insert into blob values (:tenant, :inspector_id, :sha256, :size, :file, "
                                         ":key, :arrived_at, :destroyed_at) on conflict do nothing",
                                         blob));
    return added == 1;
}

Result<std::optional<store::Blob>> SqliteBlobs::find(InspectorId inspector, const std::string& sha256)
{
    return scope_.first<store::Blob>("select * from blob where tenant = ? and inspector_id = ? and sha256 = ?",
                                     inspector, sha256);
}

Result<std::vector<store::Blob>> SqliteBlobs::only_of_coarse(WaveId wave)
{
    return scope_.all<store::Blob>(
        "select b.* from blob b where b.tenant = ?1 and exists (select 1 from attachment a join visit_version v "
        "on v.tenant = a.tenant and v.id = a.visit_version_id where a.tenant = b.tenant and a.sha256 = b.sha256 "
        "and v.inspector_id = b.inspector_id and v.wave_id = ?2) and not exists (select 1 from attachment a "
        "join visit_version v on v.tenant = a.tenant and v.id = a.visit_version_id where a.tenant = b.tenant "
        "and a.sha256 = b.sha256 and v.inspector_id = b.inspector_id and v.coarsened_at is null) order by b.sha256",
        wave);
}

Result<std::int64_t> SqliteBlobs::kept_of(WaveId wave)
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>(
                             "select count(*) from blob b where b.tenant = ?1 and b.destroyed_at is null and exists "
                             "(select 1 from attachment a join visit_version v on v.tenant = a.tenant and "
                             "v.id = a.visit_version_id where a.tenant = b.tenant and a.sha256 = b.sha256 "
                             "and v.inspector_id = b.inspector_id and v.wave_id = ?2)",
                             wave));
    return count.value_or(0);
}

Result<void> SqliteBlobs::destroy(const store::Blob& blob, Timestamp at)
{
    BALIEBLIK_CHECK(scope_.run("update blob set destroyed_at = ?4, arrived_at = ?4, key = zeroblob(length(key)) where "
                               "tenant = ?1 and inspector_id = ?2 and sha256 = ?3 and destroyed_at is null",
                               blob.inspector_id, blob.sha256, at));
    return {};
}

// A photo's file is named after its upload. An inspector has some hundreds of them.
Result<std::optional<store::Blob>> SqliteBlobs::of_upload(InspectorId inspector, store::UploadId id)
{
    return scope_.first<store::Blob>("select * from blob where tenant = ? and inspector_id = ? and file = ?", inspector,
                                     to_text(id));
}

} // namespace balieblik::store_sqlite
