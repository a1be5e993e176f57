// SPDX-License-Identifier: EUPL-1.2
// The parameters column: which a type takes, and what they become.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

// The bind attributes of a question's parameters. Wrong ones are added to the problems.
Attributes bind_of_parameters(const Node& node, Problems& problems);
// The control's attributes of a question's parameters.
Attributes body_of_parameters(const Node& node);

} // namespace balieblik::forms::xls
