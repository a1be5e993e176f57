// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/audit.hpp"

#include "disclosure/solver.hpp"

#include <algorithm>
#include <limits>

namespace balieblik::disclosure {
namespace {

constexpr double tolerance = 1e-4; // of the solver, on sums up to 100 times the visits
constexpr double without_end = std::numeric_limits<double>::infinity();

std::vector<std::vector<std::size_t>> children_of(const std::vector<std::size_t>& parent)
{
    std::vector<std::vector<std::size_t>> made(parent.size());
    for (std::size_t place = 0; place < parent.size(); ++place)
        if (parent[place] != Place::no_parent)
            made[parent[place]].push_back(place);
    return made;
}

class Auditing {
public:
    Auditing(const AuditedCube& cube, const PublishingRule& rule)
        : cube_(cube), rule_(rule), children_(children_of(cube.parent))
    {
    }

    std::optional<Audit> run()
    {
        for (std::size_t figure = 0; figure < cube_.figures.size(); ++figure)
            for (std::size_t place = 0; place < cube_.parent.size(); ++place)
                subtract(figure, place);
        set_up();
        const auto asked = questions();
        std::vector<std::size_t> columns;
        for (const auto& one : asked)
            columns.push_back(column(one.figure, one.place));
        const auto ends = ends_of(program_, columns);
        if (!ends)
            return std::nullopt;
        for (std::size_t i = 0; i < asked.size(); ++i)
            judge(asked[i], (*ends)[i]);
        made_.hidden = std::ssize(asked);
        made_.programs = 2 * made_.hidden;
        return made_;
    }

private:
    struct Question {
        std::size_t figure{};
        std::size_t place{};
    };

    const Group& group(std::size_t figure, std::size_t place) const { return cube_.figures[figure].groups[place]; }
    Showing showing(std::size_t figure, std::size_t place) const { return cube_.figures[figure].showing[place]; }
    std::size_t column(std::size_t figure, std::size_t place) const { return figure * cube_.parent.size() + place; }

    void subtract(std::size_t figure, std::size_t place)
    {
        if (showing(figure, place) != Showing::figure || children_[place].empty())
            return;
        Group rest;
        for (const auto one : left_over(cube_.parent, cube_.figures[figure].showing, place))
            rest.merge(group(figure, one));
        if (rest.visits == 0)
            return;
        ++made_.remainders;
        if (!reasons_against(rest, rule_).empty() || tells_on_everybody(rest, rule_))
            ++made_.remainders_unfit;
    }

    // One unknown for the sum of each figure of each place; what is shown is known. A place is the sum of its parts.
    void set_up()
    {
        for (std::size_t figure = 0; figure < cube_.figures.size(); ++figure)
            for (std::size_t place = 0; place < cube_.parent.size(); ++place) {
                const auto& behind = group(figure, place);
                Column sum{0, 100 * behind.weight, 0, false};
                if (showing(figure, place) == Showing::figure)
                    sum.lower = sum.upper = behind.sum;
                else if (showing(figure, place) == Showing::bound) {
                    const auto bound = within_bound(behind);
                    sum = {bound.lower * behind.weight, bound.upper * behind.weight, 0, false};
                }
                program_.columns.push_back(sum);
                add_parts(figure, place);
            }
        add_index();
    }

    void add_parts(std::size_t figure, std::size_t place)
    {
        if (children_[place].empty())
            return;
        Row row{{{column(figure, place), 1}}, 0, 0};
        for (const auto child : children_[place])
            row.terms.push_back({column(figure, child), -1});
        program_.rows.push_back(std::move(row));
    }

    // A visit's index is the weighted mean of the dimensions that applied to it, so that each of these weighs at least
    // its part of all weights: of the points that were reached, and of those that were lost.
    void add_index()
    {
        double all = 0;
        for (const auto& figure : cube_.figures)
            all += figure.index_weight;
        if (all <= 0)
            return;
        const auto index = cube_.figures.size() - 1;
        for (std::size_t place = 0; place < cube_.parent.size(); ++place) {
            if (!children_[place].empty())
                continue;
            Row row{{{column(index, place), 1}}, 0, 100 * group(index, place).weight};
            for (std::size_t figure = 0; figure < index; ++figure) {
                const double part = cube_.figures[figure].index_weight / all;
                if (part <= 0)
                    continue;
                row.terms.push_back({column(figure, place), -part});
                row.upper -= 100 * part * group(figure, place).weight;
            }
            row.upper = std::max(row.upper, 0.0);
            program_.rows.push_back(std::move(row));
        }
    }

    // Hidden because it may not be known; not those that are hidden to protect these.
    std::vector<Question> questions() const
    {
        std::vector<Question> made;
        for (std::size_t figure = 0; figure < cube_.figures.size(); ++figure)
            for (std::size_t place = 0; place < cube_.parent.size(); ++place) {
                const auto how = showing(figure, place);
                if (group(figure, place).visits > 0 &&
                    (how == Showing::bound ||
                     (how == Showing::nothing && !reasons_against(group(figure, place), rule_).empty())))
                    made.push_back({figure, place});
            }
        return made;
    }

    void judge(const Question& one, const Ends& ends)
    {
        const auto& behind = group(one.figure, one.place);
        const Range feasible{ends.least / behind.weight, ends.greatest / behind.weight};
        if (showing(one.figure, one.place) == Showing::bound) {
            const auto bound = within_bound(behind);
            made_.too_close +=
                feasible.lower > bound.lower + tolerance || feasible.upper < bound.upper - tolerance ? 1 : 0;
            return;
        }
        const double down = feasible.lower > tolerance ? behind.mean() - feasible.lower : without_end;
        const double up = feasible.upper < 100 - tolerance ? feasible.upper - behind.mean() : without_end;
        const double nearest = std::min(down, up);
        if (nearest == without_end)
            return;
        made_.least_points = std::min(made_.least_points.value_or(nearest), nearest);
        made_.too_close += nearest < rule_.protection - tolerance ? 1 : 0;
    }

    const AuditedCube& cube_;
    const PublishingRule& rule_;
    const std::vector<std::vector<std::size_t>> children_;
    Program program_;
    Audit made_;
};

} // namespace

std::optional<Audit> audit(const AuditedCube& cube, const PublishingRule& rule) { return Auditing(cube, rule).run(); }

std::vector<std::size_t> left_over(const std::vector<std::size_t>& parent, const std::vector<Showing>& showing,
                                   std::size_t place)
{
    std::vector<bool> inside(parent.size());
    std::vector<bool> has_child(parent.size());
    inside[place] = true;
    for (std::size_t one = 0; one < parent.size(); ++one) { // parents stand before their children
        if (parent[one] == Place::no_parent)
            continue;
        has_child[parent[one]] = true;
        inside[one] = inside[one] || (inside[parent[one]] && showing[one] != Showing::figure);
    }
    std::vector<std::size_t> made;
    for (std::size_t one = 0; one < parent.size(); ++one)
        if (inside[one] && !has_child[one])
            made.push_back(one);
    return made;
}

} // namespace balieblik::disclosure
