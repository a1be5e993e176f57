// SPDX-License-Identifier: EUPL-1.2
// Questionnaires as the office keeps them: a version is published once and never changes; a wave may go over to a newer
// one while it runs.
#pragma once

#include "model/wave.hpp"
#include "usecases/actor.hpp"
#include "usecases/projects.hpp"

namespace balieblik::usecases {

// Takes the version in, or finds it there as it is; gives whether it is new. Client admin. Refusals: forbidden,
// form_invalid (its text, its calculations, its scoring, or another name or version inside than outside), those of
// forms::compile, state_conflict (published before with other content: text, norms or any other file).
Result<bool> publish_form(store::Tx& tx, const Environment& env, const Actor& actor, const sync::FormVersion& form);

struct WaveFormChange {
    std::string form_version;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(WaveFormChange, (), (form_version, rev))
// Coordinator. Visits that begin from now on use that version of the wave's questionnaire; one that was begun finishes
// on its own unless its inspector moves it. Refusals: forbidden, not_found, stale, state_conflict (fieldwork is over,
// or it is this version), unknown_form, validation (the wave's own weights do not fit it).
Result<WaveView> change_wave_form(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                  const WaveFormChange& request);

} // namespace balieblik::usecases
