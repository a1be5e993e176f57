// SPDX-License-Identifier: EUPL-1.2
// The 342 municipalities of the Netherlands with their CBS codes and safety regions: reference data, from
// reference/municipalities.csv.
#pragma once

#include "model/place.hpp"

#include <span>

namespace balieblik::usecases {

std::span<const Municipality> municipalities(); // by code
// None if there is no such code.
const Municipality* municipality(std::string_view code);

} // namespace balieblik::usecases
