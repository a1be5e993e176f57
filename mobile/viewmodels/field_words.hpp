// SPDX-License-Identifier: EUPL-1.2
// The field's words of the model, as the app says them to an inspector.
#pragma once

#include "device_store/facts.hpp"

#include <QString>

namespace balieblik::viewmodels {

QString say(AbortReason reason, Channel channel);
QString say(ReasonCode reason);
QString say(device_store::Progress progress);
// "Thursday 12 March, 09:00 to 17:00", or with both days.
QString window(const Assignment& assignment);
// One line a day, exceptions within the assignment's window after them.
QString openingHours(const Location& location, const Assignment& assignment);
// What the way to reach the place is called, and the way itself: its address, the number to call, or where to write.
QString contactName(Channel channel);
QString contact(const device_store::AssignmentFacts& facts);
// In the app's language.
QString title(const Scenario& scenario);
QString briefing(const Scenario& scenario);
QString answerKey(const Scenario& scenario);

} // namespace balieblik::viewmodels
