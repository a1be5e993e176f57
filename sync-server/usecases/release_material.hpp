// SPDX-License-Identifier: EUPL-1.2
// What a release is made of: the approved visits of a wave, scored again, and what earlier releases showed.
#pragma once

#include "model/wave.hpp"
#include "store/tx.hpp"
#include "usecases/release_cube.hpp"

namespace balieblik::usecases {

struct Material {
    ReleaseCube cube{Channel::counter, {}};
    std::vector<ReleaseFigure> figures;
    std::map<LocationId, std::size_t> locations; // their numbers in the cube
    std::map<InspectorId, std::uint32_t> inspectors;
    std::map<LocationId, std::string> kept_in; // municipalities of earlier versions
    std::vector<store::ReleaseInput> inputs;   // by visit
    std::vector<store::SecondLook> looks;      // of visits that two inspectors saw; in no figure
    std::int64_t visits = 0;
    std::string snapshot; // what went in, as text to hash
    std::vector<std::string> notes;
};

// What an input holds beside the figures of its release, for the analyses: the mark, and of a visit that two inspectors
// saw the points of each question with a tone scale.
inline constexpr const char* satisfaction_name = "SAT";
inline constexpr std::string_view question_prefix = "question:";

// What went into the versions of the wave's release that are there, oldest first.
using EarlierInputs = std::vector<std::vector<store::ReleaseInput>>;

// Visits that count: approved, and not broken off. A municipality that merged before the wave ended counts with its
// successor; but a later version keeps every location in the municipality where the first one had it, or the location
// could be subtracted from its old one. Of a visit that two inspectors saw the first counts, once: the second says how
// far inspectors agree.
Result<Material> gather(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier);

// Tells the cube of the visits that did not have the same figures all the time. Gives the number of those that changed
// since the latest version.
Result<std::int64_t> add_history(store::Tx& tx, const Wave& wave, Material& material, const EarlierInputs& earlier);

// What a version of the same wave did not show stays hidden in the next.
Result<void> keep_hidden(store::Tx& tx, ReleaseId version, EarlierPattern& pattern);
// What the wave before hid to protect others is the first to be hidden again.
Result<void> keep_partners(store::Tx& tx, const Wave& wave, EarlierPattern& pattern);

// The municipality that a code stands for on a day, after mergers; the code itself if it is not known.
std::string municipality_on(std::span<const Municipality> all, std::string code, const std::string& day);

} // namespace balieblik::usecases
