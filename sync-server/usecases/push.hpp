// SPDX-License-Identifier: EUPL-1.2
// Takes what a tablet hands in (sync-protocol.md, section 5).
#pragma once

#include "usecases/receive_visit.hpp"
#include "vault/sign.hpp"

namespace balieblik::usecases {

// An item that meets an internal fault is answered `retry`; when that has lasted this long it is quarantined, so that a
// fault of ours never blocks what comes behind it.
inline constexpr std::chrono::hours max_trouble{24};

// What can be said about a push without the store: one entry a mutation, none where it is no visit.
using CheckedPush = std::vector<std::optional<CheckedVisit>>;
// Any thread: it reads, hashes and verifies, which the one writer has no time for.
CheckedPush check_push(const DeviceSession& session, const sync::PushRequest& request);

// For Store::write. Each mutation stands alone; results come in their order. Refusals of the whole: mutation_gap
// (detail: the number expected), install_forked, install_unknown, too_large, validation (numbers that do not count up).
Result<sync::PushReply> push(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PushRequest& request, const CheckedPush& checked);
// After the commit, on any thread: the receipts above are not signed yet.
void sign_receipts(sync::PushReply& reply, TenantId tenant, const vault::SigningKey& receipt_key);

// All of it in one transaction.
Result<sync::PushReply> push(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PushRequest& request);

} // namespace balieblik::usecases
