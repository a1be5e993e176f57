// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/drafts.hpp"

namespace balieblik::store_sqlite {

Result<std::optional<store::KeptDraft>> SqliteDrafts::find(DeviceId device, VisitId visit)
{
    return scope_.first<store::KeptDraft>(
        "select * from draft_backup where tenant = ? and device_id = ? and visit_id = ?", device, visit);
}

Result<void> SqliteDrafts::keep(const store::KeptDraft& draft)
{
    BALIEBLIK_CHECK(scope_.run_with("insert or replace into draft_backup values (:tenant, :device_id, :visit_id, "
                                    ":install_id, :inspector_id, :assignment_id, :version, :rev, :saved_at, "
                                    ":received_at, :sealed)",
                                    draft));
    return {};
}

Result<std::int64_t> SqliteDrafts::keep_newest(DeviceId device, std::int64_t count)
{
    return scope_.run("delete from draft_backup where tenant = ?1 and device_id = ?2 and visit_id not in (select "
                      "visit_id from draft_backup where tenant = ?1 and device_id = ?2 order by received_at desc, "
                      "visit_id desc limit ?3)",
                      device, count);
}

Result<std::vector<store::KeptDraft>> SqliteDrafts::of_inspector(InspectorId inspector)
{
    return scope_.all<store::KeptDraft>("select * from draft_backup where tenant = ? and inspector_id = ? order by "
                                        "received_at desc, visit_id desc",
                                        inspector);
}

Result<store::KeptCount> SqliteDrafts::count_of_device(DeviceId device)
{
    BALIEBLIK_TRY(count, scope_.first<store::KeptCount>("select count(*) as drafts, max(received_at) as newest from "
                                                        "draft_backup where tenant = ? and device_id = ?",
                                                        device));
    return count.value_or(store::KeptCount{});
}

Result<std::int64_t> SqliteDrafts::count_of_wave(WaveId wave)
{
    BALIEBLIK_TRY(count,
                  scope_.first<std::int64_t>("select count(*) from draft_backup d join assignment a on a.tenant = "
                                             "d.tenant and a.id = d.assignment_id where d.tenant = ? and "
                                             "a.wave_id = ?",
                                             wave));
    return count.value_or(0);
}

Result<std::int64_t> SqliteDrafts::forget(VisitId visit, std::int64_t up_to_version)
{
    return scope_.run("delete from draft_backup where tenant = ? and visit_id = ? and version <= ?", visit,
                      up_to_version);
}

Result<std::int64_t> SqliteDrafts::forget_of_assignment(AssignmentId assignment, InspectorId inspector)
{
    return scope_.run("delete from draft_backup where tenant = ? and assignment_id = ? and inspector_id = ?",
                      assignment, inspector);
}

Result<std::int64_t> SqliteDrafts::forget_of_wave(WaveId wave)
{
    BALIEBLIK_CHECK(scope_.run("delete from draft_take_over where tenant = ?1 and assignment_id in (select id from "
                               "assignment where tenant = ?1 and wave_id = ?2)",
                               wave));
    return scope_.run(
        "delete from draft_backup where tenant = ?1 and assignment_id in (select id from assignment where "
        "tenant = ?1 and wave_id = ?2)",
        wave);
}

Result<std::int64_t> SqliteDrafts::forget_received_before(Timestamp moment)
{
    return scope_.run("delete from draft_backup where tenant = ? and received_at < ?", moment);
}

Result<void> SqliteDrafts::note(const store::TakeOver& taken)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into draft_take_over (tenant, visit_id, device_id, assignment_id, version, "
                                    "at) values (:tenant, :visit_id, :device_id, :assignment_id, :version, :at) on "
                                    "conflict do nothing",
                                    taken));
    return {};
}

Result<std::optional<store::TakeOver>> SqliteDrafts::take_over(VisitId visit, DeviceId by)
{
    return scope_.first<store::TakeOver>("select * from draft_take_over where tenant = ? and visit_id = ? and "
                                         "device_id = ?",
                                         visit, by);
}

} // namespace balieblik::store_sqlite
