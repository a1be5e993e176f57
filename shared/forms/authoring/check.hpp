// SPDX-License-Identifier: EUPL-1.2
// What the tables alone cannot tell: whether each expression can be read, and whether the form can be run.
#pragma once

#include "forms/xls/compile.hpp"

#include <optional>
#include <string>

namespace balieblik::forms::authoring {

// Expressions that cannot be read, by the cell that they stand in.
xls::Problems expression_problems(const xls::Compiled& compiled);
// Compiled, with unreadable expressions among its problems.
xls::Compiled compile_and_check(std::string_view markdown);
// Why the XForm is refused all the same: a calculation that needs itself, for instance.
std::optional<Error> trial(const std::string& xml);

} // namespace balieblik::forms::authoring
