// SPDX-License-Identifier: EUPL-1.2
#include "attacker/house.hpp"

#include "base/json.hpp"

#include <algorithm>

namespace balieblik::attacker {
namespace {

std::string written(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}
std::string written(const std::optional<double>& value) { return value ? written(*value) : std::string{}; }

usecases::ReleaseCube cube_of(const Organisation& organisation)
{
    usecases::ReleaseCube cube(Channel::counter, figures());
    for (const auto& location : organisation.locations)
        cube.add_location({location.code, location.name, location.municipality, location.municipality_name,
                           location.region, location.staff_pool});
    for (const auto& visit : organisation.visits)
        cube.add_visit(visit.location, visit.inspector, visit.values);
    return cube;
}

void add_changes(const Organisation& before, const Organisation& after, usecases::ReleaseCube& cube)
{
    std::map<std::size_t, std::pair<const Organisation::OfLocation*, const Organisation::OfLocation*>> both;
    for (const auto& visit : before.visits)
        both[visit.number].first = &visit;
    for (const auto& visit : after.visits)
        both[visit.number].second = &visit;
    for (const auto& [number, versions] : both) {
        const auto& [old, now] = versions;
        if (old && now && old->record == now->record)
            continue;
        const auto& visit = now ? *now : *old;
        for (std::size_t figure = 0; figure < figures().size(); ++figure) {
            const bool was = old && old->values[figure];
            const bool is = now && now->values[figure];
            if (was || is)
                cube.add_change(figure, {was ? 1 : 0, !is ? 0 : was ? 2 : 1}, visit.location, visit.inspector);
        }
    }
}

} // namespace

usecases::BuiltCube release(const Organisation& organisation, const PublishingRule& rule,
                            const usecases::EarlierPattern& earlier)
{
    return cube_of(organisation).build(rule, earlier);
}

usecases::BuiltCube second_version(const Organisation& before, const usecases::BuiltCube& first,
                                   const Organisation& after, bool weak)
{
    if (weak) {
        auto made = release(after);
        for (std::size_t i = 0; i < made.cells.size(); ++i)
            if (!first.cells[i].mean)
                made.cells[i] = first.cells[i];
        return made;
    }
    usecases::EarlierPattern earlier;
    for (const auto& cell : first.cells)
        if (!cell.mean || cell.bound)
            earlier.hidden[{cell.place, cell.dimension}] = !cell.mean;
        else
            earlier.shown[{cell.place, cell.dimension}] = true;
    auto cube = cube_of(after);
    add_changes(before, after, cube);
    return cube.build({}, earlier);
}

bool shows_less_anew(const usecases::BuiltCube& first, const Organisation& after)
{
    const auto anew = release(after);
    for (std::size_t i = 0; i < anew.cells.size(); ++i)
        if (first.cells[i].mean && !anew.cells[i].mean)
            return true;
    return false;
}

usecases::EarlierPattern pattern_of(const usecases::BuiltCube& built)
{
    usecases::EarlierPattern made;
    for (const auto& cell : built.cells)
        if (std::count(cell.hidden_because.begin(), cell.hidden_because.end(), Suppression::protects_others) > 0)
            made.partner[{cell.place, cell.dimension}] = true;
    return made;
}

Loot attack_on(const Organisation& organisation, const usecases::BuiltCube& built, const FileRows& rows)
{
    Loot loot;
    loot.add({}, organisation, built.places, rows);
    return loot;
}

FileRows rows_of_cells(const usecases::BuiltCube& built)
{
    std::map<std::string, std::string> names;
    for (const auto& place : built.places)
        names[place.code] = place.name;
    FileRows made;
    for (const auto& cell : built.cells) {
        FileRow row;
        row.place = names.at(cell.place);
        row.dimension = cell.dimension;
        row.mean = written(cell.mean);
        row.lower = written(cell.lower);
        row.upper = written(cell.upper);
        if (cell.n_at_least)
            row.visits = std::to_string(*cell.n_at_least);
        if (cell.bound)
            row.bound = json::enum_name(*cell.bound);
        made.push_back(std::move(row));
    }
    return made;
}

} // namespace balieblik::attacker
