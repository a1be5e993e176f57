// SPDX-License-Identifier: EUPL-1.2
// A QR code as a picture that a browser can scale.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace balieblik::http {

// Black on white with the quiet zone that readers want; error correction level M. Refusal: too_large.
Result<std::string> qr_svg(std::string_view text);

} // namespace balieblik::http
