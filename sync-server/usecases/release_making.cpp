// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_making.hpp"

#include "vault/hash.hpp"

namespace balieblik::usecases {
namespace {

constexpr const char* code_version = "0.1.0";
constexpr const char* method = "mean of visit scores, two-sided 95% t-interval";

std::string pattern_text(const std::vector<ReleaseCell>& cells)
{
    std::string text;
    for (const auto& cell : cells)
        text += cell.place + ' ' + cell.dimension + (!cell.mean ? " -" : cell.bound ? " <>" : " +") + '\n';
    return text;
}

store::StoredRelease stored_release(const Environment& env, const Wave& wave, const Project& project,
                                    const ReleaseDraft& draft, std::int64_t version)
{
    const auto now = env.clock.now();
    store::StoredRelease made;
    made.id = env.ids.make<ReleaseId>();
    made.wave_id = wave.id;
    made.project_id = project.id;
    made.version = version;
    made.wave = wave.name;
    made.project = project.name;
    made.published_at = now;
    made.approved_visits = draft.material.visits;
    auto& release = made.release;
    release.id = made.id;
    release.wave_id = made.wave_id;
    release.version = version;
    release.published_at = now;
    release.data_as_of = now;
    release.snapshot_sha256 = vault::sha256_hex(draft.material.snapshot);
    release.pattern_sha256 = vault::sha256_hex(pattern_text(draft.cube.cells));
    release.code_version = code_version;
    release.method = method;
    release.rule = draft.rule;
    release.channel = wave.channel;
    release.figures = draft.material.figures;
    release.top = draft.cube.places.empty() ? std::string{} : draft.cube.places.front().code;
    release.cells_shown = draft.cube.shown;
    release.cells_hidden = draft.cube.hidden;
    release.notes = draft.material.notes;
    return made;
}

} // namespace

Result<store::StoredRelease> freeze_release(store::Tx& tx, const Environment& env, const Wave& wave,
                                            const Project& project, const ReleaseDraft& draft, std::int64_t version)
{
    auto stored = stored_release(env, wave, project, draft, version);
    BALIEBLIK_CHECK(tx.releases().add(stored, draft.cube.places, draft.cube.cells));
    BALIEBLIK_CHECK(tx.release_inputs().add(stored.id, draft.material.inputs));
    BALIEBLIK_CHECK(tx.release_inputs().add(stored.id, draft.material.looks));
    return stored;
}

} // namespace balieblik::usecases
