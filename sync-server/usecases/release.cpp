// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release.hpp"

#include "disclosure/disclosure.hpp"
#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/publishing_rule.hpp"
#include "usecases/release_material.hpp"
#include "vault/hash.hpp"

namespace balieblik::usecases {
namespace {

constexpr const char* code_version = "0.1.0";
constexpr const char* method = "mean of visit scores, two-sided 95% t-interval";

struct Draft {
    Material material;
    BuiltCube cube;
    std::int64_t changed_visits{}; // since the latest version
    PublishingRule rule;
};

Result<Draft> draft(store::Tx& tx, const FoundWave& in)
{
    Draft made;
    BALIEBLIK_TRY(rule, rule_in_force(tx, in.project.id));
    made.rule = rule;
    BALIEBLIK_TRY(versions, tx.releases().versions(in.wave.id));
    EarlierPattern pattern;
    EarlierInputs inputs;
    bool unknown = false; // a version whose visits were not kept cannot be compared with
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        BALIEBLIK_TRY(input, tx.release_inputs().of(version->id));
        unknown = unknown || (input.empty() && version->approved_visits > 0);
        inputs.push_back(std::move(input));
        BALIEBLIK_CHECK(keep_hidden(tx, version->id, pattern));
    }
    BALIEBLIK_CHECK(keep_partners(tx, in.wave, pattern));
    BALIEBLIK_TRY(material, gather(tx, in.wave, inputs));
    if (material.figures.empty() && !versions.empty()) { // every visit was voided
        material.figures = versions.front().release.figures;
        material.cube = ReleaseCube(in.wave.channel, material.figures);
    }
    if (!inputs.empty()) {
        BALIEBLIK_TRY(changes, add_history(tx, in.wave, material, inputs));
        made.changed_visits = changes;
    }
    made.cube = material.cube.build(made.rule, pattern);
    if (unknown)
        made.cube.told = {versions.front().release.top};
    made.material = std::move(material);
    return made;
}

void count_reasons(const std::vector<ReleaseCell>& cells, ReleaseSummary& summary)
{
    std::map<Suppression, std::int64_t> reasons;
    for (const auto& cell : cells)
        for (const auto reason : cell.hidden_because)
            ++reasons[reason];
    for (const auto& [reason, count] : reasons)
        summary.reasons.push_back({reason, count});
}

ReleaseSummary summary_of(const Wave& wave, const Draft& draft, const std::optional<store::StoredRelease>& latest)
{
    ReleaseSummary summary;
    summary.wave_id = wave.id;
    summary.wave = wave.name;
    summary.state = wave.state;
    summary.rev = wave.rev;
    summary.rule = draft.rule;
    summary.approved_visits = draft.material.visits;
    summary.cells_shown = draft.cube.shown;
    summary.cells_hidden = draft.cube.hidden;
    summary.changed_visits = draft.changed_visits;
    summary.would_tell = draft.cube.told;
    count_reasons(draft.cube.cells, summary);
    if (latest) {
        summary.release_id = latest->id;
        summary.version = latest->version;
        summary.published_at = latest->published_at;
    }
    return summary;
}

std::string pattern_text(const std::vector<ReleaseCell>& cells)
{
    std::string text;
    for (const auto& cell : cells)
        text += cell.place + ' ' + cell.dimension + (!cell.mean ? " -" : cell.bound ? " <>" : " +") + '\n';
    return text;
}

store::StoredRelease stored_release(const Environment& env, const FoundWave& in, const Draft& draft,
                                    std::int64_t version)
{
    const auto now = env.clock.now();
    store::StoredRelease made;
    made.id = env.ids.make<ReleaseId>();
    made.wave_id = in.wave.id;
    made.project_id = in.project.id;
    made.version = version;
    made.wave = in.wave.name;
    made.project = in.project.name;
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
    release.channel = in.wave.channel;
    release.figures = draft.material.figures;
    release.top = draft.cube.places.empty() ? std::string{} : draft.cube.places.front().code;
    release.cells_shown = draft.cube.shown;
    release.cells_hidden = draft.cube.hidden;
    release.notes = draft.material.notes;
    return made;
}

// What staff and works council were promised must still stand when figures leave.
Result<void> check_clearances(const Project& project)
{
    std::string missing;
    for (const auto& one : missing_clearances(project))
        missing += (missing.empty() ? "" : ", ") + one;
    return missing.empty() ? Result<void>{} : Result<void>{Error{Errc::wave_not_cleared, missing}};
}

} // namespace

Result<ReleaseSummary> release_summary(store::Tx& tx, const Environment&, const Actor& actor, WaveId id)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator, Role::observer}, id));
    BALIEBLIK_TRY(latest, tx.releases().of_wave(id));
    if (!latest && in.wave.state != WaveState::validated)
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(in.wave.state))};
    BALIEBLIK_TRY(made, draft(tx, in));
    return summary_of(in.wave, made, latest);
}

Result<ReleaseSummary> publish_wave(store::Tx& tx, const Environment& env, const Actor& actor, WaveId id,
                                    const Publish& request)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, id));
    BALIEBLIK_TRY(latest, tx.releases().of_wave(id));
    if (in.wave.rev != request.rev)
        return Error{Errc::stale, "wave"};
    auto wave = in.wave;
    if (!latest) {
        BALIEBLIK_TRY(next, after(wave.state, WaveStep::publish));
        wave.state = next;
    } else if (wave.state != WaveState::published) {
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(wave.state))};
    }
    BALIEBLIK_CHECK(check_clearances(in.project));
    BALIEBLIK_TRY(made, draft(tx, in));
    if (latest && made.changed_visits == 0)
        return Error{Errc::already_released, to_text(latest->id)};
    if (!made.cube.told.empty())
        return Error{Errc::correction_would_tell, made.cube.told.front()};
    const auto stored = stored_release(env, in, made, latest ? latest->version + 1 : 1);
    BALIEBLIK_CHECK(tx.releases().add(stored, made.cube.places, made.cube.cells));
    BALIEBLIK_CHECK(tx.release_inputs().add(stored.id, made.material.inputs));
    BALIEBLIK_CHECK(tx.field().update(wave));
    BALIEBLIK_CHECK(publish_wave(tx, wave));
    if (!latest)
        BALIEBLIK_CHECK(note(tx, env, actor, in.role, "wave.publish", "wave:" + to_text(id)));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "release.published", "release:" + to_text(stored.id)));
    made.changed_visits = 0;
    return summary_of(wave, made, stored);
}

} // namespace balieblik::usecases
