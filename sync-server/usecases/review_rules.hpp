// SPDX-License-Identifier: EUPL-1.2
// Who may judge what.
#pragma once

#include "usecases/actor.hpp"

namespace balieblik::usecases {

// The actor carried out this inspector's visits.
bool is_own(const Actor& actor, InspectorId inspector);

} // namespace balieblik::usecases
