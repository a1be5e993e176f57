// SPDX-License-Identifier: EUPL-1.2
// The little Markdown that questionnaires may hold, as ODK has it: headings, emphasis, links, coloured spans. Nothing
// that a questionnaire says reaches the screen as markup of its own, and no address is ever opened.
#pragma once

#include <QString>

#include <string_view>

namespace balieblik::viewmodels {

// The words without their marks, for lists, for titles and to be read aloud.
QString plainText(std::string_view markdown);

// The same for Text.StyledText; empty for words without marks, which are shown as they are.
QString styledText(std::string_view markdown);

} // namespace balieblik::viewmodels
