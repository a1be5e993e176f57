// SPDX-License-Identifier: EUPL-1.2
// Tells tablets what a verified backup holds, so that they may forget it (sync-protocol.md, sections 7 and 13).
#pragma once

#include "store/backups.hpp"
#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

// In several transactions, as there may be many visits; an interruption leaves the rest for a repetition, which changes
// nothing else. Gives how many visits were newly marked.
Result<std::int64_t> publish_backup(store::Store& store, TenantId tenant, const Environment& env,
                                    const store::Backup& backup, const std::vector<VisitVersionId>& visits);

} // namespace balieblik::usecases
