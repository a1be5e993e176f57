// SPDX-License-Identifier: EUPL-1.2
// An XForm that another tool wrote, looked at as an author's tables are.
#pragma once

#include "forms/xls/problem.hpp"

#include <string_view>

namespace balieblik::forms::authoring {

// A form may be tried and converted that no inspector is ever given.
enum class For { trial, inspections };

// All that keeps it from being run, each with the line and the element that it stands in.
xls::Problems xform_problems(std::string_view xml, For use = For::trial);

// What a form that can be run may hold and its author will not find again on the tablet.
xls::Problems quiet_losses(std::string_view xml);

// Whether XML is a form, and not a list.
bool is_xform(std::string_view xml);

} // namespace balieblik::forms::authoring
