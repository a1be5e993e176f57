// SPDX-License-Identifier: EUPL-1.2
#include "usecases/device_orders.hpp"

#include "vault/sign.hpp"

namespace balieblik::usecases {
namespace {

using sync::OrderMode;

constexpr std::size_t max_problems = 20;
constexpr std::size_t max_versions = 1000;

bool wipes(OrderMode mode) { return mode == OrderMode::wipe_after_upload || mode == OrderMode::wipe_now; }

// As the trail calls it.
std::string ordered(OrderMode mode)
{
    switch (mode) {
    case OrderMode::lock:
        return "device.ordered_lock";
    case OrderMode::release:
        return "device.ordered_release";
    case OrderMode::wipe_after_upload:
        return "device.ordered_wipe_after_upload";
    case OrderMode::wipe_now:
        break;
    }
    return "device.ordered_wipe_now";
}

// What may follow what was ordered last.
Result<void> check_follows(const std::optional<store::DeviceOrder>& last, OrderMode mode)
{
    const bool locked = last && last->mode == OrderMode::lock;
    if (mode == OrderMode::release && !locked)
        return Error{Errc::state_conflict, "not locked"};
    if (mode == OrderMode::lock && locked)
        return Error{Errc::state_conflict, "locked"};
    // Nobody can take back a wipe that may have begun; it can only become sharper.
    if (last && wipes(last->mode) && (mode != OrderMode::wipe_now || last->mode == OrderMode::wipe_now))
        return Error{Errc::state_conflict, std::string(json::enum_name(last->mode))};
    return {};
}

Result<void> withdraw(store::Tx& tx, store::StoredDevice device, Timestamp now)
{
    if (device.state == DeviceState::revoked)
        return {};
    device.state = DeviceState::revoked;
    device.revoked_at = now;
    return tx.devices().update(device);
}

bool in_force(const store::DeviceOrder& order) { return !order.done_at; }

// Numbers must grow also where the server was set back and forgot the last one, so they follow the clock: a tablet
// takes an order with a lower number for an old one that somebody plays back.
std::int64_t number_after(const std::optional<store::DeviceOrder>& last, Timestamp now)
{
    const auto by_clock = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return last ? std::max(last->number + 1, by_clock) : by_clock;
}

} // namespace

Result<store::DeviceOrder> give_order(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId id,
                                      const OrderRequest& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    if (request.reason.empty())
        return Error{Errc::reason_missing, {}};
    if (request.reason.size() > 2000)
        return Error{Errc::validation, "reason"};
    BALIEBLIK_TRY(device, tx.devices().find(id));
    if (!device)
        return Error{Errc::not_found, "device"};
    BALIEBLIK_TRY(last, tx.devices().last_order(id));
    BALIEBLIK_CHECK(check_follows(last, request.mode));

    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(key, vault::SigningKey::from_seed(keys.order_secret));
    store::DeviceOrder order;
    order.device_id = id;
    order.number = number_after(last, env.clock.now());
    order.mode = request.mode;
    order.reason = request.reason;
    order.given_by = actor.person_id;
    order.given_at = env.clock.now();
    order.signature = key.sign(vault::label::order, {to_text(tx.tenant()), to_text(id), std::to_string(order.number),
                                                     json::enum_name(order.mode)});
    BALIEBLIK_CHECK(tx.devices().add(order));
    if (wipes(order.mode))
        BALIEBLIK_CHECK(withdraw(tx, *device, order.given_at));
    BALIEBLIK_CHECK(note(tx, env, actor, role, ordered(order.mode), "device:" + to_text(id), request.reason));
    return order;
}

Result<void> take_back_order(store::Tx& tx, const Environment& env, const store::StoredDevice& device,
                             const sync::Order& shown, const DeviceSession& by, PersonId admitted_by)
{
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(key, vault::PublicKey::parse(to_hex(keys.order_public)));
    BALIEBLIK_TRY(last, tx.devices().last_order(device.id));
    if (shown.device_id != device.id || (last && last->number >= shown.number) ||
        !vault::verify(
            key, shown.signature, vault::label::order,
            {to_text(tx.tenant()), to_text(device.id), std::to_string(shown.number), json::enum_name(shown.mode)}))
        return {};
    const auto now = env.clock.now();
    BALIEBLIK_CHECK(tx.devices().add(store::DeviceOrder{.device_id = device.id,
                                                        .number = shown.number,
                                                        .mode = shown.mode,
                                                        .reason = "enrolled_again",
                                                        .given_by = admitted_by,
                                                        .given_at = now,
                                                        .signature = shown.signature,
                                                        .delivered_at = now,
                                                        .done_at = std::nullopt}));
    BALIEBLIK_CHECK(note(tx, env, by, "device.order_taken_back", "device:" + to_text(device.id),
                         std::string(json::enum_name(shown.mode))));
    return wipes(shown.mode) ? withdraw(tx, device, now) : Result<void>{};
}

Result<std::optional<sync::Order>> order_in_force(store::Tx& tx, DeviceId device)
{
    BALIEBLIK_TRY(last, tx.devices().last_order(device));
    if (!last || !in_force(*last))
        return std::optional<sync::Order>{};
    return std::optional{sync::Order{last->device_id, last->number, last->mode, last->signature}};
}

Result<std::optional<sync::Order>> order_for(store::Tx& tx, const Environment& env, DeviceId device)
{
    BALIEBLIK_TRY(last, tx.devices().last_order(device));
    if (last && in_force(*last) && !last->delivered_at) {
        last->delivered_at = env.clock.now();
        BALIEBLIK_CHECK(tx.devices().update(*last));
    }
    return order_in_force(tx, device);
}

Result<bool> may_hand_in(store::Tx& tx, const store::StoredDevice& device)
{
    BALIEBLIK_TRY(last, tx.devices().last_order(device.id));
    return last && wipes(last->mode) && in_force(*last);
}

Result<void> confirm_order(store::Tx& tx, const Environment& env, const DeviceSession& session, std::int64_t number)
{
    BALIEBLIK_TRY(last, tx.devices().last_order(session.device_id));
    if (!last)
        return Error{Errc::not_found, "order"};
    if (last->number != number)
        return Error{Errc::state_conflict, "order " + std::to_string(last->number) + " is in force"};
    if (last->done_at)
        return {}; // the reply was lost
    last->done_at = env.clock.now();
    BALIEBLIK_CHECK(tx.devices().update(*last));
    return note(tx, env, session, "device.obeyed", "device:" + to_text(session.device_id),
                std::string(json::enum_name(last->mode)));
}

Result<void> take_report(store::Tx& tx, const Environment& env, const DeviceSession& session,
                         const sync::Report& report)
{
    if (report.unsent_mutations < 0 || report.unsent_visits < 0 || report.unsent_attachments < 0 ||
        report.problems.size() > max_problems)
        return Error{Errc::validation, "report"};
    for (const auto& problem : report.problems)
        if (problem.size() > 60)
            return Error{Errc::validation, "problems"};
    return tx.devices().report({.device_id = session.device_id,
                                .at = env.clock.now(),
                                .unsent_mutations = report.unsent_mutations,
                                .unsent_visits = report.unsent_visits,
                                .unsent_attachments = report.unsent_attachments,
                                .problems = report.problems});
}

Result<sync::ReconcileReply> reconcile(store::Tx& tx, const DeviceSession& session,
                                       const sync::ReconcileRequest& request)
{
    if (request.versions.size() > max_versions)
        return Error{Errc::too_large, "versions"};
    sync::ReconcileReply reply;
    for (const auto& held : request.versions) {
        BALIEBLIK_TRY(found, tx.visits().find(held.visit_version_id));
        // Of somebody else's visit nothing is said, not even that it is there.
        if (!found || found->inspector_id != session.inspector_id || found->sha256 != held.sha256)
            reply.missing.push_back(held.visit_version_id);
    }
    return reply;
}

} // namespace balieblik::usecases
