// SPDX-License-Identifier: EUPL-1.2
// What stands between a wave and its next step.
#pragma once

#include "usecases/projects.hpp"

namespace balieblik::usecases {

Result<WaveView> wave_view(store::Tx& tx, const Actor& actor, const Wave& wave, const Project& project);

// By name, empty when nothing is missing: works_council_consent, staff_notice, dpia_reference, form, norm.
Result<std::vector<std::string>> missing_for_fieldwork(store::Tx& tx, const Wave& wave, const Project& project);
// By name: unreviewed:<n> (late ones included), returned:<n> (still to be corrected), norms, weights.
Result<std::vector<std::string>> missing_for_validation(store::Tx& tx, const Wave& wave);

// Waits for a reviewer: in, or on its way, and not decided.
bool awaits_review(const store::VisitVersion& version);

} // namespace balieblik::usecases
