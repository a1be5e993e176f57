// SPDX-License-Identifier: EUPL-1.2
// Scoring travels in the form: what a question is worth stands on it (`bind::ms:...`), and this step writes the
// calculations that any ODK client can run (docs/form-format.md, "Scoring"). They go into one group, `score`.
#pragma once

#include "forms/xls/form_tree.hpp"

#include <optional>

namespace balieblik::forms::xls {

inline constexpr const char* score_group = "score";

// "TONE:30 RULE:20" in its order; none if it is not written so, a dimension stands twice or a weight is no number > 0.
using DimensionWeights = std::vector<std::pair<std::string, double>>;
std::optional<DimensionWeights> read_dimension_weights(std::string_view text);

// Adds the score group to a form whose questions have dimensions; checks the attributes on the way.
void add_scoring(FormTree& form, Problems& problems);

} // namespace balieblik::forms::xls
