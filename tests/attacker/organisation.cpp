// SPDX-License-Identifier: EUPL-1.2
#include "attacker/organisation.hpp"

#include "base/json.hpp"
#include "statistics/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace balieblik::attacker {
namespace {

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

std::string written(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}
std::string written(const std::optional<double>& value) { return value ? written(*value) : std::string{}; }

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

std::vector<ReleaseFigure> figures()
{
    return {{"TONE", FigureKind::mean, 30.0, {}, {}},
            {"RULE", FigureKind::mean, 20.0, {}, {}},
            {"OUT", FigureKind::mean, 10.0, {}, {}},
            {"NORM", FigureKind::share, {}, 80.0, 600},
            {"INDEX", FigureKind::mean, {}, {}, {}}};
}

std::size_t figure_number(const std::string& code)
{
    const auto all = figures();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ReleaseFigure& one) { return one.code == code; });
    if (found == all.end())
        throw std::out_of_range("no figure " + code);
    return static_cast<std::size_t>(found - all.begin());
}

std::optional<double> index_value(const std::vector<std::optional<double>>& values)
{
    double sum = 0;
    double weight = 0;
    const auto all = figures();
    for (std::size_t i = 0; i < norm; ++i)
        if (values[i]) {
            sum += *all[i].weight * *values[i];
            weight += *all[i].weight;
        }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

Organisation random_organisation(std::uint32_t seed)
{
    std::mt19937 random(seed);
    Organisation made;
    const bool complete = pick(random, 0, 1) == 1;
    int town = 0;
    for (int r = pick(random, 1, 4); r > 0; --r)
        for (int t = pick(random, 1, 5); t > 0; --t) {
            ++town;
            for (int l = pick(random, 1, 3); l > 0; --l) {
                const int pools[]{1, 5, 5, 10, 20};
                const auto at = made.locations.size();
                const auto code = "L" + std::to_string(at);
                made.locations.push_back({code, "name of " + code, "T" + std::to_string(town),
                                          "name of T" + std::to_string(town), "R" + std::to_string(r),
                                          pools[pick(random, 0, 4)]});
                const int level = pick(random, 0, 9) == 0 ? 100 : pick(random, 20, 100);
                const int spread = pick(random, 0, 7) == 0 ? 0 : pick(random, 5, 40);
                const int kept = pick(random, 0, 3) == 0 ? 100 : pick(random, 30, 100);
                for (int n = pick(random, 0, 3) == 0 ? pick(random, 1, 9) : pick(random, 5, 40); n > 0; --n) {
                    Organisation::OfLocation visit{at, static_cast<std::uint32_t>(pick(random, 1, 6)), {}};
                    for (std::size_t i = 0; i < norm; ++i)
                        visit.values.push_back(
                            complete || pick(random, 0, 2) > 0
                                ? std::optional<double>(std::clamp(level + pick(random, -spread, spread), 0, 100))
                                : std::nullopt);
                    visit.values.push_back(pick(random, 0, 99) < kept ? 100.0 : 0.0);
                    visit.values.push_back(index_value(visit.values));
                    visit.mark =
                        spread == 0 ? 70 : std::clamp(visit.values.back().value_or(50) + 3 * (n % 5), 0., 100.);
                    visit.seen_twice = n % 4 == 0;
                    made.visits.push_back(std::move(visit));
                }
            }
        }
    return made;
}

Organisation next_wave(const Organisation& before, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Organisation made;
    made.locations = before.locations;
    if (pick(random, 0, 2) == 0) { // a town takes another one over
        const auto& town = made.locations[static_cast<std::size_t>(pick(random, 0, int(made.locations.size()) - 1))];
        const auto gone = made.locations[static_cast<std::size_t>(pick(random, 0, int(made.locations.size()) - 1))];
        const auto into = town;
        for (auto& location : made.locations)
            if (location.municipality == gone.municipality && location.region == into.region) {
                location.municipality = into.municipality;
                location.municipality_name = into.municipality_name;
            }
    }
    for (const auto& visit : before.visits) {
        const int copies = pick(random, 0, 19) == 0 ? 0 : pick(random, 0, 9) == 0 ? 2 : 1;
        for (int i = 0; i < copies; ++i) {
            auto other = visit;
            for (std::size_t figure = 0; figure < norm; ++figure)
                if (other.values[figure])
                    other.values[figure] = std::clamp(*other.values[figure] + pick(random, -8, 9), 0.0, 100.0);
            if (pick(random, 0, 9) == 0)
                other.values[norm] = 100 - *other.values[norm];
            other.values.back() = index_value(other.values);
            made.visits.push_back(std::move(other));
        }
    }
    return made;
}

Organisation netherlands()
{
    const statistics::SyntheticWaves waves(statistics::SyntheticPlan::netherlands(), {});
    Organisation made;
    const auto plan = statistics::SyntheticPlan::netherlands();
    std::map<std::int64_t, std::size_t> number;
    for (std::int64_t town = 0; town < plan.towns; ++town)
        for (const auto& location : waves.locations(town)) {
            number[location.number] = made.locations.size();
            const auto code = "L" + std::to_string(location.number);
            made.locations.push_back({code, "name of " + code, "T" + std::to_string(town),
                                      "name of T" + std::to_string(town), "R" + std::to_string(town * 25 / plan.towns),
                                      location.staff_pool});
        }
    waves.each(0, [&](const statistics::SyntheticContact& contact) {
        if (contact.channel != statistics::SyntheticChannel::counter)
            return;
        Organisation::OfLocation visit{number.at(contact.location), static_cast<std::uint32_t>(contact.inspector), {}};
        visit.values = {contact.tone, contact.rule, contact.outcome, contact.wait_seconds <= 600 ? 100.0 : 0.0, {}};
        visit.values.back() = index_value(visit.values);
        made.visits.push_back(std::move(visit));
    });
    return made;
}

usecases::BuiltCube release(const Organisation& organisation, const PublishingRule& rule,
                            const usecases::EarlierPattern& earlier)
{
    usecases::ReleaseCube cube(Channel::counter, figures());
    for (const auto& location : organisation.locations)
        cube.add_location(location);
    for (const auto& visit : organisation.visits)
        cube.add_visit(visit.location, visit.inspector, visit.values);
    return cube.build(rule, earlier);
}

usecases::EarlierPattern pattern_of(const usecases::BuiltCube& built)
{
    usecases::EarlierPattern made;
    for (const auto& cell : built.cells)
        if (std::count(cell.hidden_because.begin(), cell.hidden_because.end(), Suppression::protects_others) > 0)
            made.partner[{cell.place, cell.dimension}] = true;
    return made;
}

Loot::Loot() : published(figures().size())
{
    world.share = norm;
    for (const auto& one : figures())
        if (one.weight)
            world.weights.push_back(*one.weight);
}

void Loot::add(const std::string& wave, const Organisation& organisation, const usecases::BuiltCube& built,
               const FileRows& rows)
{
    std::map<std::string, std::size_t> of_name;
    for (const auto& one : built.places) {
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
        made.marked = visit.mark.has_value();
        made.seen_twice = visit.seen_twice;
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

Loot attack_on(const Organisation& organisation, const usecases::BuiltCube& built, const FileRows& rows)
{
    Loot loot;
    loot.add({}, organisation, built, rows);
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
