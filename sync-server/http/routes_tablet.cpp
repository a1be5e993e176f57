// SPDX-License-Identifier: EUPL-1.2
// What tablets ask for (docs/sync-protocol.md, sections 2 to 5).
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/enrolment.hpp"
#include "usecases/pull.hpp"
#include "usecases/push.hpp"

namespace balieblik::http {
namespace {

Result<sync::EnrolReply> enrol(App& app, const Call&, const sync::EnrolRequest& request)
{
    const auto& backend = *app.backend;
    return usecases::enrol_device(backend.store, backend.tenant, app.environment, request, backend.ca_certificate);
}

Result<sync::Challenge> challenge(App& app, const Call&)
{
    return read(app, [&](store::Tx& tx) { return usecases::issue_challenge(tx, app.environment); });
}

Result<sync::TokenReply> token(App& app, const Call&, const sync::TokenRequest& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::issue_token(tx, app.environment, request); });
}

Result<sync::PullReply> pull(App& app, const Call& call, const sync::PullRequest& request)
{
    return read(app, [&](store::Tx& tx) { return usecases::pull(tx, app.environment, *call.who->device, request); });
}

Result<sync::PushReply> push(App& app, const Call& call, const sync::PushRequest& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::push(tx, app.environment, *call.who->device, request); });
}

constexpr std::size_t push_body = sync::max_push_bytes;

constexpr Route table[] = {
    route<enrol>(Method::post, "/v1/enrol", "Admits a tablet by its one-time code", Access::sign_in),
    route<challenge>(Method::post, "/v1/challenge", "A nonce to be signed with the tablet's key", Access::open),
    route<token>(Method::post, "/v1/token", "A token for 15 minutes, for a signed nonce", Access::open),
    route<pull>(Method::post, "/v1/sync/pull", "What changed for this tablet", Access::device),
    route<push>(Method::post, "/v1/sync/push", "Takes what the tablet hands in", Access::device, push_body),
};

} // namespace

std::span<const Route> tablet_routes() { return table; }

} // namespace balieblik::http
