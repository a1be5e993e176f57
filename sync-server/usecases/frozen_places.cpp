// SPDX-License-Identifier: EUPL-1.2
#include "usecases/frozen_places.hpp"

namespace balieblik::usecases {

FrozenPlaces::FrozenPlaces(const FrozenStudy& study, const FrozenWave& wave) : study_(study), wave_(wave)
{
    std::set<std::string> parents;
    for (const auto& place : wave.places) {
        places_[place.code] = &place;
        parents.insert(place.within);
    }
    for (const auto& place : wave.places)
        if (!parents.contains(place.code))
            for (const auto& above : chain(place.code))
                leaves_[above].push_back(place.code);
    for (const auto& [location, place] : wave.lowest_place)
        locations_.emplace(place, location);
    for (const auto& cell : wave.cells)
        cells_[{cell.place, cell.dimension}] = &cell;
    for (const auto& input : wave.inputs)
        if (const auto lowest = wave.lowest_place.find(input.location_id); lowest != wave.lowest_place.end())
            inputs_[lowest->second].push_back(&input);
}

const ReleaseCell* FrozenPlaces::shown(const std::string& place, const std::string& figure) const
{
    const auto found = cells_.find({place, figure});
    return found != cells_.end() && found->second->mean && !found->second->bound ? found->second : nullptr;
}

std::vector<std::string> FrozenPlaces::chain(const std::string& lowest) const
{
    std::vector<std::string> made;
    for (auto found = places_.find(lowest); found != places_.end(); found = places_.find(found->second->within))
        made.push_back(found->first);
    return made;
}

std::vector<std::string> FrozenPlaces::chain_of(LocationId location) const
{
    const auto lowest = wave_.lowest_place.find(location);
    return lowest == wave_.lowest_place.end() ? std::vector<std::string>{} : chain(lowest->second);
}

const std::vector<std::string>& FrozenPlaces::leaves(const std::string& place) const
{
    static const std::vector<std::string> none;
    const auto found = leaves_.find(place);
    return found == leaves_.end() ? none : found->second;
}

std::optional<LocationId> FrozenPlaces::location_of(const std::string& leaf) const
{
    const auto found = locations_.find(leaf);
    return found == locations_.end() ? std::nullopt : std::optional<LocationId>(found->second);
}

std::vector<const store::ReleaseInput*> FrozenPlaces::inputs(const std::string& place) const
{
    std::vector<const store::ReleaseInput*> made;
    for (const auto& leaf : leaves(place))
        if (const auto found = inputs_.find(leaf); found != inputs_.end())
            made.insert(made.end(), found->second.begin(), found->second.end());
    return made;
}

std::int64_t FrozenPlaces::staff_pool(const std::vector<const store::ReleaseInput*>& inputs) const
{
    std::set<LocationId> locations;
    for (const auto* input : inputs)
        locations.insert(input->location_id);
    std::int64_t pool = 0;
    for (const auto location : locations)
        if (const auto found = study_.staff_pool.find(location); found != study_.staff_pool.end())
            pool += found->second;
    return pool;
}

bool FrozenPlaces::large_enough(const std::vector<const store::ReleaseInput*>& inputs) const
{
    const auto& rule = study_.now.release.release.rule;
    std::set<InspectorId> inspectors;
    for (const auto* input : inputs)
        inspectors.insert(input->inspector_id);
    return std::ssize(inputs) >= rule.min_visits && std::ssize(inspectors) >= rule.min_inspectors &&
           staff_pool(inputs) >= rule.min_staff_pool;
}

} // namespace balieblik::usecases
