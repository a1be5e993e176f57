// SPDX-License-Identifier: EUPL-1.2
#include "attacker/attacker.hpp"

#include <coin/Clp_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace balieblik::attacker {
namespace {

constexpr double tolerance = 1e-4; // of the solver, on sums up to 100 times the visits

bool is_within(const World& world, std::size_t place, std::size_t whole)
{
    while (place != whole) {
        if (world.parent[place] == place)
            return false;
        place = world.parent[place];
    }
    return true;
}

std::set<std::size_t> lowest_places(const World& world)
{
    std::set<std::size_t> places;
    for (const auto& visit : world.visits)
        places.insert(visit.place);
    return places;
}

// Some visits, as the rule looks at them.
struct Behind {
    double count{};
    double sum{};
    double squares{};
    std::set<int> inspectors;
    std::set<std::size_t> places;

    void add(const Visit& visit, std::size_t figure)
    {
        if (std::isnan(visit.scores[figure]))
            return;
        count += 1;
        sum += visit.scores[figure];
        squares += visit.scores[figure] * visit.scores[figure];
        inspectors.insert(visit.inspector);
        places.insert(visit.place);
    }
    double mean() const { return sum / count; }
};

Behind behind(const World& world, std::size_t figure, const std::set<std::size_t>& lowest)
{
    Behind made;
    for (const auto& visit : world.visits)
        if (lowest.contains(visit.place))
            made.add(visit, figure);
    return made;
}

int staff(const World& world, const Behind& group)
{
    int pool = 0;
    for (const auto place : group.places)
        pool += world.staff_pool[place];
    return pool;
}

bool may_be_published(const World& world, const Behind& group, const Rule& rule)
{
    return group.count >= rule.visits && staff(world, group) >= rule.staff_pool &&
           static_cast<int>(group.inspectors.size()) >= rule.inspectors && 1 / group.count <= rule.share;
}

std::set<std::size_t> within(const World& world, const std::set<std::size_t>& lowest, std::size_t whole)
{
    std::set<std::size_t> made;
    for (const auto place : lowest)
        if (is_within(world, place, whole))
            made.insert(place);
    return made;
}

// What is left of a published place when every published place inside it is taken away.
std::set<std::size_t> remainder(const World& world, const std::vector<Cell>& cells, const std::set<std::size_t>& lowest,
                                std::size_t whole)
{
    auto left = within(world, lowest, whole);
    for (std::size_t place = 0; place < cells.size(); ++place)
        if (place != whole && cells[place].mean && is_within(world, place, whole))
            for (const auto gone : within(world, lowest, place))
                left.erase(gone);
    return left;
}

// The means within a bound that somebody can have had: of a share only whole counts.
Range attainable(const World& world, std::size_t figure, Range bound, double count)
{
    if (world.share != figure || count == 0)
        return bound;
    return {std::ceil(bound.lower * count / 100 - 1e-9) * 100 / count,
            std::floor(bound.upper * count / 100 + 1e-9) * 100 / count};
}

std::string cell_name(std::size_t figure, std::size_t place)
{
    return "figure " + std::to_string(figure) + " of place " + std::to_string(place);
}

// Everything that is published, as equations over the unknown sums of the lowest places.
class Equations {
public:
    Equations(const World& world, const Published& published)
        : world_(world), lowest_(lowest_places(world)), model_(Clp_newModel())
    {
        Clp_setLogLevel(model_.get(), 0);
        const auto figures = published.size();
        for (const auto place : lowest_)
            for (std::size_t figure = 0; figure < figures; ++figure) {
                const auto group = behind(world, figure, {place});
                column_[{figure, place}] = static_cast<int>(upper_.size());
                count_[{figure, place}] = group.count;
                upper_.push_back(100 * group.count);
            }
        for (std::size_t figure = 0; figure < figures; ++figure)
            for (std::size_t place = 0; place < published[figure].size(); ++place)
                add_published(figure, place, published[figure][place]);
        add_index(figures);
        load();
    }

    // Of the mean of a place; the place has visits.
    Range ends(std::size_t figure, std::size_t place)
    {
        std::vector<double> wish(upper_.size(), 0.0);
        double count = 0;
        for (const auto one : within(world_, lowest_, place)) {
            wish[static_cast<std::size_t>(column_.at({figure, one}))] = 1;
            count += count_.at({figure, one});
        }
        Range range{0, 100};
        Clp_chgObjCoefficients(model_.get(), wish.data());
        for (const double direction : {1.0, -1.0}) {
            Clp_setOptimizationDirection(model_.get(), direction);
            Clp_primal(model_.get(), 0);
            if (Clp_isProvenOptimal(model_.get()) == 0)
                continue; // found nothing out
            double sum = 0;
            const double* values = Clp_primalColumnSolution(model_.get());
            for (std::size_t i = 0; i < wish.size(); ++i)
                sum += wish[i] * values[i];
            (direction > 0 ? range.lower : range.upper) = sum / count;
        }
        return range;
    }

private:
    void add_published(std::size_t figure, std::size_t place, const Cell& cell)
    {
        const auto places = within(world_, lowest_, place);
        double count = 0;
        std::vector<std::pair<int, double>> row;
        for (const auto one : places) {
            row.emplace_back(column_.at({figure, one}), 1.0);
            count += count_.at({figure, one});
        }
        if (cell.mean)
            add(std::move(row), (*cell.mean - cell.rounding) * count, (*cell.mean + cell.rounding) * count);
        else if (cell.bound) {
            const auto bound = attainable(world_, figure, *cell.bound, count);
            add(std::move(row), bound.lower * count, bound.upper * count);
        }
    }

    // Where every dimension applied to every visit, the index of a place is the weighted mean of its dimensions.
    void add_index(std::size_t figures)
    {
        if (world_.weights.empty())
            return;
        double all = 0;
        for (const auto weight : world_.weights)
            all += weight;
        for (const auto place : lowest_) {
            bool complete = true;
            std::vector<std::pair<int, double>> row{{column_.at({figures - 1, place}), -1.0}};
            for (std::size_t i = 0; i < world_.weights.size(); ++i) {
                complete = complete && count_.at({i, place}) == count_.at({figures - 1, place});
                row.emplace_back(column_.at({i, place}), world_.weights[i] / all);
            }
            if (complete)
                add(std::move(row), 0, 0);
        }
    }

    void add(std::vector<std::pair<int, double>> row, double lower, double upper)
    {
        rows_.push_back(std::move(row));
        row_lower_.push_back(lower);
        row_upper_.push_back(upper);
    }

    void load()
    {
        std::vector<std::vector<std::pair<int, double>>> columns(upper_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i)
            for (const auto& [column, factor] : rows_[i])
                columns[static_cast<std::size_t>(column)].emplace_back(static_cast<int>(i), factor);
        std::vector<CoinBigIndex> start{0};
        std::vector<int> index;
        std::vector<double> value;
        for (const auto& column : columns) {
            for (const auto& [row, factor] : column) {
                index.push_back(row);
                value.push_back(factor);
            }
            start.push_back(static_cast<CoinBigIndex>(index.size()));
        }
        const std::vector<double> zero(upper_.size(), 0.0);
        Clp_loadProblem(model_.get(), static_cast<int>(upper_.size()), static_cast<int>(rows_.size()), start.data(),
                        index.data(), value.data(), zero.data(), upper_.data(), zero.data(), row_lower_.data(),
                        row_upper_.data());
    }

    struct Close {
        void operator()(Clp_Simplex* model) const { Clp_deleteModel(model); }
    };
    const World& world_;
    std::set<std::size_t> lowest_;
    std::unique_ptr<Clp_Simplex, Close> model_;
    std::map<std::pair<std::size_t, std::size_t>, int> column_;
    std::map<std::pair<std::size_t, std::size_t>, double> count_;
    std::vector<double> upper_;
    std::vector<std::vector<std::pair<int, double>>> rows_;
    std::vector<double> row_lower_;
    std::vector<double> row_upper_;
};

// The values of a cell that must stay possible, if it is one that must be protected.
std::optional<Range> secret(const World& world, std::size_t figure, const Cell& cell, const Behind& group,
                            const Rule& rule)
{
    if (group.count == 0 || cell.mean)
        return std::nullopt;
    if (cell.bound)
        return attainable(world, figure, *cell.bound, group.count);
    if (may_be_published(world, group, rule))
        return std::nullopt;
    return Range{std::max(0.0, group.mean() - rule.protection), std::min(100.0, group.mean() + rule.protection)};
}

} // namespace

Findings solve_for_hidden(const World& world, const Published& published, const Rule& rule)
{
    Findings findings;
    const auto lowest = lowest_places(world);
    Equations equations(world, published);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t place = 0; place < published[figure].size(); ++place) {
            const auto group = behind(world, figure, within(world, lowest, place));
            const auto wanted = secret(world, figure, published[figure][place], group, rule);
            if (!wanted)
                continue;
            const auto found = equations.ends(figure, place);
            // The sums of a tree leave whole counts at both ends, so that what lies between can be counted.
            if (world.share == figure && (found.upper - found.lower) * group.count < 100 - tolerance)
                findings.push_back(cell_name(figure, place) + " is " + std::to_string(found.lower) +
                                   " and nothing else");
            if (found.lower > wanted->lower + tolerance || found.upper < wanted->upper - tolerance)
                findings.push_back(cell_name(figure, place) + " lies in " + std::to_string(found.lower) + " .. " +
                                   std::to_string(found.upper) + ", it is " + std::to_string(group.mean()));
        }
    return findings;
}

Findings subtract_places(const World& world, const Published& published, const Rule& rule)
{
    Findings findings;
    const auto lowest = lowest_places(world);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t place = 0; place < published[figure].size(); ++place) {
            if (!published[figure][place].mean)
                continue;
            const auto group = behind(world, figure, remainder(world, published[figure], lowest, place));
            if (group.count == 0)
                continue;
            if (!may_be_published(world, group, rule))
                findings.push_back(cell_name(figure, place) + " leaves over " + std::to_string(group.count) +
                                   " visits with mean " + std::to_string(group.mean()));
            else if (staff(world, group) < rule.group_pool && (group.mean() <= 5 || group.mean() >= 95))
                findings.push_back(cell_name(figure, place) + " tells on everybody of a small pool");
        }
    return findings;
}

Findings use_spread(const World& world, const Published& published, const Rule& rule)
{
    Findings findings;
    const auto lowest = lowest_places(world);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t whole = 0; whole < published[figure].size(); ++whole) {
            if (!published[figure][whole].mean || !published[figure][whole].spread)
                continue;
            const auto left = remainder(world, published[figure], lowest, whole);
            const auto group = behind(world, figure, left);
            if (group.count == 0)
                continue;
            const double squares = std::max(0.0, group.squares - group.sum * group.sum / group.count);
            for (std::size_t place = 0; place < published[figure].size(); ++place) {
                if (place == whole || !is_within(world, place, whole))
                    continue;
                const auto places = within(world, lowest, place);
                const auto part = behind(world, figure, places);
                if (!secret(world, figure, published[figure][place], part, rule) || part.count == group.count ||
                    !std::includes(left.begin(), left.end(), places.begin(), places.end()))
                    continue;
                const double room = std::sqrt(squares * (group.count - part.count) / (group.count * part.count));
                if (room < rule.protection - tolerance)
                    findings.push_back(cell_name(figure, place) + " lies within " + std::to_string(room) + " of " +
                                       std::to_string(group.mean()));
            }
        }
    return findings;
}

Findings subtract_versions(const World& before, const Published& first, const World& after, const Published& second,
                           const Rule& rule)
{
    Findings findings;
    auto lowest = lowest_places(before);
    lowest.merge(lowest_places(after));
    for (std::size_t figure = 0; figure < second.size(); ++figure)
        for (std::size_t place = 0; place < second[figure].size(); ++place) {
            if (!first[figure][place].mean || !second[figure][place].mean)
                continue;
            // What both versions leave over, visit by visit: those with another score in the other one stay.
            auto left = remainder(after, second[figure], lowest, place);
            Behind changed;
            for (std::size_t i = 0; i < std::max(before.visits.size(), after.visits.size()); ++i) {
                const auto* old = i < before.visits.size() ? &before.visits[i] : nullptr;
                const auto* now = i < after.visits.size() ? &after.visits[i] : nullptr;
                const double was = old ? old->scores[figure] : std::nan("");
                const double is = now ? now->scores[figure] : std::nan("");
                const auto& visit = now ? *now : *old;
                if (!left.contains(visit.place) || was == is || (std::isnan(was) && std::isnan(is)))
                    continue;
                changed.add(std::isnan(is) ? *old : visit, figure);
            }
            if (changed.count > 0 && !may_be_published(after, changed, rule))
                findings.push_back(cell_name(figure, place) + " of both versions differ by " +
                                   std::to_string(changed.count) + " visits");
        }
    return findings;
}

Findings combine_versions(const std::vector<Version>& versions, const Rule& rule)
{
    Findings findings;
    std::set<std::size_t> lowest;
    std::size_t visits = 0;
    for (const auto& version : versions) {
        lowest.merge(lowest_places(version.world));
        visits = std::max(visits, version.world.visits.size());
    }
    const auto score = [](const Version& version, std::size_t visit, std::size_t figure) {
        return visit < version.world.visits.size() ? version.world.visits[visit].scores[figure] : std::nan("");
    };
    const auto& last = versions.back();
    for (std::size_t figure = 0; figure < last.published.size(); ++figure)
        for (std::size_t place = 0; place < last.published[figure].size(); ++place) {
            // What no version lets subtract: the visits in here that the last one, which shows the least, leaves over.
            bool shown = true;
            for (const auto& version : versions)
                shown = shown && version.published[figure][place].mean.has_value();
            if (!shown)
                continue;
            const auto left = remainder(last.world, last.published[figure], lowest, place);
            const int steps = 5; // factors -2 .. 2
            int all = 1;
            for (std::size_t i = 0; i < versions.size(); ++i)
                all *= steps;
            for (int combination = 0; combination < all; ++combination) {
                // Of each visit the scores that it ever had, and how often each is in the sum.
                std::set<std::size_t> in_sum;
                for (std::size_t visit = 0; visit < visits; ++visit) {
                    const auto& place_of = visit < last.world.visits.size()
                                               ? last.world.visits[visit].place
                                               : versions.front().world.visits[visit].place;
                    if (!left.contains(place_of))
                        continue;
                    std::map<double, int> times;
                    int rest = combination;
                    for (const auto& version : versions) {
                        const double value = score(version, visit, figure);
                        if (!std::isnan(value))
                            times[value] += rest % steps - 2;
                        rest /= steps;
                    }
                    for (const auto& [value, factor] : times)
                        if (factor != 0)
                            in_sum.insert(visit);
                }
                Behind group;
                for (const auto visit : in_sum)
                    for (const auto& version : versions)
                        if (!std::isnan(score(version, visit, figure))) {
                            group.add(version.world.visits[visit], figure);
                            break;
                        }
                if (group.count > 0 && !may_be_published(last.world, group, rule)) {
                    findings.push_back(cell_name(figure, place) + ": " + std::to_string(versions.size()) +
                                       " versions leave " + std::to_string(group.count) + " visits");
                    break;
                }
            }
        }
    return findings;
}

Findings use_last_wave(const World& before, const Published& last, const World& now, const Published& published,
                       const Rule& rule)
{
    Findings findings;
    const auto lowest_before = lowest_places(before);
    const auto lowest = lowest_places(now);
    const auto hidden_in = [&](const World& world, const Published& all, const std::set<std::size_t>& leaves,
                               std::size_t figure, std::size_t place) {
        const auto group = behind(world, figure, within(world, leaves, place));
        return secret(world, figure, all[figure][place], group, rule).has_value();
    };
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t whole = 0; whole < published[figure].size(); ++whole) {
            if (!published[figure][whole].mean)
                continue;
            std::vector<std::size_t> secrets;
            bool neighbours_known = true;
            for (std::size_t place = 0; place < published[figure].size(); ++place) {
                if (place == whole || now.parent[place] != whole || published[figure][place].mean ||
                    behind(now, figure, within(now, lowest, place)).count == 0)
                    continue;
                if (hidden_in(now, published, lowest, figure, place))
                    secrets.push_back(place);
                else
                    neighbours_known = neighbours_known && last[figure][place].mean.has_value();
            }
            if (secrets.size() == 1 && neighbours_known &&
                hidden_in(before, last, lowest_before, figure, secrets.front()))
                findings.push_back(cell_name(figure, secrets.front()) +
                                   " follows from what its neighbours had in the wave before");
        }
    return findings;
}

} // namespace balieblik::attacker
