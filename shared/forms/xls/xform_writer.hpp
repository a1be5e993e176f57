// SPDX-License-Identifier: EUPL-1.2
// The tree as ODK XForms XML: translations, instances, binds, events, body.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

// The whole document. References that lead nowhere and parameters that are wrong are added to the problems.
std::string write_xform(const FormTree& form, const std::string& form_id, Problems& problems);

} // namespace balieblik::forms::xls
