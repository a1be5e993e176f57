// SPDX-License-Identifier: EUPL-1.2
// From a protected draft to a release that is written for good.
#pragma once

#include "usecases/actor.hpp"
#include "usecases/release_material.hpp"

namespace balieblik::usecases {

struct ReleaseDraft {
    Material material;
    BuiltCube cube;
    std::int64_t changed_visits{}; // since the latest version
    PublishingRule rule;
};

// Writes release, cells and what went in. Refusal: state_conflict (this version is there).
Result<store::StoredRelease> freeze_release(store::Tx& tx, const Environment& env, const Wave& wave,
                                            const Project& project, const ReleaseDraft& draft, std::int64_t version);

} // namespace balieblik::usecases
