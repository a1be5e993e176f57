// SPDX-License-Identifier: EUPL-1.2
// What the server vouches for, signed with the organisation's receipt key (sync-protocol.md, section 7).
#pragma once

#include "store/tx.hpp"

namespace balieblik::usecases {

// `received`, or `complete` once every declared photo is in.
Result<sync::Receipt> receipt_of(store::Tx& tx, const store::VisitVersion& version);

} // namespace balieblik::usecases
