// SPDX-License-Identifier: EUPL-1.2
// How a node of a type writes its value: one spelling for each, whoever gives it (a person, a default, a calculation).
#pragma once

#include "forms/xform/form.hpp"

#include <string>
#include <string_view>

namespace balieblik::forms {

// The value in the type's own spelling ("7" for a whole number given as "7.9", "2.0" for a decimal "2"); empty for what
// is no value of the type at all.
std::string encoded(DataType type, std::string_view text);

} // namespace balieblik::forms
