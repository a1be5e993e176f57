// SPDX-License-Identifier: EUPL-1.2
// What the server said it holds, where it may have been set back to before it said so.
#pragma once

#include "storage/database.hpp"

namespace balieblik::device_store {

// Photos may be gone although their visit is not, and an older backup than the last may be what was put back: until the
// server tells its receipts again, none is relied on, and it is asked about every photo. Within a transaction.
Result<void> doubt_receipts(storage::Database& database);

} // namespace balieblik::device_store
