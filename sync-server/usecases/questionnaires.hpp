// SPDX-License-Identifier: EUPL-1.2
// Questionnaires as the office keeps them: a version is published once and never changes; a wave may go over to a newer
// one while it runs.
#pragma once

#include "model/wave.hpp"
#include "usecases/actor.hpp"
#include "usecases/projects.hpp"

namespace balieblik::forms {
struct Form;
}
namespace balieblik::forms::authoring {
struct Authored;
}

namespace balieblik::usecases {

// The channel whose visits a questionnaire scores, as it says itself or, where it scores and says nothing, the counter;
// none for one that scores nothing: it fits any.
std::optional<Channel> channel_of(const forms::Form& form);
// Whether visits of a channel can be judged by it.
bool fits_channel(const sync::FormVersion& form, Channel channel);
// The version as it is kept and as tablets get it. `authored` has no problems.
sync::FormVersion form_version(const forms::authoring::Authored& authored);
// Text, norms and every other file are the same.
bool same_content(const sync::FormVersion& a, const sync::FormVersion& b);
// What would be found on the first tablet otherwise. Refusals: form_invalid, those of forms::compile.
Result<void> check_form(const sync::FormVersion& form);

// Takes the version in, or finds it there as it is; gives whether it is new. Coordinator or client admin of the whole
// organisation. Refusals: forbidden,
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
// or it is this version), unknown_form, validation (the wave's own weights do not fit it; `channel`: it is of another
// one).
Result<WaveView> change_wave_form(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                  const WaveFormChange& request);

} // namespace balieblik::usecases
