// SPDX-License-Identifier: EUPL-1.2
// Codes that a person types once to enrol a tablet: 11 random characters (55 bits) and a check character that catches
// every single wrong character and every swap of two, from an alphabet without I, L, O and U.
#pragma once

#include "base/clock.hpp"

namespace balieblik::vault {

// "7KQ2M9XW4TBC": as it is hashed, compared and sent.
std::string make_enrolment_code(Random& random);
// "7KQ2-M9XW-4TBC": as it is shown.
std::string shown_enrolment_code(std::string_view code);
// What somebody typed: dashes and spaces are skipped, lower case is as good, I and L are read as 1, O as 0.
// Refusal: enrolment_code_mistyped (wrong length or character, or the check character does not fit).
Result<std::string> parse_enrolment_code(std::string_view typed);

} // namespace balieblik::vault
