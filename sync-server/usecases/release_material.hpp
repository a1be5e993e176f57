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
    std::vector<store::ReleaseInput> inputs; // by visit
    std::int64_t visits = 0;
    std::string snapshot; // what went in, as text to hash
    std::vector<std::string> notes;
};

// Visits that count: approved, and not broken off. A municipality that merged before the wave ended counts with its
// successor.
Result<Material> gather(store::Tx& tx, const Wave& wave);

// Marks the visits that are not the same in an earlier version of the wave's release; gives their number.
Result<std::int64_t> add_changes(store::Tx& tx, const Wave& wave, Material& material, ReleaseId earlier,
                                 std::size_t version);

// What a version of the same wave did not show stays hidden in the next.
Result<void> keep_hidden(store::Tx& tx, ReleaseId version, EarlierPattern& pattern);
// What the wave before hid to protect others is the first to be hidden again.
Result<void> keep_partners(store::Tx& tx, const Wave& wave, EarlierPattern& pattern);

// The municipality that a code stands for on a day, after mergers; the code itself if it is not known.
std::string municipality_on(std::span<const Municipality> all, std::string code, const std::string& day);

} // namespace balieblik::usecases
