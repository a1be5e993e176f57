// SPDX-License-Identifier: EUPL-1.2
// What the office orders a tablet to do, and what the tablet says about itself (sync-protocol.md, sections 11 and 12).
#pragma once

#include "usecases/device_access.hpp"

namespace balieblik::usecases {

struct OrderRequest {
    sync::OrderMode mode{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrderRequest, (), (mode, reason))

// Coordinator or client admin. Signed with the organisation's order key. An order to wipe withdraws the tablet as well:
// from then on it can only hand in. Refusals: forbidden, not_found, reason_missing, validation, state_conflict (a wipe
// was ordered before and `mode` is no sharper one; a release of what is not locked).
Result<store::DeviceOrder> give_order(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId device,
                                      const OrderRequest& request);

// An order of ours that the server forgot when it was set back, shown by the tablet that it was given to: it is in
// force again. One that is not ours, or older than what is known, says nothing.
Result<void> take_back_order(store::Tx& tx, const Environment& env, const store::StoredDevice& device,
                             const sync::Order& shown, const DeviceSession& by, PersonId admitted_by);

// The order that the tablet must know now, if any.
Result<std::optional<sync::Order>> order_in_force(store::Tx& tx, DeviceId device);
// The same, and marks it as delivered.
Result<std::optional<sync::Order>> order_for(store::Tx& tx, const Environment& env, DeviceId device);
// A withdrawn tablet with an order to wipe that it has not confirmed may still hand in.
Result<bool> may_hand_in(store::Tx& tx, const store::StoredDevice& device);

// The tablet has carried it out, as far as it can say so. Refusals: not_found, state_conflict (another one is in
// force).
Result<void> confirm_order(store::Tx& tx, const Environment& env, const DeviceSession& session, std::int64_t number);

// Refusal: validation.
Result<void> take_report(store::Tx& tx, const Environment& env, const DeviceSession& session,
                         const sync::Report& report);

// Which of these the server does not hold with that content. Refusal: too_large.
Result<sync::ReconcileReply> reconcile(store::Tx& tx, const DeviceSession& session,
                                       const sync::ReconcileRequest& request);

} // namespace balieblik::usecases
