// SPDX-License-Identifier: EUPL-1.2
#include "attacker/attacker.hpp"

#include <coin/Clp_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

namespace balieblik::attacker {
namespace {

constexpr double tolerance = 1e-4; // of the solver, on sums up to 100 times the visits

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
    void merge(const Behind& other)
    {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
        inspectors.insert(other.inspectors.begin(), other.inspectors.end());
        places.insert(other.places.begin(), other.places.end());
    }
    double mean() const { return sum / count; }
};

using Places = std::set<std::size_t>;

// Who is in whom, and what stands behind each lowest place: looked up once, as a country has thousands of figures.
class Survey {
public:
    explicit Survey(const World& world) : Survey(world, world) {}
    // With the visits of `world` and the places that either of them visited.
    Survey(const World& world, const World& other) : below_(world.parent.size()), inside_(below_.size())
    {
        for (const auto* one : {&world, &other})
            for (const auto& visit : one->visits)
                lowest_.insert(visit.place);
        for (std::size_t place = 0; place < below_.size(); ++place)
            for (auto at = place; world.parent[at] != at; at = world.parent[at])
                inside_[world.parent[at]].push_back(place);
        for (const auto place : lowest_)
            for (auto at = place;; at = world.parent[at]) {
                below_[at].insert(place);
                if (world.parent[at] == at)
                    break;
            }
        const auto figures = world.visits.empty() ? 0 : world.visits.front().scores.size();
        behind_.assign(figures, std::vector<Behind>(below_.size()));
        for (const auto& visit : world.visits)
            for (std::size_t figure = 0; figure < figures; ++figure)
                behind_[figure][visit.place].add(visit, figure);
    }

    const Places& lowest() const { return lowest_; }
    // The lowest places in a place; itself if it is one.
    const Places& within(std::size_t place) const { return below_[place]; }
    // Every place in a place, but for itself.
    const std::vector<std::size_t>& inside(std::size_t place) const { return inside_[place]; }

    Behind behind(std::size_t figure, const Places& lowest) const
    {
        Behind made;
        if (behind_.empty())
            return made;
        for (const auto place : lowest)
            made.merge(behind_[figure][place]);
        return made;
    }
    double count(std::size_t figure, std::size_t place) const
    {
        return behind_.empty() ? 0 : behind_[figure][place].count;
    }

private:
    Places lowest_;
    std::vector<Places> below_;
    std::vector<std::vector<std::size_t>> inside_;
    std::vector<std::vector<Behind>> behind_; // by figure and lowest place
};

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

// What is left of a published place when every published place inside it is taken away.
Places remainder(const Survey& survey, const std::vector<Cell>& cells, std::size_t whole)
{
    auto left = survey.within(whole);
    for (const auto place : survey.inside(whole))
        if (cells[place].mean)
            for (const auto gone : survey.within(place))
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
    Equations(const World& world, const Survey& survey, const Published& published, const std::vector<Fact>& facts)
        : world_(world), survey_(survey), model_(Clp_newModel())
    {
        Clp_setLogLevel(model_.get(), 0);
        const auto figures = published.size();
        for (const auto place : survey.lowest())
            for (std::size_t figure = 0; figure < figures; ++figure) {
                const auto count = survey.count(figure, place);
                column_[{figure, place}] = static_cast<int>(upper_.size());
                count_[{figure, place}] = count;
                upper_.push_back(100 * count);
            }
        for (std::size_t figure = 0; figure < figures; ++figure)
            for (std::size_t place = 0; place < published[figure].size(); ++place)
                add_published(figure, place, published[figure][place]);
        for (const auto& fact : facts)
            add_fact(fact);
        add_index(figures);
        load();
    }

    // Of the mean of a place; the place has visits.
    Range ends(std::size_t figure, std::size_t place)
    {
        std::vector<double> wish(upper_.size(), 0.0);
        double count = 0;
        for (const auto one : survey_.within(place)) {
            wish[static_cast<std::size_t>(column_.at({figure, one}))] = 1;
            count += count_.at({figure, one});
        }
        Range range{0, 100};
        Clp_chgObjCoefficients(model_.get(), wish.data());
        for (const double direction : {1.0, -1.0}) {
            Clp_setOptimizationDirection(model_.get(), direction);
            Clp_primal(model_.get(), 0);
            if (Clp_isProvenPrimalInfeasible(model_.get()) != 0)
                throw std::logic_error("what was published contradicts itself");
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
        double count = 0;
        std::vector<std::pair<int, double>> row;
        for (const auto one : survey_.within(place)) {
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

    // A sum of means, each the sum of its lowest places by the visits behind it. Nothing follows from one without
    // visits.
    void add_fact(const Fact& fact)
    {
        std::map<int, double> row;
        for (const auto& term : fact.terms) {
            double count = 0;
            for (const auto place : survey_.within(term.place))
                count += count_.at({term.figure, place});
            if (count == 0)
                return;
            for (const auto place : survey_.within(term.place))
                row[column_.at({term.figure, place})] += term.factor / count;
        }
        add({row.begin(), row.end()}, fact.lower, fact.upper);
    }

    // A visit's index is the weighted mean of the dimensions that applied to it, so that each of these weighs at least
    // its part of all weights: of the points that were reached, and of those that were lost. Where every dimension
    // applied to every visit, both say the same and the index is the weighted mean.
    void add_index(std::size_t figures)
    {
        if (world_.weights.empty())
            return;
        double all = 0;
        for (const auto weight : world_.weights)
            all += weight;
        for (const auto place : survey_.lowest()) {
            std::vector<std::pair<int, double>> row{{column_.at({figures - 1, place}), 1.0}};
            double lost = 100 * count_.at({figures - 1, place});
            for (std::size_t i = 0; i < world_.weights.size(); ++i) {
                row.emplace_back(column_.at({i, place}), -world_.weights[i] / all);
                lost -= 100 * count_.at({i, place}) * world_.weights[i] / all;
            }
            add(std::move(row), 0, std::max(lost, 0.0));
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
    const Survey& survey_;
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

Findings solve_for_hidden(const World& world, const Published& published, const Rule& rule,
                          const std::vector<Fact>& facts)
{
    Findings findings;
    const Survey survey(world);
    Equations equations(world, survey, published, facts);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t place = 0; place < published[figure].size(); ++place) {
            const auto group = survey.behind(figure, survey.within(place));
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
    const Survey survey(world);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t place = 0; place < published[figure].size(); ++place) {
            if (!published[figure][place].mean)
                continue;
            const auto group = survey.behind(figure, remainder(survey, published[figure], place));
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
    const Survey survey(world);
    for (std::size_t figure = 0; figure < published.size(); ++figure)
        for (std::size_t whole = 0; whole < published[figure].size(); ++whole) {
            if (!published[figure][whole].mean || !published[figure][whole].spread)
                continue;
            const auto left = remainder(survey, published[figure], whole);
            const auto group = survey.behind(figure, left);
            if (group.count == 0)
                continue;
            const double squares = std::max(0.0, group.squares - group.sum * group.sum / group.count);
            for (const auto place : survey.inside(whole)) {
                const auto& places = survey.within(place);
                const auto part = survey.behind(figure, places);
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

Findings attack(const World& world, const Published& published, const Rule& rule, const std::vector<Fact>& facts)
{
    auto findings = subtract_places(world, published, rule);
    for (const auto& found : {use_spread(world, published, rule), solve_for_hidden(world, published, rule, facts)})
        findings.insert(findings.end(), found.begin(), found.end());
    return findings;
}

Findings subtract_versions(const World& before, const Published& first, const World& after, const Published& second,
                           const Rule& rule)
{
    Findings findings;
    const Survey survey(after, before);
    for (std::size_t figure = 0; figure < second.size(); ++figure)
        for (std::size_t place = 0; place < second[figure].size(); ++place) {
            if (!first[figure][place].mean || !second[figure][place].mean)
                continue;
            // What both versions leave over, visit by visit: those with another record in the other one stay.
            const auto left = remainder(survey, second[figure], place);
            Behind changed;
            for (std::size_t i = 0; i < std::max(before.visits.size(), after.visits.size()); ++i) {
                const auto* old = i < before.visits.size() ? &before.visits[i] : nullptr;
                const auto* now = i < after.visits.size() ? &after.visits[i] : nullptr;
                const bool was = old && !std::isnan(old->scores[figure]);
                const bool is = now && !std::isnan(now->scores[figure]);
                const auto& visit = now ? *now : *old;
                if (!left.contains(visit.place) || (!was && !is) || (was && is && old->record == now->record))
                    continue;
                changed.add(is ? visit : *old, figure);
            }
            if (changed.count == 0)
                continue;
            if (!may_be_published(after, changed, rule))
                findings.push_back(cell_name(figure, place) + " of both versions differ by " +
                                   std::to_string(changed.count) + " visits");
            else if (staff(after, changed) < rule.group_pool && (changed.mean() <= 5 || changed.mean() >= 95))
                findings.push_back(cell_name(figure, place) + " of both versions tell on everybody of a small pool");
        }
    return findings;
}

Findings combine_versions(const std::vector<Version>& versions, const Rule& rule)
{
    Findings findings;
    const Survey survey(versions.back().world, versions.front().world);
    std::size_t visits = 0;
    for (const auto& version : versions)
        visits = std::max(visits, version.world.visits.size());
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
            const auto left = remainder(survey, last.published[figure], place);
            const int steps = 5; // factors -2 .. 2
            int all = 1;
            for (std::size_t i = 0; i < versions.size(); ++i)
                all *= steps;
            for (int combination = 0; combination < all; ++combination) {
                // Of each visit the records that it ever had, and how often each is in the sum.
                std::set<std::size_t> in_sum;
                for (std::size_t visit = 0; visit < visits; ++visit) {
                    const auto& place_of = visit < last.world.visits.size()
                                               ? last.world.visits[visit].place
                                               : versions.front().world.visits[visit].place;
                    if (!left.contains(place_of))
                        continue;
                    std::map<int, int> times; // by record
                    int rest = combination;
                    for (const auto& version : versions) {
                        if (!std::isnan(score(version, visit, figure)))
                            times[version.world.visits[visit].record] += rest % steps - 2;
                        rest /= steps;
                    }
                    for (const auto& [record, factor] : times)
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
    const Survey survey_before(before);
    const Survey survey(now);
    const auto hidden_in = [&](const World& world, const Published& all, const Survey& of, std::size_t figure,
                               std::size_t place) {
        const auto group = of.behind(figure, of.within(place));
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
                    survey.behind(figure, survey.within(place)).count == 0)
                    continue;
                if (hidden_in(now, published, survey, figure, place))
                    secrets.push_back(place);
                else
                    neighbours_known = neighbours_known && last[figure][place].mean.has_value();
            }
            if (secrets.size() == 1 && neighbours_known &&
                hidden_in(before, last, survey_before, figure, secrets.front()))
                findings.push_back(cell_name(figure, secrets.front()) +
                                   " follows from what its neighbours had in the wave before");
        }
    return findings;
}

} // namespace balieblik::attacker
