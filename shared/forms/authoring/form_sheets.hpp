// SPDX-License-Identifier: EUPL-1.2
// What an XForm says, laid out as the sheets of an author: enough to tell two versions apart question by question,
// whichever tool wrote them. It is not enough to make the XForm anew.
#pragma once

#include "forms/xform/form.hpp"
#include "forms/xls/table.hpp"

namespace balieblik::forms::authoring {

xls::Workbook sheets_of(const Form& form);

} // namespace balieblik::forms::authoring
