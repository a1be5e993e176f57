// SPDX-License-Identifier: EUPL-1.2
// Tells a tablet what changed (sync-protocol.md, section 4).
#pragma once

#include "usecases/device_access.hpp"

namespace balieblik::usecases {

// For Store::read: one snapshot. A cursor that is not ours, of another epoch or beyond what was written restarts
// everything; that is no refusal. Refusals: validation (page sizes), install_unknown.
Result<sync::PullReply> pull(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PullRequest& request);

} // namespace balieblik::usecases
