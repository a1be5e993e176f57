// SPDX-License-Identifier: EUPL-1.2
// libsodium, ready for use. Only for the .cpp files of this room.
#pragma once

#include <sodium.h>

#include <stdexcept>

namespace balieblik::vault {

// Any thread, any number of times. Without a working libsodium nothing here may go on, so it throws.
inline void ready_sodium()
{
    static const int state = sodium_init();
    if (state < 0)
        throw std::runtime_error("libsodium could not be started");
}

} // namespace balieblik::vault
