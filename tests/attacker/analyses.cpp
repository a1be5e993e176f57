// SPDX-License-Identifier: EUPL-1.2
#include "attacker/analyses.hpp"

#include <boost/json.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace balieblik::attacker {
namespace {

using boost::json::object;

std::string text(const object& one, std::string_view name)
{
    const auto* value = one.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string{};
}
double number(const object& one, std::string_view name) { return one.at(name).to_number<double>(); }
bool has(const object& one, std::string_view name)
{
    const auto* value = one.if_contains(name);
    return value && !value->is_null();
}

using Group = std::vector<const Visit*>;

bool is_in(const World& world, std::size_t place, std::size_t whole)
{
    while (place != whole) {
        if (world.parent[place] == place)
            return false;
        place = world.parent[place];
    }
    return true;
}

int staff(const World& world, const Group& group)
{
    std::set<std::size_t> places;
    for (const auto* visit : group)
        places.insert(visit->place);
    int pool = 0;
    for (const auto place : places)
        pool += world.staff_pool[place];
    return pool;
}

bool too_small(const World& world, const Group& group, const Rule& rule)
{
    std::set<int> inspectors;
    for (const auto* visit : group)
        inspectors.insert(visit->inspector);
    return std::ssize(group) < rule.visits || std::ssize(inspectors) < rule.inspectors ||
           staff(world, group) < rule.staff_pool;
}

// Visits with a mark and with every one of these dimensions.
Group behind_drivers(const World& world, std::size_t place, const std::vector<std::size_t>& dimensions)
{
    Group made;
    for (const auto& visit : world.visits)
        if (is_in(world, visit.place, place) && visit.mark &&
            std::none_of(dimensions.begin(), dimensions.end(),
                         [&](std::size_t figure) { return std::isnan(visit.scores[figure]); }))
            made.push_back(&visit);
    return made;
}

Group behind_agreement(const Loot& loot, const std::string& wave)
{
    Group made;
    for (const auto& visit : loot.world.visits)
        if (visit.seen_twice && loot.is_of(wave, visit.place))
            made.push_back(&visit);
    return made;
}

std::vector<std::size_t> dimensions_of(const object& drivers)
{
    std::vector<std::size_t> made;
    for (const auto& part : drivers.at("parts").as_array())
        made.push_back(figure_number(text(part.as_object(), "dimension")));
    return made;
}

bool same(const Visit& a, const Visit& b)
{
    return a.mark == b.mark && std::equal(a.scores.begin(), a.scores.end(), b.scores.begin(), [](double x, double y) {
               return x == y || (std::isnan(x) && std::isnan(y));
           });
}

// Those that are in one of both only, or are not what they were.
Group changed(const Group& before, const Group& after)
{
    std::map<std::size_t, const Visit*> known;
    for (const auto* visit : before)
        known[visit->number] = visit;
    Group made;
    for (const auto* visit : after) {
        const auto was = known.find(visit->number);
        if (was == known.end() || !same(*was->second, *visit))
            made.push_back(visit);
        if (was != known.end())
            known.erase(was);
    }
    for (const auto& [number, visit] : known)
        made.push_back(visit);
    return made;
}

class Listening {
public:
    Listening(Loot& loot, std::string now, std::string before, const Background& known)
        : loot_(loot), now_(std::move(now)), before_(std::move(before)), known_(known)
    {
    }

    Told run(const object& analyses)
    {
        for (const auto& one : analyses.at("changes").as_object().at("changes").as_array())
            change(one.as_object());
        for (const auto& one : analyses.at("weighted").as_array())
            by_customers(one.as_object());
        for (const auto& one : analyses.at("trainings").as_array())
            training(one.as_object());
        for (const auto& one : analyses.at("drivers").as_array())
            drivers(one.as_object());
        agreement(analyses.at("agreement").as_object());
        return std::move(told_);
    }

private:
    double rounding(std::size_t figure) const { return figure == norm ? 0.5 : 0.05; }

    std::vector<double> scores(std::size_t figure, std::size_t place) const
    {
        std::vector<double> made;
        for (const auto& visit : loot_.world.visits)
            if (is_in(loot_.world, visit.place, place) && !std::isnan(visit.scores[figure]))
                made.push_back(visit.scores[figure]);
        return made;
    }

    void know(std::size_t figure, std::size_t place, double mean, double off)
    {
        auto& cell = loot_.published[figure][place];
        if (cell.mean)
            return;
        cell = {};
        cell.mean = mean;
        cell.rounding = off;
    }

    // One of both figures and the difference are the other one.
    void change(const object& one)
    {
        const auto figure = figure_number(text(one, "dimension"));
        const auto now = loot_.place(now_, text(one, "place"));
        const auto before = loot_.place(before_, text(one, "place"));
        if (!now || !before)
            return;
        const double difference = number(one, "difference");
        const auto cell_now = loot_.published[figure][*now];
        const auto cell_before = loot_.published[figure][*before];
        const double off = 4 * rounding(figure);
        told_.facts.push_back({{{figure, *now, 1}, {figure, *before, -1}}, difference - off, difference + off});
        if (cell_before.mean)
            know(figure, *now, std::clamp(*cell_before.mean + difference, 0.0, 100.0), off);
        if (cell_now.mean)
            know(figure, *before, std::clamp(*cell_now.mean - difference, 0.0, 100.0), off);
        if (cell_now.mean && cell_before.mean && figure != norm)
            hold_against_spread(one, figure, *now, *before);
    }

    // How wide the interval is follows from spreads that were published. If it does not, it was made of other visits
    // than those, and tells how far the others lie from these.
    void hold_against_spread(const object& one, std::size_t figure, std::size_t now, std::size_t before)
    {
        const auto part = [&](std::size_t place) {
            const auto values = scores(figure, place);
            const auto n = double(values.size());
            const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
            double squares = 0;
            for (const auto value : values)
                squares += (value - mean) * (value - mean);
            return std::pair(squares / (n - 1) / n, n - 1);
        };
        const auto [a, df_a] = part(now);
        const auto [b, df_b] = part(before);
        if (!(a + b > 0))
            return;
        const double df = (a + b) * (a + b) / (a * a / df_a + b * b / df_b);
        const double half =
            boost::math::quantile(boost::math::students_t_distribution<double>(df), 0.975) * std::sqrt(a + b);
        const auto& interval = one.at("interval").as_object();
        const double told = (number(interval, "upper") - number(interval, "lower")) / 2;
        if (std::abs(told - half) > 0.11)
            told_.findings.push_back("the change of " + text(one, "place") + " is " + std::to_string(told) +
                                     " wide and not " + std::to_string(half) + ": other visits are in it");
    }

    std::vector<std::pair<std::string, std::size_t>> lowest(const std::string& wave, std::size_t whole) const
    {
        std::vector<std::pair<std::string, std::size_t>> made;
        for (const auto& [code, customers] : known_.customers)
            if (const auto place = loot_.place(wave, code); place && is_in(loot_.world, *place, whole))
                made.emplace_back(code, *place);
        return made;
    }

    void by_customers(const object& one)
    {
        if (has(one, "none"))
            return;
        const auto figure = figure_number(text(one, "dimension"));
        const auto whole = loot_.place(now_, text(one, "place")).value();
        Fact fact;
        double all = 0;
        for (const auto& [code, place] : lowest(now_, whole))
            if (!scores(figure, place).empty()) {
                fact.terms.push_back({figure, place, known_.customers.at(code)});
                all += known_.customers.at(code);
            }
        for (auto& term : fact.terms)
            term.factor /= all;
        fact.lower = number(one, "estimate") - rounding(figure) - 1e-6;
        fact.upper = number(one, "estimate") + rounding(figure) + 1e-6;
        told_.facts.push_back(std::move(fact));
        know(figure, whole, number(one, "unweighted"), rounding(figure));
    }

    // As far as it is clear which places were compared: all that have visits in both waves.
    void training(const object& one)
    {
        if (has(one, "none") || one.at("waves").as_array().size() != 2)
            return;
        const auto figure = figure_number(text(one, "dimension"));
        std::vector<std::pair<std::size_t, std::size_t>> arms[2];
        for (const auto& [code, customers] : known_.customers) {
            const auto now = loot_.place(now_, code);
            const auto before = loot_.place(before_, code);
            if (now && before && !scores(figure, *now).empty() && !scores(figure, *before).empty())
                arms[known_.trained.contains(code) ? 0 : 1].emplace_back(*now, *before);
        }
        if (number(one, "trained") != double(arms[0].size()) || number(one, "others") != double(arms[1].size()))
            return;
        Fact fact;
        for (const int arm : {0, 1})
            for (const auto& [now, before] : arms[arm]) {
                const double factor = (arm == 0 ? 1.0 : -1.0) / double(arms[arm].size());
                fact.terms.push_back({figure, now, factor});
                fact.terms.push_back({figure, before, -factor});
            }
        const double off = 5 * rounding(figure);
        fact.lower = number(one, "effect") - off;
        fact.upper = number(one, "effect") + off;
        told_.facts.push_back(std::move(fact));
    }

    // Nobody adds shares of explained variance up; but a group that may not have a mean may not have these either.
    void drivers(const object& one)
    {
        const auto place = loot_.place(now_, text(one, "place")).value();
        const auto why = text(one, "none");
        for (const auto& part : one.at("parts").as_array())
            if (has(part.as_object(), "score"))
                know(figure_number(text(part.as_object(), "dimension")), place, number(part.as_object(), "score"),
                     rounding(figure_number(text(part.as_object(), "dimension"))));
        const auto group = behind_drivers(loot_.world, place, dimensions_of(one));
        if (why.empty())
            judge(group, "what counts in " + text(one, "place"));
        else if (why == "no_spread" && staff(loot_.world, group) < known_.rule.group_pool)
            told_.findings.push_back("all few people of " + text(one, "place") + " got the same mark");
    }

    void agreement(const object& one)
    {
        if (!has(one, "none"))
            judge(behind_agreement(loot_, now_), "agreement");
    }

    void judge(const Group& group, const std::string& what)
    {
        if (too_small(loot_.world, group, known_.rule))
            told_.findings.push_back(what + " is about " + std::to_string(group.size()) + " visits only");
    }

    Loot& loot_;
    const std::string now_;
    const std::string before_;
    const Background& known_;
    Told told_;
};

} // namespace

Told listen(const std::string& analyses, Loot& loot, const std::string& now, const std::string& before,
            const Background& known)
{
    return Listening(loot, now, before, known).run(boost::json::parse(analyses).as_object());
}

Findings compare_versions(const std::string& first, const std::string& second, const Loot& loot,
                          const std::string& first_wave, const std::string& second_wave, const Rule& rule)
{
    const auto before = boost::json::parse(first).as_object();
    const auto after = boost::json::parse(second).as_object();
    Findings findings;
    const auto judge = [&](const Group& group, const std::string& what) {
        if (!group.empty() && too_small(loot.world, group, rule))
            findings.push_back(what + " of both versions differs by " + std::to_string(group.size()) + " visits");
    };
    for (const auto& one : before.at("drivers").as_array())
        for (const auto& other : after.at("drivers").as_array()) {
            const auto& a = one.as_object();
            const auto& b = other.as_object();
            if (text(a, "place") != text(b, "place") || has(a, "none") || has(b, "none"))
                continue;
            judge(changed(
                      behind_drivers(loot.world, loot.place(first_wave, text(a, "place")).value(), dimensions_of(a)),
                      behind_drivers(loot.world, loot.place(second_wave, text(b, "place")).value(), dimensions_of(b))),
                  "what counts in " + text(a, "place"));
        }
    if (!has(before.at("agreement").as_object(), "none") && !has(after.at("agreement").as_object(), "none"))
        judge(changed(behind_agreement(loot, first_wave), behind_agreement(loot, second_wave)), "agreement");
    return findings;
}

std::vector<Fact> what_did_not_change(const Loot& loot, const std::string& first_wave, const std::string& second_wave)
{
    const auto visits = [&](std::size_t place) {
        Group made;
        for (const auto& visit : loot.world.visits)
            if (visit.place == place)
                made.push_back(&visit);
        return made;
    };
    std::vector<Fact> made;
    for (const auto& code : loot.places(first_wave)) {
        const auto before = loot.place(first_wave, code).value();
        const auto after = loot.place(second_wave, code);
        if (!after || visits(before).empty() || !changed(visits(before), visits(*after)).empty())
            continue;
        for (std::size_t figure = 0; figure < loot.published.size(); ++figure)
            made.push_back({{{figure, before, 1}, {figure, *after, -1}}, 0, 0});
    }
    return made;
}

} // namespace balieblik::attacker
