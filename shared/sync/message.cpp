// SPDX-License-Identifier: EUPL-1.2
#include "sync/message.hpp"

namespace balieblik::sync {

// The wire is what both sides were built from: a message that lost its description would not be caught otherwise.
static_assert(json::detail::Described<PullReply> && json::detail::Described<PushRequest> &&
              json::detail::Described<Problem>);

} // namespace balieblik::sync
