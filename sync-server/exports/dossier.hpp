// SPDX-License-Identifier: EUPL-1.2
// The file for works council, data protection officer and DPIA: made from the project's settings and the release
// itself, so that it cannot promise what the program does not do.
#pragma once

#include "model/wave.hpp"
#include "usecases/analysis_figures.hpp"
#include "usecases/release_proof.hpp"

#include <span>

namespace balieblik::exports {

// One page of HTML without script, to read or to print. Its readers see no figures, so it says of each analysis what it
// is, how it was made and how many figures it has, and not what came out.
std::string dossier(const Project& project, const usecases::ReleaseSummary& summary,
                    const usecases::AnalysesSummary& analyses, std::span<const usecases::VersionProof> proofs,
                    bool dutch);

} // namespace balieblik::exports
