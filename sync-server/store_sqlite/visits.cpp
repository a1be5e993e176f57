// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/visits.hpp"

#include "store/streams.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteVisits::add(const store::VisitVersion& version, const std::string& body)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert into visit_version (tenant, id, visit_id, version, supersedes, assignment_id, wave_id, location_id, "
        "inspector_id, device_id, form_id, form_version, form_sha256, norm_version, aborted, sha256, signature, size, "
        "sealed_at, received_at, state, late, late_admitted, competing, rev, body) values (:tenant, :id, :visit_id, "
        ":version, :supersedes, :assignment_id, :wave_id, :location_id, :inspector_id, :device_id, :form_id, "
        ":form_version, :form_sha256, :norm_version, :aborted, :sha256, :signature, :size, :sealed_at, :received_at, "
        ":state, :late, :late_admitted, :competing, :rev, :body)",
        version, Named<std::string>{":body", body}));
    return {};
}

Result<std::optional<store::VisitVersion>> SqliteVisits::find(VisitVersionId id)
{
    return scope_.first<store::VisitVersion>("select * from visit_version where tenant = ? and id = ?", id);
}

Result<std::optional<std::string>> SqliteVisits::body(VisitVersionId id)
{
    BALIEBLIK_TRY(found, scope_.first<std::optional<std::string>>(
                             "select body from visit_version where tenant = ? and id = ?", id));
    return found ? *found : std::nullopt;
}

Result<std::vector<store::VisitVersion>> SqliteVisits::of_assignment(AssignmentId assignment)
{
    return scope_.all<store::VisitVersion>(
        "select * from visit_version where tenant = ? and assignment_id = ? order by received_at, id", assignment);
}

Result<std::vector<store::VisitVersion>> SqliteVisits::of_visit(VisitId visit)
{
    return scope_.all<store::VisitVersion>(
        "select * from visit_version where tenant = ? and visit_id = ? order by version, received_at, id", visit);
}

Result<std::vector<store::VisitVersion>> SqliteVisits::of_wave(WaveId wave)
{
    // Not all columns: what is sorted would hold the bodies.
    return scope_.all<store::VisitVersion>(
        "select id, visit_id, version, supersedes, assignment_id, wave_id, location_id, inspector_id, device_id, "
        "form_id, form_version, form_sha256, norm_version, aborted, sha256, signature, size, sealed_at, received_at, "
        "state, late, late_admitted, competing, backed_up, rev from visit_version where tenant = ? and wave_id = ? "
        "order by received_at, id",
        wave);
}

Result<std::vector<store::CountedVisit>> SqliteVisits::counted(WaveId wave, const std::optional<VisitVersionId>& after,
                                                               std::int64_t limit)
{
    // Nothing is smaller than an empty text of bytes.
    return scope_.all<store::CountedVisit>(
        "select id, visit_id, location_id, inspector_id, form_id, form_version, norm_version, sha256, "
        "coalesce(body, coarsened) as record from visit_version where tenant = ? and wave_id = ? and "
        "id > coalesce(?, x'') and state = 'approved' and aborted is null order by id limit ?",
        wave, after, limit);
}

Result<std::int64_t> SqliteVisits::count_awaiting_review(WaveId wave)
{
    BALIEBLIK_TRY(count,
                  scope_.first<std::int64_t>("select count(*) from visit_version where tenant = ? and wave_id = ? "
                                             "and state in ('awaiting_media', 'complete', 'in_review')",
                                             wave));
    return count.value_or(0);
}

Result<std::vector<std::int64_t>> SqliteVisits::norm_versions(WaveId wave)
{
    return scope_.all<std::int64_t>("select distinct norm_version from visit_version where tenant = ? and wave_id = ? "
                                    "and state = 'approved' and aborted is null order by norm_version",
                                    wave);
}

Result<std::optional<VisitId>> SqliteVisits::counted_of(AssignmentId assignment)
{
    return scope_.first<VisitId>("select visit_id from visit_version where tenant = ? and assignment_id = ? and "
                                 "state = 'approved' and aborted is null",
                                 assignment);
}

Result<void> SqliteVisits::update(const store::VisitVersion& version)
{
    BALIEBLIK_TRY(changed, scope_.run_with("update visit_version set state = :state, late_admitted = :late_admitted, "
                                           "competing = :competing, rev = :rev where tenant = :tenant and id = :id",
                                           version));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "visit version"};
}

Result<std::vector<VisitVersionId>> SqliteVisits::not_coarse(WaveId wave, Timestamp received_until, std::int64_t limit)
{
    return scope_.all<VisitVersionId>("select id from visit_version where tenant = ? and wave_id = ? "
                                      "and coarsened_at is null and received_at <= ? order by id limit ?",
                                      wave, received_until, limit);
}

Result<std::int64_t> SqliteVisits::count_not_coarse(WaveId wave)
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>("select count(*) from visit_version where tenant = ? and "
                                                    "wave_id = ? and coarsened_at is null",
                                                    wave));
    return count.value_or(0);
}

Result<void> SqliteVisits::coarsen(VisitVersionId id, const std::string& record, const std::string& sealed_at,
                                   Timestamp received_at, Timestamp at)
{
    BALIEBLIK_TRY(changed,
                  scope_.run("update visit_version set body = null, coarsened = ?3, sealed_at = ?4, received_at = ?5, "
                             "coarsened_at = ?6 where tenant = ?1 and id = ?2",
                             id, record, sealed_at, received_at, at));
    // When it came in, wherever else that is written.
    using From = std::tuple<InspectorId, DeviceId>;
    BALIEBLIK_TRY(
        from, scope_.first<From>("select inspector_id, device_id from visit_version where tenant = ? and id = ?", id));
    if (from) {
        BALIEBLIK_CHECK(
            scope_.run("update mutation set received_at = ?4 where tenant = ?1 and install_id in (select id "
                       "from install where tenant = ?1 and device_id = ?3) and visit_version_id = ?2",
                       id, std::get<DeviceId>(*from), received_at));
        for (const auto kind :
             {sync::EntityKind::receipt, sync::EntityKind::visit_return, sync::EntityKind::visit_outcome})
            BALIEBLIK_CHECK(scope_.run("update stream_entry set changed_at = ?5 where tenant = ?1 and stream = ?2 and "
                                       "kind = ?3 and id = ?4 and op = 'put'",
                                       store::inbox_stream(std::get<InspectorId>(*from)), kind, to_text(id),
                                       received_at));
    }
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "visit version"};
}

Result<std::optional<std::string>> SqliteVisits::coarsened(VisitVersionId id)
{
    BALIEBLIK_TRY(found, scope_.first<std::optional<std::string>>(
                             "select coarsened from visit_version where tenant = ? and id = ?", id));
    return found ? *found : std::nullopt;
}

Result<std::int64_t> SqliteVisits::count_coarse(WaveId wave)
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>("select count(*) from visit_version where tenant = ? and "
                                                    "wave_id = ? and coarsened_at is not null and destroyed_at is null",
                                                    wave));
    return count.value_or(0);
}

Result<std::int64_t> SqliteVisits::destroy_coarse(WaveId wave, std::int64_t limit, Timestamp at)
{
    BALIEBLIK_TRY(ids, scope_.all<VisitVersionId>("select id from visit_version where tenant = ? and wave_id = ? and "
                                                  "coarsened_at is not null and destroyed_at is null limit ?",
                                                  wave, limit));
    for (const auto id : ids) {
        BALIEBLIK_CHECK(scope_.run("update visit_version set coarsened = null, sealed_at = "
                                   "'2000-01-01T00:00:00+00:00', destroyed_at = ?3 where tenant = ?1 and id = ?2",
                                   id, at));
        BALIEBLIK_CHECK(
            scope_.run("update review set remark = '' where tenant = ? and visit_version_id = ? and remark <> ''", id));
    }
    return std::ssize(ids);
}

Result<void> SqliteVisits::declare(const store::DeclaredAttachment& attachment)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into attachment values (:tenant, :visit_version_id, :sha256, :size, "
                                    ":media_type, :question, :name)",
                                    attachment));
    return {};
}

Result<std::vector<store::DeclaredAttachment>> SqliteVisits::attachments(VisitVersionId id)
{
    return scope_.all<store::DeclaredAttachment>(
        "select a.visit_version_id, a.sha256, a.size, a.media_type, a.question, a.name, exists (select 1 from blob b "
        "where b.tenant = a.tenant and b.inspector_id = v.inspector_id and b.sha256 = a.sha256) as arrived "
        "from attachment a join visit_version v on v.tenant = a.tenant and v.id = a.visit_version_id "
        "where a.tenant = ? and a.visit_version_id = ? order by a.question, a.name",
        id);
}

Result<std::vector<VisitVersionId>> SqliteVisits::declaring(InspectorId inspector, const std::string& sha256)
{
    // "cross": from the few that declare it to their visits; SQLite would rather read all visits, in order.
    return scope_.all<VisitVersionId>("select distinct v.id from attachment a cross join visit_version v "
                                      "on v.tenant = a.tenant and v.id = a.visit_version_id "
                                      "where a.tenant = ? and v.inspector_id = ? and a.sha256 = ? order by v.id",
                                      inspector, sha256);
}

} // namespace balieblik::store_sqlite
