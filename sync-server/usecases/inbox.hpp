// SPDX-License-Identifier: EUPL-1.2
// What tablets are told: every change of an assignment or a visit version goes through here, in the transaction that
// makes it.
#pragma once

#include "model/assignment.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

// Call after every change of an assignment (`before`: none for a new one). Puts it, with its place, scenario, wave and
// questionnaire, into the inbox of the inspector it is with, and takes it out of the inbox of whoever lost it. What a
// tablet has seen of place, scenario and questionnaire stays with it, so that work which was begun can be finished.
Result<void> publish_to_inbox(store::Tx& tx, const std::optional<Assignment>& before, const Assignment& after);

// Call after every change of a wave's name, questionnaire or state: the briefs in the inboxes follow.
Result<void> publish_wave(store::Tx& tx, const Wave& wave);

// Call after every change of a place: whoever still has to go there sees it as it is now.
Result<void> publish_location(store::Tx& tx, const Location& location);

// The receipt of a visit version whose media are in.
void publish_receipt(store::Tx& tx, const store::VisitVersion& version);
// A reviewer returned this version: its last review says why.
void publish_return(store::Tx& tx, const store::VisitVersion& version);
// It was approved, rejected, superseded or voided. An earlier return of it is taken out.
void publish_outcome(store::Tx& tx, const store::VisitVersion& version);

// Is an assignment in this state on its inspector's tablet?
bool is_shown(AssignmentState state);

} // namespace balieblik::usecases
