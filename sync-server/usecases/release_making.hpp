// SPDX-License-Identifier: EUPL-1.2
// From a protected draft to a release that is written for good.
#pragma once

#include "usecases/actor.hpp"
#include "usecases/release_material.hpp"
#include "vault/hash.hpp"

namespace balieblik::usecases {

inline constexpr const char* code_version = "0.1.0"; // of what makes releases and looks at them anew

struct ReleaseDraft {
    Material material;
    BuiltCube cube; // its cells were handed on
    std::map<Suppression, std::int64_t> reasons;
    std::int64_t changed_visits{}; // since the latest version
    PublishingRule rule;
};

// Writes a release while it is made: what goes in, then its cells, and at last what it says about itself. Whoever
// refuses in between undoes all of it with the transaction.
class ReleaseWriter final : public InputTaker {
public:
    ReleaseWriter(store::Tx& tx, ReleaseId id);

    // Refusals of the store come out with one of the next, or when the release is finished.
    Result<void> take(store::WrittenInput input) override;
    Result<void> take(const store::SecondLook& look) override;
    void take(ReleaseCell cell); // in their order

    // Refusal: state_conflict (this version is there).
    Result<store::StoredRelease> finish(const Environment& env, const Wave& wave, const Project& project,
                                        const ReleaseDraft& draft, std::int64_t version);

private:
    void write_cells();
    void write_inputs();
    store::StoredRelease stored_release(const Environment& env, const Wave& wave, const Project& project,
                                        const ReleaseDraft& draft, std::int64_t version);

    store::Tx& tx_;
    const ReleaseId id_;
    Result<void> so_far_;
    std::vector<store::WrittenInput> inputs_;
    std::vector<ReleaseCell> cells_;
    std::int64_t written_ = 0;
    vault::Sha256Stream pattern_;
};

} // namespace balieblik::usecases
