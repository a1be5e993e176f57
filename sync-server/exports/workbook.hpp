// SPDX-License-Identifier: EUPL-1.2
// A release as a spreadsheet for people: one sheet of figures in plain words, one that says what they are.
#pragma once

#include "exports/release_export.hpp"

namespace balieblik::exports {

// The bytes of an .xlsx file, in Dutch or English. Texts are stored as texts, so that none becomes a formula.
Result<std::string> workbook(const Exported& release, bool dutch);

} // namespace balieblik::exports
