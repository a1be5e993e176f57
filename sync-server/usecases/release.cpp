// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/publishing_rule.hpp"
#include "usecases/release_making.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

// With a writer it is written as it is made.
Result<ReleaseDraft> draft(store::Tx& tx, const FoundWave& in, ReleaseWriter* writer)
{
    ReleaseDraft made;
    BALIEBLIK_TRY(rule, rule_in_force(tx, in.project.id));
    BALIEBLIK_TRY(versions, tx.releases().versions(in.wave.id));
    // A wave keeps the rule of its first version: what that one showed protects nobody when it is hidden. What later
    // ones add keeps to the rule of now as well.
    made.rule = versions.empty() ? rule : versions.back().release.rule;
    EarlierPattern pattern;
    pattern.changes = disclosure::stricter(made.rule, rule);
    EarlierInputs inputs;
    bool unknown = false; // a version whose visits were not kept cannot be compared with
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        BALIEBLIK_TRY(input, tx.release_inputs().of(version->id));
        unknown = unknown || (input.empty() && version->approved_visits > 0);
        inputs.push_back(std::move(input));
        BALIEBLIK_CHECK(keep_hidden(tx, version->id, pattern));
    }
    BALIEBLIK_CHECK(keep_partners(tx, in.wave, pattern));
    BALIEBLIK_TRY(material, gather(tx, in.wave, inputs, writer));
    if (material.figures.empty() && !versions.empty()) { // every visit was voided
        material.figures = versions.front().release.figures;
        material.cube = ReleaseCube(in.wave.channel, material.figures);
    }
    if (!inputs.empty()) {
        BALIEBLIK_TRY(changes, add_history(tx, in.wave, material, inputs));
        made.changed_visits = changes;
    }
    made.cube = material.cube.build(made.rule, pattern, [&](ReleaseCell cell) {
        for (const auto reason : cell.hidden_because)
            ++made.reasons[reason];
        if (writer)
            writer->take(std::move(cell));
    });
    if (unknown)
        made.cube.told = {versions.front().release.top};
    made.material = std::move(material);
    return made;
}

std::vector<WaitingPlace> waiting_places(const BuiltCube& cube)
{
    std::map<std::string, std::string> names;
    for (const auto& place : cube.places)
        names[place.code] = place.name;
    std::vector<WaitingPlace> made;
    const auto add = [&](const std::vector<std::string>& places, Waiting because) {
        for (const auto& place : places)
            if (std::none_of(made.begin(), made.end(), [&](const auto& one) { return one.place == place; }))
                made.push_back({place, names[place], because});
    };
    add(cube.told, Waiting::would_tell);
    add(cube.unseen, Waiting::not_shown);
    add(cube.few_people, Waiting::few_people);
    add(cube.less, Waiting::would_show_less);
    return made;
}

ReleaseSummary summary_of(const Wave& wave, const ReleaseDraft& draft,
                          const std::optional<store::StoredRelease>& latest)
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
    summary.waiting = waiting_places(draft.cube);
    for (const auto& [reason, count] : draft.reasons)
        summary.reasons.push_back({reason, count});
    if (latest) {
        summary.release_id = latest->id;
        summary.version = latest->version;
        summary.published_at = latest->published_at;
        summary.data_as_of = latest->release.data_as_of;
    }
    return summary;
}

// What was published, where no new version can take its place. Of a wave whose visits are destroyed it is all there is.
Result<ReleaseSummary> what_stands(store::Tx& tx, const Wave& wave, const store::StoredRelease& latest)
{
    ReleaseDraft made;
    made.rule = latest.release.rule;
    made.material.visits = latest.approved_visits;
    made.cube.shown = latest.release.cells_shown;
    made.cube.hidden = latest.release.cells_hidden;
    BALIEBLIK_TRY(reasons, tx.releases().reasons(latest.id));
    made.reasons = std::move(reasons);
    return summary_of(wave, made, latest);
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
    if (latest && in.wave.state == WaveState::destroyed)
        return what_stands(tx, in.wave, *latest);
    BALIEBLIK_TRY(made, draft(tx, in, nullptr));
    const auto next = summary_of(in.wave, made, latest);
    if (!latest || (next.changed_visits > 0 && next.waiting.empty()))
        return next;
    BALIEBLIK_TRY(stands, what_stands(tx, in.wave, *latest));
    stands.changed_visits = next.changed_visits;
    stands.waiting = next.waiting;
    return stands;
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
    ReleaseWriter writer(tx, env.ids.make<ReleaseId>());
    BALIEBLIK_TRY(made, draft(tx, in, &writer));
    if (latest && made.changed_visits == 0)
        return Error{Errc::already_released, to_text(latest->id)};
    if (made.cube.waits())
        return Error{Errc::correction_would_tell, waiting_places(made.cube).front().place};
    BALIEBLIK_TRY(stored, writer.finish(env, in.wave, in.project, made, latest ? latest->version + 1 : 1));
    BALIEBLIK_CHECK(tx.field().update(wave));
    BALIEBLIK_CHECK(publish_wave(tx, wave));
    if (!latest)
        BALIEBLIK_CHECK(note(tx, env, actor, in.role, "wave.publish", "wave:" + to_text(id)));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "release.published", "release:" + to_text(stored.id)));
    made.changed_visits = 0;
    return summary_of(wave, made, stored);
}

} // namespace balieblik::usecases
