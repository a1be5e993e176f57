// SPDX-License-Identifier: EUPL-1.2
// A sealed record without the moment it is about: what was answered, how long each step took, the day of the week and
// the two hours of the day stay; the date and the minute go. A pure function.
#pragma once

#include "model/visit.hpp"

namespace balieblik::usecases {

struct CoarseRecord {
    std::string text;      // of a VisitBody
    std::string sealed_at; // as coarse as all the rest
};

// Every moment in it moves by one and the same distance, so that durations are what they were: the earliest to the
// beginning of its block of two hours on the same weekday of the week that begins on 3 January 2000. Refusals: those of
// reading the body.
Result<CoarseRecord> coarse_record(std::string_view body);

} // namespace balieblik::usecases
