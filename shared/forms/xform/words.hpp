// SPDX-License-Identifier: EUPL-1.2
// A questionnaire's own words without a session: labels as they are written, of questions, groups and choices. What
// needs an answer to be said (a label that quotes one) is said by Session::node.
#pragma once

#include "forms/xform/form.hpp"

namespace balieblik::forms {

// `language` is a code, "nl" or "en", of a language named "nl" or "Nederlands (nl)". Empty if there are no words in it.
std::string words_of(const Form& form, const Text& text, std::string_view language);

// The answer as people read it: labels of chosen answers, joined by "; "; every other answer, and a choice without a
// label, as it is.
std::string answer_in_words(const Form& form, const Control& control, std::string_view value,
                            std::string_view language);

// The question at an absolute reference without indices; null if none is asked there.
const Control* question_at(const Form& form, std::string_view reference);

} // namespace balieblik::forms
