// SPDX-License-Identifier: EUPL-1.2
#include "usecases/analyse_release.hpp"

#include "usecases/find.hpp"
#include "usecases/frozen_wave.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

// The latest version of each earlier wave of the same project and channel, oldest first.
std::vector<store::StoredRelease> waves_before(const std::vector<store::StoredRelease>& newest_first,
                                               const store::StoredRelease& now)
{
    std::vector<store::StoredRelease> made;
    for (const auto& one : newest_first) {
        const bool known =
            std::any_of(made.begin(), made.end(), [&](const auto& other) { return other.wave_id == one.wave_id; });
        if (!known && one.wave_id != now.wave_id && one.release.channel == now.release.channel &&
            one.published_at < now.published_at)
            made.push_back(one);
    }
    std::reverse(made.begin(), made.end());
    return made;
}

Result<FrozenStudy> read_study(store::Tx& tx, const store::StoredRelease& release)
{
    FrozenStudy study;
    BALIEBLIK_TRY(now, read_frozen(tx, release, true));
    study.now = std::move(now);
    BALIEBLIK_TRY(releases, tx.releases().of_project(release.project_id));
    const auto before = waves_before(releases, release);
    if (!before.empty() && before.back().approved_visits > most_visits_analysed)
        return Error{Errc::too_large, "analyses"};
    for (std::size_t i = 0; i < before.size(); ++i) {
        BALIEBLIK_TRY(wave, read_frozen(tx, before[i], i + 1 == before.size()));
        study.before.push_back(std::move(wave));
    }
    for (const auto& version : releases)
        if (version.wave_id == release.wave_id && version.id != release.id) {
            BALIEBLIK_TRY(other, read_frozen(tx, version, true));
            BALIEBLIK_CHECK(find_places(tx, other, study.staff_pool));
            study.versions.push_back(std::move(other));
        }
    BALIEBLIK_CHECK(find_places(tx, study.now, study.staff_pool));
    if (!study.before.empty())
        BALIEBLIK_CHECK(find_places(tx, study.before.back(), study.staff_pool));
    BALIEBLIK_TRY(customers, tx.study().customers());
    for (const auto& one : customers)
        study.customers[one.location_id] = one.customers;
    BALIEBLIK_TRY(trainings, tx.study().trainings(release.project_id));
    study.trainings = std::move(trainings);
    return study;
}

std::uint64_t fresh_seed(Random& random)
{
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    std::uint64_t seed = 0;
    for (const auto byte : bytes)
        seed = seed << 8 | byte;
    return seed >> 11; // below 2^53: JSON carries it whole
}

} // namespace

Result<AnalysesMade> analyse_release(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                     ReleaseId id, const AnalysisWatch& watch)
{
    struct Found {
        store::StoredRelease release;
        Role role{};
        std::optional<AnalysesMade> made;
        FrozenStudy study;
    };
    BALIEBLIK_TRY(found, store.read(tenant, [&](store::Tx& tx) -> Result<Found> {
        BALIEBLIK_TRY(release, tx.releases().find(id));
        if (!release)
            return Error{Errc::not_found, "release"};
        const auto role = require(actor, {Role::coordinator}, release->project_id);
        if (!role)
            return Error{Errc::not_found, "release"};
        Found one{*release, *role, std::nullopt, {}};
        BALIEBLIK_TRY(there, tx.releases().analyses(id));
        if (there) {
            one.made = AnalysesMade{id, there->made_at};
            return one;
        }
        if (release->approved_visits > most_visits_analysed)
            return Error{Errc::too_large, "analyses"};
        // What is gone would pass for too few visits, and one version could be worked out without the other.
        BALIEBLIK_TRY(wave, tx.field().wave(release->wave_id));
        if (wave->state == WaveState::destroyed)
            return Error{Errc::state_conflict, "wave destroyed"};
        BALIEBLIK_TRY(study, read_study(tx, *release));
        one.study = std::move(study);
        return one;
    }));
    if (found.made)
        return *found.made;
    const AnalysisSettings settings{fresh_seed(env.random), watch.resamples, watch.threads, watch.progress};
    auto analyses = analyse(found.study, settings);
    if (!analyses)
        return Error{Errc::state_conflict, "cancelled"};
    const store::StoredAnalyses stored{id, env.clock.now(), std::move(*analyses)};
    return store.write(tenant, [&](store::Tx& tx) -> Result<AnalysesMade> {
        BALIEBLIK_CHECK(tx.releases().add(stored));
        BALIEBLIK_CHECK(note(tx, env, actor, found.role, "release.analysed", "release:" + to_text(id)));
        return AnalysesMade{id, stored.made_at};
    });
}

} // namespace balieblik::usecases
