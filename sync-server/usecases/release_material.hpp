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
    std::vector<store::ReleaseInput> inputs;   // by visit; kept only for the comparison with an earlier version
    std::int64_t visits = 0;
    std::string snapshot_sha256; // of what went in, by visit
    std::vector<std::string> notes;
};

// Takes what goes into a release as it comes, so that nobody holds all of it.
class InputTaker {
public:
    virtual ~InputTaker() = default;
    virtual Result<void> take(store::WrittenInput input) = 0;
    // What the second of two inspectors made of a visit that counts; in no figure.
    virtual Result<void> take(const store::SecondLook& look) = 0;
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
// far inspectors agree. Visits are read on the calling thread and scored on another one meanwhile. Without a taker
// nothing is kept.
Result<Material> gather(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier, InputTaker* taker);

// Tells the cube of the visits that did not have the same figures all the time. Gives the number of those that changed
// since the latest version.
Result<std::int64_t> add_history(store::Tx& tx, const Wave& wave, Material& material, const EarlierInputs& earlier);

// What a version of the same wave showed and hid: the next one keeps to it. To be asked oldest first.
Result<void> keep_hidden(store::Tx& tx, ReleaseId version, EarlierPattern& pattern);
// What the wave before hid to protect others is the first to be hidden again.
Result<void> keep_partners(store::Tx& tx, const Wave& wave, EarlierPattern& pattern);

// The municipality that a code stands for on a day, after mergers; the code itself if it is not known.
std::string municipality_on(std::span<const Municipality> all, std::string code, const std::string& day);

} // namespace balieblik::usecases
