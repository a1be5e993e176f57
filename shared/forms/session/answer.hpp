// SPDX-License-Identifier: EUPL-1.2
// Whether a text is an answer to a question at all; whether it is a good one is for constraints to say.
#pragma once

#include "forms/session/state.hpp"

namespace balieblik::forms {

// The answer as the node keeps it. Refusal: answer_refused, with the reference's node and what is wanted, never the
// text that was given.
Result<std::string> check_answer(const Entry& entry, const NodeState& item, const std::vector<Option>& options,
                                 std::string_view value);

} // namespace balieblik::forms
