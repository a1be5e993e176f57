// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet (docs/sync-protocol.md, section 15): a forgotten PIN, and what the
// office wants of all tablets.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/recoveries.hpp"
#include "usecases/tablet_policy.hpp"

namespace balieblik::http {
namespace {

// --- From tablets

Result<sync::RecoveryAnswer> ask(App& app, const Call&, const sync::RecoveryAsk& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::ask_recovery(tx, app.environment, request); });
}

// --- From the console

Result<usecases::PolicyView> policy(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return usecases::tablet_policy(tx, actor(call)); });
}

Result<usecases::PolicyView> set_policy(App& app, const Call& call, const usecases::PolicyRequest& request)
{
    return write(app,
                 [&](store::Tx& tx) { return usecases::set_tablet_policy(tx, app.environment, actor(call), request); });
}

Result<usecases::RecoveryList> recoveries(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return usecases::list_recoveries(tx, app.environment, actor(call)); });
}

Result<usecases::RecoveryRow> release(App& app, const Call& call, const usecases::HalfRequest& request)
{
    BALIEBLIK_TRY(id, call.id<store::RecoveryId>(0));
    return write(app,
                 [&](store::Tx& tx) { return usecases::release_half(tx, app.environment, actor(call), id, request); });
}

Result<usecases::RecoveryRow> refuse(App& app, const Call& call, const usecases::RecoveryRefusal& request)
{
    BALIEBLIK_TRY(id, call.id<store::RecoveryId>(0));
    return write(
        app, [&](store::Tx& tx) { return usecases::refuse_recovery(tx, app.environment, actor(call), id, request); });
}

constexpr auto session = Access::session;

constexpr Route table[] = {
    route<ask>(Method::post, "/v1/recovery", "Asks to be opened, as the PIN is forgotten, or how far that is",
               Access::sign_in),
    route<policy>(Method::get, "/api/tablet-policy", "What the office wants of all tablets", session),
    route<set_policy>(Method::put, "/api/tablet-policy", "Changes it", session),
    route<recoveries>(Method::get, "/api/recoveries", "Tablets whose PIN is forgotten", session),
    route<release>(Method::post, "/api/recoveries/{recovery_id}/release",
                   "Releases one half of the recovery key for one tablet", session),
    route<refuse>(Method::post, "/api/recoveries/{recovery_id}/refuse", "Does not open a tablet", session),
};

} // namespace

std::span<const Route> rescue_routes() { return table; }

} // namespace balieblik::http
