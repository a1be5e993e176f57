// SPDX-License-Identifier: EUPL-1.2
// What a questionnaire is told before its first question: the facts of the assignment, put into the hidden fields that
// the form itself declares, and the norm in force, as the list that its calculations look it up in.
#pragma once

#include "device_store/facts.hpp"
#include "forms/session/session.hpp"
#include "scoring/wave_norm.hpp"

#include <functional>

namespace balieblik::device_store {

// The calendar beside a form that counts working days.
inline constexpr std::string_view holidays_file = "holidays.csv";

// Hidden fields of this form and their values: those with the roles `appointment_planned` and `norm_set`, and those
// called scenario_code, scenario_group, appointment_at, norm_set, language. What the form does not have is left out.
// Refusal: form_invalid.
Result<std::vector<forms::SavedAnswer>> prefilled(const forms::Form& form, const AssignmentFacts& facts,
                                                  std::string_view language,
                                                  const std::function<std::chrono::minutes(Timestamp)>& offset_at);

// The questionnaire's question for each tap of the wait clock; kinds that it does not ask are absent.
// Refusal: form_invalid.
Result<std::map<LapKind, std::string>> lap_questions(const forms::Form& form);

// A file beside the form. `norms.csv` gets the rows of the wave's norm as well, as the set "wave".
// Refusal: not_found.
Result<std::string> form_file(const sync::FormVersion& version, std::string_view address,
                              const std::optional<Norm>& wave_norm);
// A picture beside the form. Refusals: not_found, and those of forms::read_picture.
Result<Bytes> form_picture(const sync::FormVersion& version, std::string_view name);
// The same norm as the scorer takes it, with the calendar of the questionnaire. Refusal: malformed (the calendar).
Result<scoring::Norm> scorers_norm(const sync::FormVersion& version, const Norm& wave_norm);

} // namespace balieblik::device_store
