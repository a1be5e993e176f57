// SPDX-License-Identifier: EUPL-1.2
// The 342 municipalities of the Netherlands with their CBS codes and safety regions: reference data, from
// reference/municipalities.csv.
#pragma once

#include "model/place.hpp"

#include <span>

namespace balieblik::usecases {

std::span<const Municipality> municipalities();     // by code
std::span<const Municipality> all_municipalities(); // those too that were merged, with their successors
// None if there never was such a code.
const Municipality* municipality(std::string_view code);

} // namespace balieblik::usecases
