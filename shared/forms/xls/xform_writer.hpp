// SPDX-License-Identifier: EUPL-1.2
// The tree as ODK XForms XML: translations, instances, binds, events, body.
#pragma once

#include "forms/xls/form_tree.hpp"

namespace balieblik::forms::xls {

struct Written {
    std::string xml; // the whole document
    std::vector<PlacedExpression> expressions;
};

// References that lead nowhere and parameters that are wrong are added to the problems.
Written write_xform(const FormTree& form, const std::string& form_id, Problems& problems);

} // namespace balieblik::forms::xls
