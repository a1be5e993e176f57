// SPDX-License-Identifier: EUPL-1.2
// What compiles but is probably wrong, or is against the house's rules for questionnaires.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

// All problems of compiling, and then: texts that lack a language, scored calculations that count a blank as zero,
// dimension weights that are not 100 together, and questions that ask for a person.
Problems lint_tables(std::string_view markdown);

} // namespace balieblik::forms::xls
