// SPDX-License-Identifier: EUPL-1.2
#include "usecases/retention.hpp"

#include "usecases/analyse_release.hpp"
#include "usecases/coarse_record.hpp"
#include "usecases/frozen_wave.hpp"
#include "usecases/inbox.hpp"
#include "usecases/release_proof.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

constexpr std::int64_t visits_at_once = 50;
constexpr std::int64_t records_at_once = 500;

Result<void> tell(store::Tx& tx, const Environment& env, std::string what, WaveId wave,
                  std::optional<std::string> reason = std::nullopt)
{
    return tx.audit().append({.who = "server",
                              .role = "server",
                              .what = std::move(what),
                              .subject = "wave:" + to_text(wave),
                              .at = env.clock.now(),
                              .reason = std::move(reason)});
}

struct Published {
    Project project;
    Wave wave;
    Timestamp at{}; // its last release

    // Until then its records and photos may be needed to correct what was published.
    Timestamp due_at() const { return at + std::chrono::days{project.correction_days}; }
    Timestamp destroy_at() const
    {
        return at + std::chrono::days{std::max(project.correction_days, project.retention_days)};
    }
};

Result<std::vector<Published>> published_waves(store::Tx& tx)
{
    std::vector<Published> found;
    BALIEBLIK_TRY(projects, tx.field().projects());
    for (const auto& project : projects) {
        BALIEBLIK_TRY(waves, tx.field().waves(project.id));
        for (const auto& wave : waves) {
            if (wave.state != WaveState::published && wave.state != WaveState::archived &&
                wave.state != WaveState::destroyed)
                continue;
            BALIEBLIK_TRY(release, tx.releases().of_wave(wave.id));
            if (release)
                found.push_back({project, wave, release->published_at});
        }
    }
    return found;
}

// A visit of a wave may be made coarse when it, too, has been here for the correction period.
Timestamp arrived_by(const Published& one, Timestamp now)
{
    return now - std::chrono::days{one.project.correction_days};
}

struct Due {
    Published wave;
    bool coarsen = false;
    bool destroy = false;
};
// Waves whose correction period or retention is over: those whose job has not ended, and those that a visit reached
// afterwards.
Result<std::vector<Due>> due(store::Tx& tx, Timestamp now)
{
    std::vector<Due> found;
    BALIEBLIK_TRY(waves, published_waves(tx));
    for (const auto& one : waves) {
        if (one.due_at() > now)
            continue;
        BALIEBLIK_TRY(job, tx.retention().job(one.wave.id));
        BALIEBLIK_TRY(waiting, tx.visits().not_coarse(one.wave.id, arrived_by(one, now), 1));
        BALIEBLIK_TRY(coarse, tx.visits().count_coarse(one.wave.id));
        const bool coarsen = !job || !job->ended_at || !waiting.empty();
        const bool destroy = one.destroy_at() <= now && (coarsen || !job->destroyed_at || coarse > 0);
        if (coarsen || destroy)
            found.push_back({one, coarsen, destroy});
    }
    return found;
}

// An appointment, and a window of two hours, say when the visit was. What was planned says nothing that is still
// needed.
Result<void> forget_plans(store::Tx& tx, const Published& one)
{
    const auto day = std::chrono::floor<std::chrono::days>(one.at);
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(one.wave.id));
    for (auto& assignment : assignments) {
        assignment.appointment.reset();
        assignment.window_from = assignment.window_to = assignment.deadline = day;
        BALIEBLIK_CHECK(tx.field().update(assignment));
    }
    return {};
}

Result<void> begin(store::Tx& tx, const Environment& env, const Published& one)
{
    const auto wave = one.wave.id;
    BALIEBLIK_TRY(known, tx.retention().job(wave));
    if (known && !known->ended_at)
        return {};
    auto job = known.value_or(store::RetentionJob{wave, env.clock.now(), {}, 0, 0, {}, {}, 0});
    job.ended_at.reset();
    BALIEBLIK_CHECK(tx.retention().write(job));
    BALIEBLIK_CHECK(tx.drafts().forget_of_wave(wave));
    BALIEBLIK_CHECK(forget_plans(tx, one));
    return tell(tx, env, "wave.retention_begun", wave);
}

// The day on which it came in would tell the day of the visit: all of a wave get that of its publication.
Result<void> coarsen(store::Tx& tx, VisitVersionId id, Timestamp published_at, Timestamp now)
{
    BALIEBLIK_TRY(body, tx.visits().body(id));
    if (!body)
        return Error{Errc::not_found, "visit version"};
    const auto record = coarse_record(*body);
    // What cannot be read cannot be made coarse either; then nothing of it stays but its hash.
    return tx.visits().coarsen(id, record ? record->text : "{}", record ? record->sealed_at : "",
                               std::chrono::floor<std::chrono::days>(published_at), now);
}

// Gives whether there may be more.
Result<bool> coarsen_some(store::Tx& tx, const Environment& env, const Published& one)
{
    BALIEBLIK_TRY(job, tx.retention().job(one.wave.id));
    BALIEBLIK_TRY(ids, tx.visits().not_coarse(one.wave.id, arrived_by(one, env.clock.now()), visits_at_once));
    for (const auto& id : ids)
        BALIEBLIK_CHECK(coarsen(tx, id, one.at, env.clock.now()));
    job->visits += static_cast<std::int64_t>(ids.size());
    if (!ids.empty())
        BALIEBLIK_CHECK(tx.retention().write(*job));
    return static_cast<std::int64_t>(ids.size()) == visits_at_once;
}

Result<void> destroy_photos(const PhotoShelf& shelf, TenantId tenant, WaveId wave)
{
    auto look = [&](store::Tx& tx) { return tx.blobs().only_of_coarse(wave); };
    BALIEBLIK_TRY(photos, shelf.store.read(tenant, look));
    auto forget_keys = [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(job, tx.retention().job(wave));
        for (const auto& photo : photos) {
            if (photo.destroyed_at)
                continue;
            BALIEBLIK_CHECK(tx.blobs().destroy(photo, shelf.env.clock.now()));
            job->photos += 1;
        }
        return tx.retention().write(*job);
    };
    BALIEBLIK_CHECK(shelf.store.write(tenant, forget_keys));
    // Also those of an earlier call that was cut off here.
    for (const auto& photo : photos)
        BALIEBLIK_CHECK(shelf.files.remove(photo.file));
    return {};
}

Result<void> end(store::Tx& tx, const Environment& env, WaveId wave)
{
    BALIEBLIK_TRY(job, tx.retention().job(wave));
    job->ended_at = env.clock.now();
    BALIEBLIK_CHECK(tx.retention().write(*job));
    BALIEBLIK_CHECK(
        tell(tx, env, "wave.retention_ended", wave,
             std::to_string(job->visits) + " visits coarsened, " + std::to_string(job->photos) + " photos destroyed"));
    return {};
}

Result<void> coarsen_wave(const PhotoShelf& shelf, TenantId tenant, const Published& one)
{
    auto first = [&](store::Tx& tx) { return begin(tx, shelf.env, one); };
    BALIEBLIK_CHECK(shelf.store.write(tenant, first));
    for (bool more = true; more;) {
        auto some = [&](store::Tx& tx) { return coarsen_some(tx, shelf.env, one); };
        BALIEBLIK_TRY(left, shelf.store.write(tenant, some));
        more = left;
    }
    BALIEBLIK_CHECK(destroy_photos(shelf, tenant, one.wave.id));
    auto last = [&](store::Tx& tx) { return end(tx, shelf.env, one.wave.id); };
    BALIEBLIK_CHECK(shelf.store.write(tenant, last));
    return {};
}

// --- When the retention is over --------------------------------------------------------------------------------------

// From here on nobody can publish a correction of the wave: of what it rests on a part may be gone already.
Result<void> begin_destruction(store::Tx& tx, const Environment& env, const Published& one)
{
    const auto id = one.wave.id;
    BALIEBLIK_TRY(job, tx.retention().job(id));
    if (job->destruction_begun_at && !job->destroyed_at)
        return {};
    job->destruction_begun_at = env.clock.now();
    job->destroyed_at.reset();
    BALIEBLIK_CHECK(tx.retention().write(*job));
    auto wave = one.wave;
    for (const auto step : {WaveStep::archive, WaveStep::destroy})
        if (const auto next = after(wave.state, step))
            wave.state = *next;
    if (wave.state != one.wave.state) {
        BALIEBLIK_CHECK(tx.field().update(wave));
        BALIEBLIK_CHECK(publish_wave(tx, wave));
    }
    return tell(tx, env, "wave.destruction_begun", id);
}

// Of one release at once, so that whoever reads finds all of what went in, or the sums.
Result<void> destroy_inputs(store::Tx& tx, const store::StoredRelease& release)
{
    BALIEBLIK_TRY(there, tx.release_inputs().are_there(release.id));
    if (!there)
        return {};
    if (release.approved_visits > most_visits_analysed) // no later wave is compared with it
        return tx.release_inputs().destroy(release.id, {}, {});
    BALIEBLIK_TRY(frozen, read_frozen(tx, release, true));
    std::map<LocationId, std::int64_t> staff_pool;
    BALIEBLIK_CHECK(find_places(tx, frozen, staff_pool));
    std::map<LocationId, std::string> visited;
    for (const auto& input : frozen.inputs)
        visited.emplace(input.location_id, input.municipality);
    std::vector<store::VisitedLocation> locations;
    for (const auto& [location, municipality] : visited)
        locations.push_back({location, municipality});
    return tx.release_inputs().destroy(release.id, sums_to_keep(frozen), locations);
}

// Gives whether there may be more.
Result<bool> destroy_some(store::Tx& tx, const Environment& env, WaveId wave)
{
    BALIEBLIK_TRY(count, tx.visits().destroy_coarse(wave, records_at_once, env.clock.now()));
    BALIEBLIK_TRY(job, tx.retention().job(wave));
    job->records += count;
    if (count > 0)
        BALIEBLIK_CHECK(tx.retention().write(*job));
    return count == records_at_once;
}

Result<void> end_destruction(store::Tx& tx, const Environment& env, WaveId wave)
{
    BALIEBLIK_TRY(job, tx.retention().job(wave));
    job->destroyed_at = env.clock.now();
    BALIEBLIK_CHECK(tx.retention().write(*job));
    return tell(tx, env, "wave.destruction_ended", wave, std::to_string(job->records) + " records destroyed");
}

Result<void> destroy_wave(const PhotoShelf& shelf, TenantId tenant, const Published& one)
{
    const auto wave = one.wave.id;
    auto first = [&](store::Tx& tx) { return begin_destruction(tx, shelf.env, one); };
    BALIEBLIK_CHECK(shelf.store.write(tenant, first));
    BALIEBLIK_CHECK(keep_proofs(shelf.store, tenant, shelf.env, wave));
    auto look = [&](store::Tx& tx) { return tx.releases().versions(wave); };
    BALIEBLIK_TRY(releases, shelf.store.read(tenant, look));
    for (const auto& release : releases) {
        auto inputs = [&](store::Tx& tx) { return destroy_inputs(tx, release); };
        BALIEBLIK_CHECK(shelf.store.write(tenant, inputs));
    }
    for (bool more = true; more;) {
        auto some = [&](store::Tx& tx) { return destroy_some(tx, shelf.env, wave); };
        BALIEBLIK_TRY(left, shelf.store.write(tenant, some));
        more = left;
    }
    auto last = [&](store::Tx& tx) { return end_destruction(tx, shelf.env, wave); };
    return shelf.store.write(tenant, last);
}

// Adds to `done` what this call did: a job that goes on counts from its beginning.
Result<void> run_job(const PhotoShelf& shelf, TenantId tenant, const Due& due, Retained& done)
{
    auto look = [&](store::Tx& tx) { return tx.retention().job(due.wave.wave.id); };
    BALIEBLIK_TRY(before, shelf.store.read(tenant, look));
    if (due.coarsen)
        BALIEBLIK_CHECK(coarsen_wave(shelf, tenant, due.wave));
    if (due.destroy)
        BALIEBLIK_CHECK(destroy_wave(shelf, tenant, due.wave));
    BALIEBLIK_TRY(after, shelf.store.read(tenant, look));
    const auto known = before.value_or(store::RetentionJob{});
    ++done.waves;
    done.visits += after->visits - known.visits;
    done.photos += after->photos - known.photos;
    done.records += after->records - known.records;
    return {};
}

Result<RetentionRow> row_of(store::Tx& tx, const Published& one)
{
    RetentionRow row;
    row.project_code = one.project.code;
    row.project_name = one.project.name;
    row.wave_id = one.wave.id;
    row.wave_name = one.wave.name;
    row.published_at = one.at;
    row.correction_days = one.project.correction_days;
    row.due_at = one.due_at();
    BALIEBLIK_TRY(versions, tx.visits().count_not_coarse(one.wave.id));
    row.visits_kept = versions;
    BALIEBLIK_TRY(photos, tx.blobs().kept_of(one.wave.id));
    row.photos_kept = photos;
    BALIEBLIK_TRY(drafts, tx.drafts().count_of_wave(one.wave.id));
    row.drafts_kept = drafts;
    BALIEBLIK_TRY(job, tx.retention().job(one.wave.id));
    if (job) {
        row.begun_at = job->begun_at;
        row.ended_at = job->ended_at;
        row.visits_coarsened = job->visits;
        row.photos_destroyed = job->photos;
        row.destruction_begun_at = job->destruction_begun_at;
        row.destroyed_at = job->destroyed_at;
        row.records_destroyed = job->records;
    }
    row.retention_days = one.project.retention_days;
    row.destroy_at = one.destroy_at();
    BALIEBLIK_TRY(coarse, tx.visits().count_coarse(one.wave.id));
    row.records_kept = row.visits_kept + coarse;
    return row;
}

} // namespace

Result<Retained> keep_no_longer(const PhotoShelf& shelf, TenantId tenant)
{
    auto look = [&](store::Tx& tx) { return due(tx, shelf.env.clock.now()); };
    BALIEBLIK_TRY(waves, shelf.store.read(tenant, look));
    Retained done;
    for (const auto& one : waves)
        BALIEBLIK_CHECK(run_job(shelf, tenant, one, done));
    return done;
}

Result<RetentionList> list_retention(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require(actor, {Role::observer, Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(waves, published_waves(tx));
    std::sort(waves.begin(), waves.end(),
              [](const Published& a, const Published& b) { return a.due_at() < b.due_at(); });
    RetentionList list;
    for (const auto& one : waves) {
        BALIEBLIK_TRY(row, row_of(tx, one));
        list.rows.push_back(std::move(row));
    }
    return list;
}

} // namespace balieblik::usecases
