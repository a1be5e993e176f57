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

Result<std::vector<store::HalfMark>> SqliteRescue::half_marks()
{
    return scope_.all<store::HalfMark>("select number, sha256 from recovery_half where tenant = ? order by number");
}

Result<void> SqliteRescue::keep_half_marks(const std::vector<store::HalfMark>& marks)
{
    BALIEBLIK_CHECK(scope_.run("delete from recovery_half where tenant = ?"));
    for (const auto& mark : marks)
        BALIEBLIK_CHECK(scope_.run_with("insert into recovery_half values (:tenant, :number, :sha256)", mark));
    return {};
}

Result<void> SqliteRescue::add(const store::RecoveryRequest& request)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into recovery_request values (:tenant, :id, :device_id, :request_key, "
                                    ":wrap, :asked_at, :expires_at, :first_by, :first_at, :first_half, :ended_by, "
                                    ":ended_at, :answer)",
                                    request));
    return {};
}

Result<std::optional<store::RecoveryRequest>> SqliteRescue::recovery(store::RecoveryId id)
{
    return scope_.first<store::RecoveryRequest>("select * from recovery_request where tenant = ? and id = ?", id);
}

Result<std::optional<store::RecoveryRequest>> SqliteRescue::recovery_asked_with(DeviceId device,
                                                                                const std::string& request_key)
{
    return scope_.first<store::RecoveryRequest>("select * from recovery_request where tenant = ? and device_id = ? and "
                                                "request_key = ? order by asked_at desc, id desc limit 1",
                                                device, request_key);
}

Result<std::vector<store::RecoveryRequest>> SqliteRescue::open_recoveries(DeviceId device)
{
    return scope_.all<store::RecoveryRequest>(
        "select * from recovery_request where tenant = ? and device_id = ? and ended_at is null", device);
}

Result<std::vector<store::RecoveryRequest>> SqliteRescue::recoveries_asked_since(Timestamp since)
{
    return scope_.all<store::RecoveryRequest>(
        "select * from recovery_request where tenant = ? and asked_at >= ? order by asked_at desc, id desc limit 200",
        since);
}

Result<void> SqliteRescue::update(const store::RecoveryRequest& request)
{
    BALIEBLIK_TRY(changed, scope_.run("update recovery_request set first_by = ?3, first_at = ?4, first_half = ?5, "
                                      "ended_by = ?6, ended_at = ?7, answer = ?8 where tenant = ?1 and id = ?2",
                                      request.id, request.first_by, request.first_at, request.first_half,
                                      request.ended_by, request.ended_at, request.answer));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "recovery"};
}

Result<std::int64_t> SqliteRescue::forget_halves(Timestamp expired_before)
{
    return scope_.run("update recovery_request set first_half = null where tenant = ? and first_half is not null "
                      "and (ended_at is not null or expires_at < ?)",
                      expired_before);
}

Result<std::int64_t> SqliteRescue::forget_recoveries(Timestamp asked_before)
{
    return scope_.run("delete from recovery_request where tenant = ? and asked_at < ?", asked_before);
}

} // namespace balieblik::store_sqlite
