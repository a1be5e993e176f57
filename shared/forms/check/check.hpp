// SPDX-License-Identifier: EUPL-1.2
// What is wrong or odd about a record: hard findings stand in the way of sealing, soft ones ask "are you sure?".
#pragma once

#include "forms/session/session.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

// The vocabulary of our own attributes: ms:dimension, ms:soft-constraint, ...
inline constexpr std::string_view mystery_shopper_uri = "https://balieblik.example/ns/mystery-shopper";

enum class Severity { hard, soft };
enum class Rule { required, constraint, soft_constraint };

struct Finding {
    Severity severity = Severity::hard;
    Rule rule = Rule::required;
    std::string reference;
    std::string section;
    std::string message; // in the session's language; may be empty for a hard one without a text of its own
};

// All findings in document order. Soft constraints (ms:soft-constraint with ms:soft-message) are asked of relevant
// nodes with a value. Refusal: expression_invalid for a soft constraint that cannot be read.
Result<std::vector<Finding>> check(const Session& session);

} // namespace balieblik::forms
