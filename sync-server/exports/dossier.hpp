// SPDX-License-Identifier: EUPL-1.2
// The file for works council, data protection officer and DPIA: made from the project's settings and the release
// itself, so that it cannot promise what the program does not do.
#pragma once

#include "model/wave.hpp"
#include "usecases/release.hpp"

namespace balieblik::exports {

// One page of HTML without script, to read or to print.
std::string dossier(const Project& project, const usecases::ReleaseSummary& summary, bool dutch);

} // namespace balieblik::exports
