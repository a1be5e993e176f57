// SPDX-License-Identifier: EUPL-1.2
// Takes what a tablet hands in (sync-protocol.md, section 5).
#pragma once

#include "usecases/device_access.hpp"

namespace balieblik::usecases {

// An item that meets an internal fault is answered `retry`; when that has lasted this long it is quarantined, so that a
// fault of ours never blocks what comes behind it.
inline constexpr std::chrono::hours max_trouble{24};

// For Store::write. Each mutation stands alone; results come in their order. Refusals of the whole: mutation_gap
// (detail: the number expected), install_forked, install_unknown, too_large, validation (numbers that do not count up).
Result<sync::PushReply> push(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PushRequest& request);

} // namespace balieblik::usecases
