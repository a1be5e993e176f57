// SPDX-License-Identifier: EUPL-1.2
// A record in words: its answers in the order of the questionnaire, with their labels in both languages.
#pragma once

#include "forms/xform/form.hpp"
#include "usecases/review.hpp"

namespace balieblik::usecases {

// What was answered; questions without an answer are left out.
std::vector<OpenedAnswer> answers_in_words(const forms::Form& form, const boost::json::object& data);

} // namespace balieblik::usecases
