// SPDX-License-Identifier: EUPL-1.2
// The column parameters: what each type takes, and what it becomes in bind and body.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

// The attributes of the bind; adds what is wrong with the parameters to the problems.
Attributes bind_of_parameters(const Node& node, const FormTree& form, Problems& problems);
Attributes body_of_parameters(const Node& node);

} // namespace balieblik::forms::xls
