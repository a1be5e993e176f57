// SPDX-License-Identifier: EUPL-1.2
// What the process may leave behind: no core dumps, no reading of its memory by other programs of the same user.
#pragma once

namespace balieblik::platform {

// Called first in main(). Where the platform has no such switch it does nothing.
void guard_process();

} // namespace balieblik::platform
