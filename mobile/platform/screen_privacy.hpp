// SPDX-License-Identifier: EUPL-1.2
// Keeps the app's screens out of the list of recent apps and out of screenshots, where the platform can.
#pragma once

namespace balieblik::platform {

// True if the platform was asked to hide the screen; desktops have no such switch.
bool hide_from_recents();

} // namespace balieblik::platform
