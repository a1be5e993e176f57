// SPDX-License-Identifier: EUPL-1.2
#include "usecases/inspectors.hpp"

#include "usecases/load.hpp"
#include "usecases/municipalities.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

std::string subject(InspectorId id) { return "inspector:" + to_text(id); }

Result<InspectorRow> row_of(store::Tx& tx, const Inspector& inspector, const std::vector<store::StoredDevice>& devices)
{
    InspectorRow row;
    row.id = inspector.id;
    row.alias = inspector.alias;
    row.languages = inspector.languages;
    row.ties = inspector.ties;
    row.state = inspector.state;
    row.rev = inspector.rev;
    BALIEBLIK_TRY(load, open_load(tx, inspector.id));
    row.open_assignments = load;
    row.devices = std::count_if(devices.begin(), devices.end(), [&](const store::StoredDevice& device) {
        return device.inspector_id == inspector.id && device.state == DeviceState::active;
    });
    return row;
}

Result<DeviceRow> row_of(store::Tx& tx, const store::StoredDevice& device)
{
    BALIEBLIK_TRY(inspector, tx.field().inspector(device.inspector_id));
    BALIEBLIK_TRY(report, tx.devices().last_report(device.id));
    BALIEBLIK_TRY(order, tx.devices().last_order(device.id));
    BALIEBLIK_TRY(drafts, tx.drafts().count_of_device(device.id));
    DeviceRow row;
    row.drafts_kept = drafts.drafts;
    row.drafts_kept_at = drafts.newest;
    row.id = device.id;
    row.inspector_id = device.inspector_id;
    row.alias = inspector ? inspector->alias : std::string{};
    row.name = device.name;
    row.platform = device.platform;
    row.app_version = device.app_version;
    row.state = device.state;
    row.enrolled_at = device.enrolled_at;
    row.last_contact = device.last_seen;
    row.revoked_at = device.revoked_at;
    if (report) {
        row.unsent = report->unsent_mutations + report->unsent_attachments;
        row.unsent_visits = report->unsent_visits;
        row.reported_at = report->at;
        row.problems = report->problems;
    }
    if (order) {
        row.order = order->mode;
        row.order_given_at = order->given_at;
        row.order_delivered_at = order->delivered_at;
        row.order_done_at = order->done_at;
    }
    return row;
}

} // namespace

Result<InspectorList> list_inspectors(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator}));
    BALIEBLIK_TRY(inspectors, tx.field().inspectors());
    BALIEBLIK_TRY(devices, tx.devices().all());
    InspectorList list;
    for (const auto& inspector : inspectors) {
        BALIEBLIK_TRY(row, row_of(tx, inspector, devices));
        list.inspectors.push_back(std::move(row));
    }
    BALIEBLIK_CHECK(note(tx, env, actor, role, "inspector.listed", "tenant:" + to_text(tx.tenant())));
    return list;
}

Result<InspectorRow> add_inspector(store::Tx& tx, const Environment& env, const Actor& actor,
                                   const NewInspector& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator}));
    if (request.alias.empty() || request.alias.size() > 100)
        return Error{Errc::validation, "alias"};
    if (request.languages.size() > 10)
        return Error{Errc::validation, "languages"};
    for (const auto& tie : request.ties)
        if (!municipality(tie))
            return Error{Errc::validation, "ties: " + tie.substr(0, 20)};
    BALIEBLIK_TRY(taken, tx.field().inspector_named(request.alias));
    if (taken)
        return Error{Errc::state_conflict, "alias"};
    Inspector inspector;
    inspector.id = env.ids.make<InspectorId>();
    inspector.alias = request.alias;
    inspector.languages = request.languages;
    inspector.ties = request.ties;
    inspector.rev = 1;
    BALIEBLIK_CHECK(tx.field().add(inspector));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "inspector.added", subject(inspector.id)));
    return row_of(tx, inspector, {});
}

Result<DeviceList> list_devices(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    BALIEBLIK_TRY(devices, tx.devices().all());
    DeviceList list;
    for (const auto& device : devices) {
        BALIEBLIK_TRY(row, row_of(tx, device));
        list.devices.push_back(std::move(row));
    }
    BALIEBLIK_CHECK(note(tx, env, actor, role, "device.listed", "tenant:" + to_text(tx.tenant())));
    return list;
}

Result<DeviceRow> revoke_device(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId id,
                                const Revocation& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    if (request.reason.empty())
        return Error{Errc::reason_missing, {}};
    if (request.reason.size() > 2000)
        return Error{Errc::too_large, "reason"};
    BALIEBLIK_TRY(device, tx.devices().find(id));
    if (!device)
        return Error{Errc::not_found, "device"};
    if (device->state == DeviceState::revoked)
        return Error{Errc::state_conflict, "revoked"};
    device->state = DeviceState::revoked;
    device->revoked_at = env.clock.now();
    BALIEBLIK_CHECK(tx.devices().update(*device));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "device.revoked", "device:" + to_text(id), request.reason));
    return row_of(tx, *device);
}

Result<DeviceRow> order_device(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId id,
                               const OrderRequest& request)
{
    BALIEBLIK_CHECK(give_order(tx, env, actor, id, request));
    BALIEBLIK_TRY(device, tx.devices().find(id));
    return row_of(tx, device.value());
}

} // namespace balieblik::usecases
