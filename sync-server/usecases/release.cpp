// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release.hpp"

#include "disclosure/disclosure.hpp"
#include "statistics/statistics.hpp"
#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/scored_visit.hpp"
#include "vault/hash.hpp"

#include <map>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr const char* index_name = "INDEX";
constexpr const char* code_version = "0.1.0";
constexpr const char* method = "mean of visit scores, two-sided 95% t-interval";

// The visits behind one cell.
struct Sample {
    std::vector<double> scores;
    std::set<InspectorId> inspectors;
    std::set<LocationId> locations;

    void add(double score, const store::VisitVersion& version)
    {
        scores.push_back(score);
        inspectors.insert(version.inspector_id);
        locations.insert(version.location_id);
    }
};

struct Town {
    std::map<std::string, Sample> samples; // by dimension, INDEX among them
};

struct Material {
    std::vector<std::string> dimensions; // in the order of the questionnaire
    std::map<std::string, Town> towns;   // by CBS code
    std::int64_t visits = 0;
    std::string snapshot; // what went in, as text to hash
};

// Visits that count: approved, and not broken off.
Result<Material> gather(store::Tx& tx, const Wave& wave)
{
    Material made;
    VisitScorer scorer(tx);
    BALIEBLIK_TRY(versions, tx.visits().of_wave(wave.id));
    std::sort(versions.begin(), versions.end(),
              [](const store::VisitVersion& a, const store::VisitVersion& b) { return a.id < b.id; });
    for (const auto& version : versions) {
        if (version.state != VisitVersionState::approved || version.aborted)
            continue;
        BALIEBLIK_TRY(location, find_location(tx, version.location_id));
        BALIEBLIK_TRY(scored, scorer.score(wave, version));
        if (made.dimensions.empty())
            for (const auto& dimension : scored.score.dimensions)
                made.dimensions.push_back(dimension.name);
        auto& town = made.towns[location.municipality];
        for (const auto& dimension : scored.score.dimensions)
            if (dimension.score)
                town.samples[dimension.name].add(*dimension.score, version);
        if (scored.index)
            town.samples[index_name].add(*scored.index, version);
        ++made.visits;
        made.snapshot += to_text(version.id) + " " + version.sha256 + "\n";
    }
    return made;
}

// The fewest who could have been at the counters of these locations together.
Result<std::int64_t> staff_pool(store::Tx& tx, const std::set<LocationId>& locations)
{
    std::int64_t pool = 0;
    for (const auto& id : locations) {
        BALIEBLIK_TRY(location, find_location(tx, id));
        pool += lower_bound(location.staff_band);
    }
    return pool;
}

Result<ReleaseCell> cell_of(store::Tx& tx, const std::string& municipality_code, Channel channel,
                            const std::string& dimension, const Sample& sample, const PublishingRule& rule)
{
    ReleaseCell cell;
    cell.municipality = municipality_code;
    cell.channel = channel;
    cell.dimension = dimension;
    BALIEBLIK_TRY(pool, staff_pool(tx, sample.locations));
    const auto mean = statistics::mean_with_interval(sample.scores);
    disclosure::Contributors behind;
    behind.weights.assign(sample.scores.size(), 1.0); // each visit counts once
    behind.staff_pool = pool;
    behind.inspectors = static_cast<std::int64_t>(sample.inspectors.size());
    behind.has_interval = mean.has_value();
    cell.hidden_because = disclosure::reasons_against(behind, rule);
    if (!cell.hidden_because.empty())
        return cell;
    const auto shown = disclosure::guarded(mean->mean, mean->interval.lower, mean->interval.upper, pool, rule);
    cell.mean = shown.mean;
    cell.lower = shown.lower;
    cell.upper = shown.upper;
    cell.bound = shown.bound;
    cell.n_at_least = disclosure::rounded_down(static_cast<std::int64_t>(sample.scores.size()), rule.count_rounding);
    return cell;
}

void hide(ReleaseCell& cell)
{
    cell.mean.reset();
    cell.lower.reset();
    cell.upper.reset();
    cell.bound.reset();
    cell.n_at_least.reset();
}

Result<std::vector<ReleaseCell>> cells_of(store::Tx& tx, const Wave& wave, const Material& material,
                                          const PublishingRule& rule)
{
    static const Sample none;
    std::vector<ReleaseCell> cells;
    for (const auto& [code, town] : material.towns) {
        const auto sample = [&town = town](const std::string& name) -> const Sample& {
            const auto found = town.samples.find(name);
            return found == town.samples.end() ? none : found->second;
        };
        std::vector<disclosure::DimensionCell> beside;
        for (const auto& dimension : material.dimensions) {
            BALIEBLIK_TRY(cell, cell_of(tx, code, wave.channel, dimension, sample(dimension), rule));
            beside.push_back({static_cast<std::int64_t>(sample(dimension).scores.size()), cell.hidden_because});
            cells.push_back(std::move(cell));
        }
        BALIEBLIK_TRY(index, cell_of(tx, code, wave.channel, index_name, sample(index_name), rule));
        disclosure::protect_index(beside, index.hidden_because);
        if (!index.hidden_because.empty())
            hide(index);
        cells.push_back(std::move(index));
    }
    return cells;
}

void count_cells(const std::vector<ReleaseCell>& cells, ReleaseSummary& summary)
{
    std::map<Suppression, std::int64_t> reasons;
    for (const auto& cell : cells) {
        ++(cell.hidden_because.empty() ? summary.cells_shown : summary.cells_hidden);
        for (const auto reason : cell.hidden_because)
            ++reasons[reason];
    }
    for (const auto& [reason, count] : reasons)
        summary.reasons.push_back({reason, count});
}

ReleaseSummary summary_of(const Wave& wave, const store::StoredRelease& stored)
{
    ReleaseSummary summary;
    summary.wave_id = wave.id;
    summary.wave = wave.name;
    summary.state = wave.state;
    summary.approved_visits = stored.approved_visits;
    summary.rule = stored.release.rule;
    summary.release_id = stored.id;
    summary.version = stored.version;
    summary.published_at = stored.published_at;
    summary.rev = wave.rev;
    count_cells(stored.release.cells, summary);
    return summary;
}

store::StoredRelease stored_release(const Environment& env, const FoundWave& in, const Material& material,
                                    std::vector<ReleaseCell> cells, const PublishingRule& rule)
{
    const auto now = env.clock.now();
    store::StoredRelease made;
    made.id = env.ids.make<ReleaseId>();
    made.wave_id = in.wave.id;
    made.project_id = in.project.id;
    made.wave = in.wave.name;
    made.project = in.project.name;
    made.published_at = now;
    made.approved_visits = material.visits;
    for (const auto& [code, town] : material.towns) {
        const auto* known = municipality(code);
        made.municipalities[code] = known ? known->name : code;
    }
    auto& release = made.release;
    release.id = made.id;
    release.wave_id = made.wave_id;
    release.published_at = now;
    release.data_as_of = now;
    release.snapshot_sha256 = vault::sha256_hex(material.snapshot);
    release.code_version = code_version;
    release.method = method;
    release.rule = rule;
    release.cells = std::move(cells);
    return made;
}

} // namespace

Result<ReleaseSummary> release_summary(store::Tx& tx, const Environment&, const Actor& actor, WaveId id)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator, Role::observer}, id));
    BALIEBLIK_TRY(stored, tx.releases().of_wave(id));
    if (stored)
        return summary_of(in.wave, *stored);
    if (in.wave.state != WaveState::validated)
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(in.wave.state))};
    ReleaseSummary summary;
    summary.wave_id = id;
    summary.wave = in.wave.name;
    summary.state = in.wave.state;
    summary.rev = in.wave.rev;
    BALIEBLIK_TRY(material, gather(tx, in.wave));
    BALIEBLIK_TRY(cells, cells_of(tx, in.wave, material, summary.rule));
    summary.approved_visits = material.visits;
    count_cells(cells, summary);
    return summary;
}

Result<ReleaseSummary> publish_wave(store::Tx& tx, const Environment& env, const Actor& actor, WaveId id,
                                    const Publish& request)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, id));
    BALIEBLIK_TRY(earlier, tx.releases().of_wave(id));
    if (earlier)
        return Error{Errc::already_released, to_text(earlier->id)};
    if (in.wave.rev != request.rev)
        return Error{Errc::stale, "wave"};
    auto wave = in.wave;
    BALIEBLIK_TRY(next, after(wave.state, WaveStep::publish));
    const PublishingRule rule;
    BALIEBLIK_TRY(material, gather(tx, wave));
    BALIEBLIK_TRY(cells, cells_of(tx, wave, material, rule));
    const auto stored = stored_release(env, in, material, std::move(cells), rule);
    BALIEBLIK_CHECK(tx.releases().add(stored));
    wave.state = next;
    BALIEBLIK_CHECK(tx.field().update(wave));
    BALIEBLIK_CHECK(publish_wave(tx, wave));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "wave.publish", "wave:" + to_text(id)));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "release.published", "release:" + to_text(stored.id)));
    return summary_of(wave, stored);
}

} // namespace balieblik::usecases
