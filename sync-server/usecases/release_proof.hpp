// SPDX-License-Identifier: EUPL-1.2
// Whether what was published of a wave protects those it is about, found out anew from what was frozen with every
// version: for works council and data protection officer, who get no figure of it. What was frozen never changes, so
// what was found is kept.
#pragma once

#include "disclosure/audit.hpp"
#include "store/store.hpp"
#include "usecases/analyses.hpp"
#include "usecases/release.hpp"

namespace balieblik::usecases {

// Why a version was not looked at anew.
enum class NotAudited { too_large, inputs_not_kept };

struct VersionProof {
    std::int64_t version{};
    Timestamp published_at{};
    PublishingRule rule; // that it was published under
    std::int64_t cells_shown{};
    std::int64_t cells_hidden{};
    std::vector<ReasonCount> reasons;
    std::string pattern_sha256;
    std::optional<Timestamp> looked_at; // when this was found out; none: it was not, for the reason below
    std::optional<NotAudited> not_audited;
    std::optional<disclosure::Audit> audit; // none beside a reason; without one, what was published contradicts itself

    // Beside the versions before it, all of which were kept and small enough.
    bool compared = false;
    std::int64_t changed_visits{};   // since the last of them
    std::int64_t changes_compared{}; // groups of visits with one history that a subtraction of versions could lay bare
    std::int64_t changes_unfit{};    // of these, those that may not be published

    // What stands in it protects those it is about. Beside other versions that may be otherwise.
    bool passed_alone() const { return audit && audit->passed(); }
    bool passed() const { return passed_alone() && changes_unfit == 0 && (version == 1 || compared); }
};

// Places by figures beyond which no audit is made when somebody asks: linear programs of the whole Netherlands take
// seconds, those of all Europe would take hours.
inline constexpr std::int64_t most_cells_audited = 40'000;

struct ProofMaterial {
    std::vector<FrozenWave> versions;                         // oldest first
    std::vector<std::map<Suppression, std::int64_t>> reasons; // why cells show nothing, by version
    std::map<LocationId, std::int64_t> staff_pool;
};
// Coordinator or observer. Refusals: forbidden, not_found.
Result<ProofMaterial> read_proof(store::Tx& tx, const Actor& actor, WaveId wave);

// Pure, and takes its time: to be called without a transaction. One for each version, oldest first; only those that
// `wanted` names are audited, if it names any.
std::vector<VersionProof> prove(const ProofMaterial& material, const std::vector<bool>& wanted = {});

// The same, worked out for the versions of which nothing is kept yet, or that another version of the server looked at
// while the visits were still there. Keeps what it finds. Coordinator or observer. Refusals: forbidden, not_found.
Result<std::vector<VersionProof>> proofs_of(store::Store& store, TenantId tenant, const Environment& env,
                                            const Actor& actor, WaveId wave);
// Before the visits of a wave are destroyed: nobody can look afterwards.
Result<void> keep_proofs(store::Store& store, TenantId tenant, const Environment& env, WaveId wave);

} // namespace balieblik::usecases
