// SPDX-License-Identifier: EUPL-1.2
// Accounts and roles, inspectors, their tablets and the codes that admit them.
#include "http/qr.hpp"
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/account_access.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/inspectors.hpp"

namespace balieblik::http {

// What a coordinator shows to an inspector, once. `paste` and the QR code say the same.
struct EnrolmentCode {
    usecases::NewEnrolment enrolment;
    std::string paste;
    std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(EnrolmentCode, (), (enrolment, paste, qr_svg))

namespace {

Result<usecases::PeopleList> people(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return usecases::list_people(tx, app.environment, actor(call)); });
}

Result<usecases::AddedPerson> add_person(App& app, const Call& call, const usecases::NewPerson& request)
{
    const auto password = usecases::fresh_password(app.random);
    return write(
        app, [&](store::Tx& tx) { return usecases::add_person(tx, app.environment, actor(call), request, password); });
}

Result<usecases::AddedPerson> reset_password(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<PersonId>(0));
    const auto password = usecases::fresh_password(app.random);
    return write(
        app, [&](store::Tx& tx) { return usecases::reset_password(tx, app.environment, actor(call), id, password); });
}

Result<usecases::PersonRow> disable(App& app, const Call& call, const usecases::AccountReason& request)
{
    BALIEBLIK_TRY(id, call.id<PersonId>(0));
    return write(
        app, [&](store::Tx& tx) { return usecases::disable_person(tx, app.environment, actor(call), id, request); });
}

Result<usecases::PersonRow> enable(App& app, const Call& call, const usecases::AccountReason& request)
{
    BALIEBLIK_TRY(id, call.id<PersonId>(0));
    return write(app,
                 [&](store::Tx& tx) { return usecases::enable_person(tx, app.environment, actor(call), id, request); });
}

Result<usecases::PersonRow> sign_out_everywhere(App& app, const Call& call, const usecases::AccountReason& request)
{
    BALIEBLIK_TRY(id, call.id<PersonId>(0));
    return write(app,
                 [&](store::Tx& tx) { return usecases::end_sessions(tx, app.environment, actor(call), id, request); });
}

Result<usecases::PersonRow> grant(App& app, const Call& call, const usecases::GrantChange& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::grant_role(tx, app.environment, actor(call), request); });
}

Result<usecases::PersonRow> revoke_grant(App& app, const Call& call, const usecases::GrantChange& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::revoke_role(tx, app.environment, actor(call), request); });
}

Result<usecases::InspectorList> inspectors(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return usecases::list_inspectors(tx, app.environment, actor(call)); });
}

Result<usecases::InspectorRow> add_inspector(App& app, const Call& call, const usecases::NewInspector& request)
{
    return write(app,
                 [&](store::Tx& tx) { return usecases::add_inspector(tx, app.environment, actor(call), request); });
}

Result<EnrolmentCode> enrolment_code(App& app, const Call& call)
{
    BALIEBLIK_TRY(inspector, call.id<InspectorId>(0));
    usecases::EnrolmentRequest request;
    request.inspector_id = inspector;
    request.address = app.public_address();
    request.ca_spki_sha256 = app.backend->ca_spki_sha256;
    BALIEBLIK_TRY(enrolment, write(app, [&](store::Tx& tx) {
                      return usecases::create_enrolment(tx, app.environment, actor(call), request);
                  }));
    EnrolmentCode code;
    code.paste = json::print_struct(enrolment.invitation);
    BALIEBLIK_TRY(svg, qr_svg(code.paste));
    code.qr_svg = std::move(svg);
    code.enrolment = std::move(enrolment);
    return code;
}

Result<usecases::DeviceList> devices(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return usecases::list_devices(tx, app.environment, actor(call)); });
}

Result<usecases::DeviceRow> revoke_device(App& app, const Call& call, const usecases::Revocation& request)
{
    BALIEBLIK_TRY(id, call.id<DeviceId>(0));
    auto row = write(
        app, [&](store::Tx& tx) { return usecases::revoke_device(tx, app.environment, actor(call), id, request); });
    app.gatekeeper.devices_changed();
    return row;
}

Result<usecases::DeviceRow> order_device(App& app, const Call& call, const usecases::OrderRequest& request)
{
    BALIEBLIK_TRY(id, call.id<DeviceId>(0));
    auto row = write(
        app, [&](store::Tx& tx) { return usecases::order_device(tx, app.environment, actor(call), id, request); });
    app.gatekeeper.devices_changed();
    return row;
}

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<people>(Method::get, "/api/people", "Everybody with an account", session),
    route<add_person>(Method::post, "/api/people", "Adds an account with a temporary password", session)
        .on(Pool::password),
    route<reset_password>(Method::post, "/api/people/{person_id}/password", "A new temporary password", session)
        .on(Pool::password),
    route<disable>(Method::post, "/api/people/{person_id}/disable", "Closes an account and ends its sessions", session),
    route<enable>(Method::post, "/api/people/{person_id}/enable", "Opens a closed account again", session),
    route<sign_out_everywhere>(Method::post, "/api/people/{person_id}/sign-out", "Ends every session of a person",
                               session),
    route<grant>(Method::post, "/api/grants", "Gives a role", session),
    route<revoke_grant>(Method::post, "/api/grants/revoke", "Takes a role back", session),
    route<inspectors>(Method::get, "/api/inspectors", "Inspectors by alias", session),
    route<add_inspector>(Method::post, "/api/inspectors", "Adds an inspector", session),
    route<enrolment_code>(Method::post, "/api/inspectors/{inspector_id}/enrolment",
                          "A code for one tablet, shown once, with its QR code", session),
    route<devices>(Method::get, "/api/devices", "Tablets", session),
    route<revoke_device>(Method::post, "/api/devices/{device_id}/revoke", "Withdraws a tablet", session),
    route<order_device>(Method::post, "/api/devices/{device_id}/orders", "Orders a tablet to lock or to wipe itself",
                        session),
};

} // namespace

std::span<const Route> people_routes() { return table; }

} // namespace balieblik::http
