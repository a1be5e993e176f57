// SPDX-License-Identifier: EUPL-1.2
// What a card tells about work on another tablet of the same inspector. A draft stays where it was begun; both may be
// handed in, and a reviewer chooses.
#pragma once

#include "device_store/facts.hpp"

namespace balieblik::viewmodels {

// By another tablet, or by this one before its data were lost: nothing of it is here.
inline bool begunElsewhere(const device_store::AssignmentCard& card)
{
    return card.facts.assignment.state == AssignmentState::in_progress && !card.visit_id && !card.withdrawn;
}

// While a draft of it stands here.
inline bool handedInElsewhere(const device_store::AssignmentCard& card)
{
    const auto state = card.facts.assignment.state;
    return card.progress == device_store::Progress::draft && !card.returned && !card.outcome &&
           (state == AssignmentState::submitted || state == AssignmentState::in_review ||
            state == AssignmentState::approved);
}

} // namespace balieblik::viewmodels
