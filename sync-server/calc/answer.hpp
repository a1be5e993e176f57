// SPDX-License-Identifier: EUPL-1.2
// One line in, one line out.
#pragma once

#include <string>
#include <string_view>

namespace balieblik::calc {

// Answers a request in one line without its end. Never throws for what stands in the line: a line that is no request
// has an answer too.
std::string answer(std::string_view line);

} // namespace balieblik::calc
