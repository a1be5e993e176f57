// SPDX-License-Identifier: EUPL-1.2
// Bytes for a photo that is sent.
#pragma once

#include <string>

namespace balieblik::test {

// No two pieces of it are alike, so that one in the wrong place is noticed.
inline std::string photo_bytes(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7919 >> 5);
    return bytes;
}

} // namespace balieblik::test
