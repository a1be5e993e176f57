// SPDX-License-Identifier: EUPL-1.2
#include "usecases/frozen_wave.hpp"

#include "usecases/find.hpp"

namespace balieblik::usecases {

Result<FrozenWave> read_frozen(store::Tx& tx, const store::StoredRelease& release, bool with_inputs)
{
    FrozenWave made;
    made.release = release;
    BALIEBLIK_TRY(wave, tx.field().wave(release.wave_id));
    if (wave) {
        made.starts_on = wave->starts_on;
        made.ends_on = wave->ends_on;
    }
    BALIEBLIK_TRY(places, tx.releases().places(release.id));
    made.places = std::move(places);
    BALIEBLIK_TRY(count, tx.releases().count(release.id, {}));
    BALIEBLIK_TRY(cells, tx.releases().cells_from(release.id, 0, count));
    made.cells = std::move(cells);
    if (with_inputs) {
        BALIEBLIK_TRY(sums, tx.release_inputs().sums(release.id));
        made.sums = std::move(sums);
        BALIEBLIK_TRY(visited, tx.release_inputs().locations(release.id));
        made.visited = std::move(visited);
        BALIEBLIK_TRY(inputs, tx.release_inputs().of(release.id));
        made.inputs = std::move(inputs);
        BALIEBLIK_TRY(looks, tx.release_inputs().second_looks(release.id));
        made.looks = std::move(looks);
    }
    return made;
}

Result<void> find_places(store::Tx& tx, FrozenWave& wave, std::map<LocationId, std::int64_t>& staff_pool)
{
    std::map<std::string, PlaceLevel> levels;
    for (const auto& place : wave.places)
        levels[place.code] = place.level;
    auto visited = wave.visited;
    for (const auto& input : wave.inputs)
        visited.push_back({input.location_id, input.municipality});
    for (const auto& [id, municipality] : visited) {
        if (wave.lowest_place.contains(id))
            continue;
        BALIEBLIK_TRY(location, find_location(tx, id));
        const auto own = levels.find(location.code);
        const auto& lowest = own != levels.end() && own->second == PlaceLevel::location ? location.code : municipality;
        if (levels.contains(lowest))
            wave.lowest_place[id] = lowest;
        staff_pool[id] = lower_bound(location.staff_band);
    }
    return {};
}

} // namespace balieblik::usecases
