// SPDX-License-Identifier: EUPL-1.2
// The parts of a workbook file, unpacked within limits.
#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace balieblik::forms::xlsx {

// Name to content of the XML parts and relations. Refusals: too_large, malformed.
Result<std::map<std::string, std::string>> unpack(std::string_view xlsx);

} // namespace balieblik::forms::xlsx
