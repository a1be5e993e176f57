// SPDX-License-Identifier: EUPL-1.2
// What tablets ask for (docs/sync-protocol.md, sections 2 to 5).
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/device_orders.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/pull.hpp"
#include "usecases/push.hpp"

#include <charconv>

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

struct Pushed {
    sync::PushReply reply;
    Bytes receipt_secret;
};

Result<sync::PushReply> push(App& app, const Call& call, const sync::PushRequest& request)
{
    // Only what must happen in order is the writer's; hashes and signatures are this thread's, before and after.
    const auto& device = *call.who->device;
    const auto checked = usecases::check_push(device, request);
    auto work = [&](store::Tx& tx) -> Result<Pushed> {
        BALIEBLIK_TRY(reply, usecases::push(tx, app.environment, device, request, checked));
        BALIEBLIK_TRY(keys, tx.tenancy().keys());
        return Pushed{std::move(reply), std::move(keys.receipt_secret)};
    };
    BALIEBLIK_TRY(pushed, write(app, work));
    BALIEBLIK_TRY(key, app.receipt_keys.from(pushed.receipt_secret));
    usecases::sign_receipts(pushed.reply, device.tenant, *key);
    return std::move(pushed.reply);
}

std::vector<std::string> streams_of(const usecases::DeviceSession& device)
{
    return {store::inbox_stream(device.inspector_id), store::tenant_stream()};
}

Result<Response> wake(App&, const Call& call, const sync::WakeRequest& request)
{
    if (call.who->device->only_hands_in)
        return Error{Errc::device_revoked, to_text(call.who->device->device_id)};
    Response response;
    response.wake = Wake{streams_of(*call.who->device), request.since, false};
    return response;
}

Result<Response> events(App&, const Call& call)
{
    if (call.who->device->only_hands_in)
        return Error{Errc::device_revoked, to_text(call.who->device->device_id)};
    Response response;
    response.wake = Wake{streams_of(*call.who->device), std::nullopt, true};
    return response;
}

Result<Done> report(App& app, const Call& call, const sync::Report& said)
{
    return done(
        write(app, [&](store::Tx& tx) { return usecases::take_report(tx, app.environment, *call.who->device, said); }));
}

Result<sync::ReconcileReply> reconcile(App& app, const Call& call, const sync::ReconcileRequest& request)
{
    return read(app, [&](store::Tx& tx) { return usecases::reconcile(tx, *call.who->device, request); });
}

Result<Done> order_done(App& app, const Call& call)
{
    std::int64_t number = 0;
    const auto& text = call.arguments.at(0);
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size())
        return Error{Errc::not_found, "order"};
    const auto confirmed = write(
        app, [&](store::Tx& tx) { return usecases::confirm_order(tx, app.environment, *call.who->device, number); });
    app.gatekeeper.devices_changed();
    return done(confirmed);
}

constexpr std::size_t push_body = sync::max_push_bytes;

constexpr Route table[] = {
    route<enrol>(Method::post, "/v1/enrol", "Admits a tablet by its one-time code", Access::sign_in),
    route<challenge>(Method::post, "/v1/challenge", "A nonce to be signed with the tablet's key", Access::open),
    route<token>(Method::post, "/v1/token", "A token for 15 minutes, for a signed nonce", Access::open),
    route<pull>(Method::post, "/v1/sync/pull", "What changed for this tablet", Access::device).packed(),
    route<wake>(Method::post, "/v1/sync/wake", "Answers when something changed for this tablet", Access::device)
        .replying<sync::WakeReply>(),
    route<events>(Method::get, "/v1/sync/wake", "The same as a stream of events", Access::device)
        .answering("text/event-stream"),
    route<report>(Method::post, "/v1/sync/report", "What waits on the tablet", Access::device),
    route<reconcile>(Method::post, "/v1/sync/reconcile", "Which visits the server does not hold", Access::device,
                     256 * 1024),
    route<order_done>(Method::post, "/v1/orders/{number}/done", "The tablet has carried out an order", Access::device),
    route<push>(Method::post, "/v1/sync/push", "Takes what the tablet hands in", Access::device, push_body),
};

} // namespace

std::span<const Route> tablet_routes() { return table; }

} // namespace balieblik::http
