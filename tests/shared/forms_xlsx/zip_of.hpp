// SPDX-License-Identifier: EUPL-1.2
// A zip file of texts, as other programs pack a workbook.
#pragma once

#include <map>
#include <string>

namespace balieblik::forms::xlsx::testing {

std::string zip_of(const std::map<std::string, std::string>& parts);
// A workbook of one sheet "survey" with this <sheetData>, and further parts (shared strings, styles).
std::string workbook_of(const std::string& sheet_data, std::map<std::string, std::string> parts = {});

} // namespace balieblik::forms::xlsx::testing
