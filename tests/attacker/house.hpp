// SPDX-License-Identifier: EUPL-1.2
// The house under attack: organisations released by the real code. The only part of the attacker that knows it.
#pragma once

#include "attacker/loot.hpp"
#include "usecases/release_cube.hpp"

namespace balieblik::attacker {

usecases::BuiltCube release(const Organisation& organisation, const PublishingRule& rule = {},
                            const usecases::EarlierPattern& earlier = {});
// The same wave in a second version: shows what the first one showed, and says where it may not appear. Visits that are
// in one of them only, or have another record, have changed.
// `weak`: chooses its pattern anew, and hides what the first one hid besides.
usecases::BuiltCube second_version(const Organisation& before, const usecases::BuiltCube& first,
                                   const Organisation& after, bool weak = false);
// Whether a second version would show less than the first one, if its pattern were chosen anew by its scores.
bool shows_less_anew(const usecases::BuiltCube& first, const Organisation& after);
// What a wave hid to protect others is hidden first in the next.
usecases::EarlierPattern pattern_of(const usecases::BuiltCube& built);

Loot attack_on(const Organisation& organisation, const usecases::BuiltCube& built, const FileRows& rows);

// The cells as they are, without a file in between.
FileRows rows_of_cells(const usecases::BuiltCube& built);

} // namespace balieblik::attacker
