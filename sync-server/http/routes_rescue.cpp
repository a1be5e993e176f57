// SPDX-License-Identifier: EUPL-1.2
// What the office wants of all tablets (docs/sync-protocol.md, section 15).
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/tablet_policy.hpp"

namespace balieblik::http {
namespace {

Result<usecases::PolicyView> policy(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return usecases::tablet_policy(tx, actor(call)); });
}

Result<usecases::PolicyView> set_policy(App& app, const Call& call, const usecases::PolicyRequest& request)
{
    return write(app,
                 [&](store::Tx& tx) { return usecases::set_tablet_policy(tx, app.environment, actor(call), request); });
}

constexpr auto session = Access::session;

constexpr Route table[] = {
    route<policy>(Method::get, "/api/tablet-policy", "What the office wants of all tablets", session),
    route<set_policy>(Method::put, "/api/tablet-policy", "Changes it", session),
};

} // namespace

std::span<const Route> rescue_routes() { return table; }

} // namespace balieblik::http
