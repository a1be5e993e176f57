// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a questionnaire, in Dutch. The compiler says it in English; the catalogue knows each of its
// sentences by its form.
#pragma once

#include "forms/xls/problem.hpp"

#include <string>
#include <string_view>

namespace balieblik::forms::xls {

// A sentence of the compiler in Dutch; one that the catalogue does not know comes back as it is.
std::string in_dutch(std::string_view english);
bool knows_dutch(std::string_view english);

// The problem with its message and suggestion in a language: "nl", or English for any other.
Problem in_language(Problem problem, std::string_view language);

} // namespace balieblik::forms::xls
