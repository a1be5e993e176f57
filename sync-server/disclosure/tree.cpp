// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/tree.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::disclosure {
namespace {

Range bounds_of(const Group& group, Showing showing)
{
    return showing == Showing::bound ? within_bound(group) : Range{0, 100};
}

class Protection {
public:
    Protection(std::span<const Place> places, const PublishingRule& rule)
        : places_(places), rule_(rule), children_(places.size()), made_(places.size())
    {
        for (std::size_t i = 0; i < places.size(); ++i)
            if (places[i].parent != Place::no_parent)
                children_[places[i].parent].push_back(i);
    }

    std::vector<Protected> run()
    {
        for (std::size_t i = 0; i < places_.size(); ++i)
            judge_alone(i);
        for (std::size_t i = places_.size(); i-- > 0;)
            if (made_[i].showing == Showing::figure)
                settle(i);
            else if (made_[i].showing == Showing::bound && bound_tells(i))
                hide_with_all_below(i, Suppression::would_follow);
            else if (is_left_out(i) && adds_up(i))
                hide_with_all_below(partner(i, {}), Suppression::protects_others);
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (made_[i].showing == Showing::figure)
                tell_feasible(i);
        return std::move(made_);
    }

private:
    void judge_alone(std::size_t i)
    {
        const auto& place = places_[i];
        auto& made = made_[i];
        made.because = reasons_against(place.group, rule_);
        if (made.because.empty() && place.hide)
            made.because.push_back(*place.hide);
        // What is below a place without an exact figure would add up to it.
        if (made.because.empty() && place.parent != Place::no_parent &&
            made_[place.parent].showing != Showing::figure && !is_left_out(place.parent))
            made.because.push_back(Suppression::would_follow);
        made.showing = !made.because.empty()                    ? Showing::nothing
                       : tells_on_everybody(place.group, rule_) ? Showing::bound
                                                                : Showing::figure;
    }

    // The top is hidden although it could be shown: by an earlier version, or because its index would tell. There is
    // nothing then to subtract from, and what is below it may be shown as long as it does not add up to the top.
    bool is_left_out(std::size_t i) const
    {
        return places_[i].parent == Place::no_parent && made_[i].showing == Showing::nothing &&
               reasons_against(places_[i].group, rule_).empty();
    }

    bool adds_up(std::size_t i) const { return shows_a_child(i) && rest_of(i).empty(); }

    bool shows_a_child(std::size_t i) const
    {
        return std::any_of(children_[i].begin(), children_[i].end(),
                           [&](std::size_t child) { return made_[child].showing == Showing::figure; });
    }

    void settle(std::size_t i)
    {
        const bool top = places_[i].parent == Place::no_parent;
        const auto before = top ? made_ : std::vector<Protected>{};
        const bool showed = shows_a_child(i);
        const bool safe = protect_below(i);
        // Rather than every part of it, the top itself.
        if (top && showed && (!safe || !shows_a_child(i))) {
            made_ = before;
            made_[i].showing = Showing::nothing;
            made_[i].because.push_back(Suppression::protects_others);
        } else if (!safe) {
            hide_with_all_below(i, Suppression::would_follow);
        }
    }

    void hide_with_all_below(std::size_t i, Suppression because)
    {
        auto& made = made_[i];
        if (made.showing != Showing::nothing) {
            made.showing = Showing::nothing;
            made.because.push_back(because);
        }
        for (const auto child : children_[i])
            hide_with_all_below(child, Suppression::would_follow);
    }

    // The children of a shown place that have no exact figure, and visits.
    std::vector<std::size_t> rest_of(std::size_t i) const
    {
        std::vector<std::size_t> rest;
        for (const auto child : children_[i])
            if (made_[child].showing != Showing::figure && places_[child].group.visits > 0)
                rest.push_back(child);
        return rest;
    }

    std::vector<Part> parts(const std::vector<std::size_t>& rest) const
    {
        std::vector<Part> parts;
        for (const auto child : rest)
            parts.push_back({&places_[child].group, bounds_of(places_[child].group, made_[child].showing)});
        return parts;
    }

    // A place that is hidden only because it protects others may become known.
    bool needs_protection(std::size_t i) const
    {
        const auto& because = made_[i].because;
        return made_[i].showing == Showing::bound ||
               std::any_of(because.begin(), because.end(), [](Suppression reason) {
                   return reason != Suppression::protects_others && reason != Suppression::hidden_before;
               });
    }

    // How far the feasible means of a hidden place must reach.
    Range wanted(std::size_t i) const
    {
        const auto& group = places_[i].group;
        if (made_[i].showing == Showing::bound)
            return bounds_of(group, Showing::bound);
        return {std::max(0.0, group.mean() - rule_.protection), std::min(100.0, group.mean() + rule_.protection)};
    }

    bool is_safe(const std::vector<std::size_t>& rest) const
    {
        Group together;
        for (const auto child : rest)
            together.merge(places_[child].group);
        if (!reasons_against(together, rule_).empty() || tells_on_everybody(together, rule_))
            return false;
        const auto known = parts(rest);
        for (std::size_t part = 0; part < rest.size(); ++part) {
            if (!needs_protection(rest[part]))
                continue;
            if (!covers(feasible_mean(part, known), wanted(rest[part])))
                return false;
            if (spread_room(*known[part].group, together) < rule_.protection)
                return false;
        }
        return true;
    }

    // The published interval gives away how far the scores of the rest lie apart. Where they hardly do, the mean of
    // each part is near the mean of the whole: the distance it can have at most.
    static double spread_room(const Group& part, const Group& whole)
    {
        const double others = whole.weight - part.weight;
        if (others <= 0)
            return 0;
        return std::sqrt(whole.squared_deviations() * others / (whole.weight * part.weight));
    }

    // "95 or more" for a place says nearly as much about a part that makes up most of it.
    bool bound_tells(std::size_t i) const
    {
        const auto& whole = places_[i].group;
        const auto bound = bounds_of(whole, Showing::bound);
        std::vector<std::size_t> below = children_[i];
        for (std::size_t next = 0; next < below.size(); ++next) {
            const auto part = below[next];
            below.insert(below.end(), children_[part].begin(), children_[part].end());
            const auto& group = places_[part].group;
            if (group.visits == 0 || reasons_against(group, rule_).empty())
                continue;
            const double others = 100 * (whole.weight - group.weight);
            const Range feasible{std::max(0.0, (bound.lower * whole.weight - others) / group.weight),
                                 std::min(100.0, bound.upper * whole.weight / group.weight)};
            if (!covers(feasible, wanted(part)))
                return true;
        }
        return false;
    }

    // Hides more children until what is left over by subtraction is safe. False if hiding all of them does not do.
    bool protect_below(std::size_t i)
    {
        auto rest = rest_of(i);
        while (!rest.empty() && !is_safe(rest)) {
            const auto more = partner(i, rest);
            if (more == Place::no_parent)
                return false;
            hide_with_all_below(more, Suppression::protects_others);
            rest = rest_of(i);
        }
        return true;
    }

    // The next child to hide: one that was hidden before, else the smallest with which the rest is safe, else the
    // largest, so that few are hidden in the end.
    std::size_t partner(std::size_t i, const std::vector<std::size_t>& rest)
    {
        std::vector<std::size_t> shown;
        for (const auto child : children_[i])
            if (made_[child].showing == Showing::figure)
                shown.push_back(child);
        if (shown.empty())
            return Place::no_parent;
        std::sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
            if (places_[a].kept != places_[b].kept)
                return places_[a].kept;
            return places_[a].group.visits < places_[b].group.visits;
        });
        if (places_[shown.front()].kept)
            return shown.front();
        for (const auto one : shown) {
            auto with = rest;
            with.push_back(one);
            if (is_safe(with))
                return one;
        }
        return shown.back();
    }

    void tell_feasible(std::size_t i)
    {
        const auto rest = rest_of(i);
        const auto known = parts(rest);
        for (std::size_t part = 0; part < rest.size(); ++part)
            made_[rest[part]].feasible = feasible_mean(part, known);
    }

    std::span<const Place> places_;
    const PublishingRule& rule_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<Protected> made_;
};

} // namespace

std::vector<Protected> protect(std::span<const Place> places, const PublishingRule& rule)
{
    return Protection(places, rule).run();
}

Range feasible_mean(std::size_t part, std::span<const Part> rest)
{
    double known = 0;
    double least = 0;
    double most = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        known += rest[i].group->sum;
        if (i == part)
            continue;
        least += rest[i].bounds.lower * rest[i].group->weight;
        most += rest[i].bounds.upper * rest[i].group->weight;
    }
    const auto& own = rest[part];
    return {std::max(own.bounds.lower, (known - most) / own.group->weight),
            std::min(own.bounds.upper, (known - least) / own.group->weight)};
}

} // namespace balieblik::disclosure
