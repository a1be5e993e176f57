// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/devices.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteDevices::add_enrolment(const store::Enrolment& enrolment)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into enrolment values (:tenant, :id, :inspector_id, :lookup, :proof, "
                                    ":created_by, :created_at, :expires_at, :tries_left, :used_at, :device_id)",
                                    enrolment));
    return {};
}

Result<std::optional<store::Enrolment>> SqliteDevices::enrolment_by_lookup(const std::string& lookup)
{
    return scope_.first<store::Enrolment>("select * from enrolment where tenant = ? and lookup = ?", lookup);
}

Result<std::vector<store::Enrolment>> SqliteDevices::enrolments_of(InspectorId inspector)
{
    return scope_.all<store::Enrolment>(
        "select * from enrolment where tenant = ? and inspector_id = ? order by created_at desc, id desc", inspector);
}

Result<void> SqliteDevices::update_enrolment(const store::Enrolment& enrolment)
{
    BALIEBLIK_TRY(changed, scope_.run_with("update enrolment set tries_left = :tries_left, used_at = :used_at, "
                                           "device_id = :device_id where tenant = :tenant and id = :id",
                                           enrolment));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "enrolment"};
}

Result<void> SqliteDevices::add(const store::StoredDevice& device)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into device values (:tenant, :id, :inspector_id, :name, :public_key, "
                                    ":platform, :app_version, :state, :enrolled_at, :last_seen, :revoked_at)",
                                    device));
    return {};
}

Result<std::optional<store::StoredDevice>> SqliteDevices::find(DeviceId id)
{
    return scope_.first<store::StoredDevice>("select * from device where tenant = ? and id = ?", id);
}

Result<std::vector<store::StoredDevice>> SqliteDevices::all()
{
    return scope_.all<store::StoredDevice>("select * from device where tenant = ? order by enrolled_at desc, id desc");
}

Result<void> SqliteDevices::update(const store::StoredDevice& device)
{
    BALIEBLIK_TRY(changed,
                  scope_.run_with("update device set name = :name, app_version = :app_version, state = :state, "
                                  "last_seen = :last_seen, revoked_at = :revoked_at "
                                  "where tenant = :tenant and id = :id",
                                  device));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "device"};
}

Result<void> SqliteDevices::add(const store::DeviceOrder& order)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into device_order values (:tenant, :device_id, :number, :mode, :reason, "
                                    ":given_by, :given_at, :signature, :delivered_at, :done_at)",
                                    order));
    return {};
}

Result<void> SqliteDevices::update(const store::DeviceOrder& order)
{
    BALIEBLIK_TRY(changed, scope_.run_with("update device_order set delivered_at = :delivered_at, done_at = :done_at "
                                           "where tenant = :tenant and device_id = :device_id and number = :number",
                                           order));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "order"};
}

Result<std::optional<store::DeviceOrder>> SqliteDevices::last_order(DeviceId device)
{
    return scope_.first<store::DeviceOrder>(
        "select * from device_order where tenant = ? and device_id = ? order by number desc limit 1", device);
}

Result<void> SqliteDevices::report(const store::DeviceReport& report)
{
    BALIEBLIK_CHECK(scope_.run_with("insert or replace into device_report values (:tenant, :device_id, :at, "
                                    ":unsent_mutations, :unsent_visits, :unsent_attachments, :problems)",
                                    report));
    return {};
}

Result<std::optional<store::DeviceReport>> SqliteDevices::last_report(DeviceId device)
{
    return scope_.first<store::DeviceReport>("select * from device_report where tenant = ? and device_id = ?", device);
}

Result<bool> SqliteDevices::use_challenge(const std::string& nonce, Timestamp expires_at, Timestamp now)
{
    BALIEBLIK_CHECK(scope_.run("delete from used_challenge where tenant = ? and expires_at < ?", now));
    BALIEBLIK_TRY(added,
                  scope_.run("insert into used_challenge values (?, ?, ?) on conflict do nothing", nonce, expires_at));
    return added == 1;
}

} // namespace balieblik::store_sqlite
