// SPDX-License-Identifier: EUPL-1.2
// XForms compared by structure: attributes, binds and texts in any order, blanks as one, text ids normalised.
#pragma once

#include <string>
#include <string_view>

namespace balieblik::forms::xls::testing {

// A text that is equal for two XForms of the same structure. "unreadable: ..." if it is no XML.
std::string canonical_xform(std::string_view xml);

} // namespace balieblik::forms::xls::testing
