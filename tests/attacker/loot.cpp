// SPDX-License-Identifier: EUPL-1.2
#include "attacker/loot.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace balieblik::attacker {
namespace {

Cell cell_of(const FileRow& row, bool share)
{
    Cell cell;
    if (row.mean.empty())
        return cell;
    const double mean = std::stod(row.mean);
    if (!row.bound.empty()) {
        cell.bound = row.bound == "at_least" ? Range{mean, 100} : Range{0, mean};
        return cell;
    }
    cell.mean = mean;
    cell.rounding = share ? 0.5 : 0.05;
    if (!share) // times √n and the quantile: enough to know that it was published
        cell.spread = (std::stod(row.upper) - std::stod(row.lower)) / 2;
    return cell;
}

} // namespace

Loot::Loot() : published(figures().size())
{
    world.share = norm;
    for (const auto& one : figures())
        if (one.weight)
            world.weights.push_back(*one.weight);
}

void Loot::add(const std::string& wave, const Organisation& organisation, std::span<const ReleasePlace> places,
               const FileRows& rows)
{
    std::map<std::string, std::size_t> of_name;
    for (const auto& one : places) {
        const auto at = world.parent.size();
        number_[{wave, one.code}] = of_name[one.name] = at;
        world.parent.push_back(one.within.empty() ? at : number_.at({wave, one.within}));
        world.staff_pool.push_back(0);
    }
    std::set<std::size_t> visited;
    for (const auto& visit : organisation.visits)
        visited.insert(visit.location);
    std::vector<std::size_t> of_location;
    for (std::size_t i = 0; i < organisation.locations.size(); ++i) {
        const auto& location = organisation.locations[i];
        const auto own = number_.find({wave, location.code});
        of_location.push_back(own != number_.end() ? own->second : number_.at({wave, location.municipality}));
        if (visited.contains(i))
            world.staff_pool[of_location.back()] += static_cast<int>(location.staff_pool);
    }
    for (const auto& visit : organisation.visits) {
        Visit made{of_location[visit.location], static_cast<int>(visit.inspector), {}};
        for (const auto& value : visit.values)
            made.scores.push_back(value.value_or(std::nan("")));
        made.mark = visit.mark;
        made.seen_twice = visit.seen_twice;
        made.number = visit.number;
        made.record = visit.record;
        world.visits.push_back(std::move(made));
    }
    for (auto& figure : published)
        figure.resize(world.parent.size());
    for (const auto& row : rows) {
        const auto figure = figure_number(row.dimension);
        published[figure].at(of_name.at(row.place)) = cell_of(row, figure == norm);
    }
}

std::optional<std::size_t> Loot::place(const std::string& wave, const std::string& code) const
{
    const auto found = number_.find({wave, code});
    return found == number_.end() ? std::nullopt : std::optional(found->second);
}

bool Loot::is_of(const std::string& wave, std::size_t place) const
{
    return std::any_of(number_.begin(), number_.end(),
                       [&](const auto& one) { return one.first.first == wave && one.second == place; });
}

std::vector<std::string> Loot::places(const std::string& wave) const
{
    std::vector<std::string> made;
    for (const auto& [name, place] : number_)
        if (name.first == wave)
            made.push_back(name.second);
    return made;
}

} // namespace balieblik::attacker
