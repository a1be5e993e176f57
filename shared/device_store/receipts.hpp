// SPDX-License-Identifier: EUPL-1.2
// What the server said, where it may have been set back to before it said so.
#pragma once

#include "storage/database.hpp"

namespace balieblik::device_store {

// A setting: whatever policy comes next is believed, also one with a lower number.
inline constexpr std::string_view policy_in_doubt = "policy_in_doubt";

// Photos may be gone although their visit is not, and an older backup than the last may be what was put back: until the
// server tells its receipts and its policy again, none is relied on, and it is asked about every photo. Within a
// transaction.
Result<void> doubt_what_was_heard(storage::Database& database);

// A policy that a token brought lies ahead of the cursor. A server that was set back before a pull brought its entry
// fits the cursor all the same; that its stream names an earlier one of the same history is all that tells. Where it
// was only asked a moment too early, the next pull brings the entry, and the doubt ends.
Result<void> doubt_policy_ahead_of_cursor(storage::Database& database);

// Photos that were handed in and that no receipt vouches for yet: the server is asked about them again. One that was
// set back silently just after it had taken the last photo is noticed by nothing else.
Result<void> ask_again_about_photos(storage::Database& database);

} // namespace balieblik::device_store
