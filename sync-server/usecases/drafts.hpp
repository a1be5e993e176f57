// SPDX-License-Identifier: EUPL-1.2
// Visits that are still being filled in, kept for another tablet of the same inspector should the first be lost
// (sync-protocol.md, section 16). No person reads them, and nothing counts them.
#pragma once

#include "sync/drafts.hpp"
#include "usecases/device_access.hpp"

namespace balieblik::usecases {

inline constexpr std::chrono::days draft_patience{30}; // since its tablet last told; tablets refresh theirs weekly

// For Store::write; also from a tablet that is withdrawn and hands in. An older one than the one kept changes nothing,
// nor does one that is over: of a visit that was handed in, or of a wave of which nothing is kept any more. Refusals:
// too_large, validation.
Result<sync::DraftReply> keep_draft(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                    const sync::DraftBackup& draft);
// For Store::read: what this inspector has on other tablets. Refusal: device_revoked (it only hands in).
Result<sync::DraftHeads> drafts_elsewhere(store::Tx& tx, const DeviceSession& session);
// For Store::write: the newest of them, sealed to the key of this request, for this tablet to go on with. What is kept
// stays until the visit arrives. Refusals: not_found, validation (the key), device_revoked.
Result<sync::TakenDraft> take_over_draft(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                         VisitId visit, const sync::TakeOverRequest& request);

// For a timer: those that nobody refreshed for draft_patience. Gives how many went.
Result<std::int64_t> forget_drafts(store::Tx& tx, const Environment& env);

} // namespace balieblik::usecases
