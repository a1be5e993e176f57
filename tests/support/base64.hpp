// SPDX-License-Identifier: EUPL-1.2
// Base64 with its padding, as HTTP's Basic scheme and tus' Upload-Metadata want it.
#pragma once

#include "vault/hash.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace balieblik::test {

inline std::string base64(std::string_view text)
{
    auto made = vault::to_base64url(as_bytes(text));
    std::replace(made.begin(), made.end(), '-', '+');
    std::replace(made.begin(), made.end(), '_', '/');
    made.append((4 - made.size() % 4) % 4, '=');
    return made;
}

} // namespace balieblik::test
