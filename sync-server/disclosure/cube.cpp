// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/cube.hpp"

#include "disclosure/index_room.hpp"

#include <algorithm>

namespace balieblik::disclosure {
namespace {

using Pattern = std::vector<std::vector<Protected>>; // by figure

// Hides what follows from what else is hidden.
class Coupling {
public:
    Coupling(std::vector<Figure>& figures, std::vector<Place>& index, const PublishingRule& rule)
        : figures_(figures), index_(index), rule_(rule), children_(index.size())
    {
        for (std::size_t place = 0; place < index.size(); ++place)
            if (index[place].parent != Place::no_parent)
                children_[index[place].parent].push_back(place);
    }

    ProtectedCube run()
    {
        for (const auto& figure : figures_)
            made_.figures.push_back(protect(figure.places, rule_));
        hide_index();
        made_.index = protect(index_, rule_);
        changed_.assign(figures_.size(), false);
        // Each turn hides at least one place more, so it ends; only what changed is looked at again.
        while (hide_dimensions() || make_room()) {
            for (std::size_t i = 0; i < figures_.size(); ++i)
                if (changed_[i])
                    made_.figures[i] = protect(figures_[i].places, rule_);
            changed_.assign(figures_.size(), false);
            if (hide_index() || index_changed_)
                made_.index = protect(index_, rule_);
            index_changed_ = false;
        }
        return std::move(made_);
    }

private:
    std::int64_t visits(std::size_t figure, std::size_t place) const
    {
        return figures_[figure].places[place].group.visits;
    }
    bool misses_a_dimension(std::size_t place) const
    {
        for (std::size_t i = 0; i < figures_.size(); ++i)
            if (figures_[i].index_weight > 0 && visits(i, place) > 0 &&
                made_.figures[i][place].showing != Showing::figure)
                return true;
        return false;
    }

    // True if it was not marked before.
    static bool hide(Place& place, Suppression because)
    {
        if (place.hide)
            return false;
        place.hide = because;
        return true;
    }
    bool hide(std::size_t figure, std::size_t place, Suppression because)
    {
        const bool more = hide(figures_[figure].places[place], because);
        changed_[figure] = changed_[figure] || more;
        return more;
    }

    // The index beside a hidden dimension. True if something was added, here and below.
    bool hide_index()
    {
        bool more = false;
        for (std::size_t place = 0; place < index_.size(); ++place)
            if (misses_a_dimension(place))
                more = hide(index_[place], Suppression::would_follow) || more;
        return more;
    }

    // An index that is hidden beside dimensions that are all shown could be worked out: hide the one with the fewest
    // visits as well.
    bool hide_dimensions()
    {
        bool more = false;
        for (std::size_t place = 0; place < index_.size(); ++place) {
            if (made_.index[place].showing == Showing::figure || index_[place].group.visits == 0 ||
                misses_a_dimension(place))
                continue;
            std::optional<std::size_t> fewest;
            for (std::size_t i = 0; i < figures_.size(); ++i)
                if (figures_[i].index_weight > 0 && visits(i, place) > 0 &&
                    (!fewest || visits(i, place) < visits(*fewest, place)))
                    fewest = i;
            if (fewest)
                more = hide(*fewest, place, Suppression::would_follow) || more;
        }
        return more;
    }

    // What the dimensions leave possible, taken together, can bound an index closer than its own places do: 100 in
    // one dimension and 90 in another may be 100 and 95, and the index of 95 is then 97.5 at most.
    bool make_room()
    {
        std::vector<std::vector<Range>> means;
        for (std::size_t i = 0; i < figures_.size(); ++i)
            means.push_back(feasible_means(figures_[i].places, made_.figures[i]));
        const auto feasible = feasible_index(figures_, index_, made_.index, means);
        bool more = false;
        for (std::size_t place = 0; place < index_.size(); ++place)
            if (const auto wanted = wanted_index(place); wanted && !covers(feasible[place], *wanted))
                more = make_room(place, feasible[place].upper < wanted->upper, means) || more;
        return more;
    }

    // In the dimension that holds the index back most; if none does, in the index itself.
    bool make_room(std::size_t place, bool upwards, const std::vector<std::vector<Range>>& means)
    {
        std::vector<std::pair<double, std::size_t>> back;
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            const auto& range = means[i][place];
            const double points = figures_[i].index_weight * static_cast<double>(visits(i, place)) *
                                  (upwards ? 100 - range.upper : range.lower);
            if (points > 0)
                back.emplace_back(-points, i);
        }
        std::sort(back.begin(), back.end());
        for (const auto& [points, i] : back)
            if (const auto one = partner(figures_[i].places, made_.figures[i], place);
                one && hide(i, one->first, one->second))
                return true;
        const auto one = partner(index_, made_.index, place);
        const bool more = one && hide(index_[one->first], one->second);
        index_changed_ = index_changed_ || more;
        return more;
    }

    // What must stay possible of an index that may not be known.
    std::optional<Range> wanted_index(std::size_t place) const
    {
        const auto& group = index_[place].group;
        if (group.visits == 0 || made_.index[place].showing == Showing::figure)
            return std::nullopt;
        if (!reasons_against(group, rule_).empty())
            return Range{std::max(0.0, group.mean() - rule_.protection),
                         std::min(100.0, group.mean() + rule_.protection)};
        return tells_on_everybody(group, rule_) ? std::optional(within_bound(group)) : std::nullopt;
    }

    // What to hide so that less is known about a place: a neighbour of what is left over by subtraction; without any
    // the whole, which needs protection in its turn, but for the top. None if there is nothing to subtract from.
    std::optional<std::pair<std::size_t, Suppression>>
    partner(const std::vector<Place>& places, const std::vector<Protected>& pattern, std::size_t place) const
    {
        if (pattern[place].showing == Showing::figure)
            return std::pair(place, Suppression::would_follow);
        auto part = place;
        while (places[part].parent != Place::no_parent && pattern[places[part].parent].showing != Showing::figure)
            part = places[part].parent;
        const auto whole = places[part].parent;
        if (whole == Place::no_parent)
            return std::nullopt;
        std::optional<std::size_t> made;
        const auto rank = [&](std::size_t one) { return std::pair(!places[one].kept, places[one].group.visits); };
        for (const auto one : children_[whole])
            if (pattern[one].showing == Showing::figure && places[one].group.visits > 0 &&
                (!made || rank(one) < rank(*made)))
                made = one;
        if (made)
            return std::pair(*made, Suppression::protects_others);
        return std::pair(whole, places[whole].parent == Place::no_parent ? Suppression::protects_others
                                                                         : Suppression::would_follow);
    }

    std::vector<Figure>& figures_;
    std::vector<Place>& index_;
    const PublishingRule& rule_;
    std::vector<std::vector<std::size_t>> children_;
    ProtectedCube made_;
    std::vector<bool> changed_; // by figure, since it was protected last
    bool index_changed_ = false;
};

} // namespace

ProtectedCube protect(std::vector<Figure>& figures, std::vector<Place>& index, const PublishingRule& rule)
{
    return Coupling(figures, index, rule).run();
}

} // namespace balieblik::disclosure
