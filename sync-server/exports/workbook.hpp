// SPDX-License-Identifier: EUPL-1.2
// A release as a spreadsheet for people: one sheet of figures in plain words, one that says what they are.
#pragma once

#include "exports/release_export.hpp"
#include "exports/unnamed_file.hpp"

namespace balieblik::exports {

// An .xlsx file, in Dutch or English. Texts are stored as texts, so that none becomes a formula. As the directory of
// such a file comes last, it is made whole before its first byte can leave: on the disk, a row in memory at a time.
Result<UnnamedFile> workbook_file(const Exported& release, bool dutch);

// The bytes of that file, for who wants them all at once.
Result<std::string> workbook(const Exported& release, bool dutch);

} // namespace balieblik::exports
