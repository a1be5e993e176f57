// SPDX-License-Identifier: EUPL-1.2
// What the rules of a form say together: questions that nobody will ever be asked, rules that wait for each other.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

void lint_logic(const FormTree& form, Problems& problems);

} // namespace balieblik::forms::xls
