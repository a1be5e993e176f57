// SPDX-License-Identifier: EUPL-1.2
#include "attacker/organisation.hpp"

#include "statistics/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <stdexcept>

namespace balieblik::attacker {
namespace {

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

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
                    if (n % 3 == 2)
                        visit.mark.reset();
                    visit.seen_twice = n % 4 == 0;
                    visit.number = made.visits.size();
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
            other.number = made.visits.size();
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
        visit.number = made.visits.size();
        made.visits.push_back(std::move(visit));
    });
    return made;
}

} // namespace balieblik::attacker
