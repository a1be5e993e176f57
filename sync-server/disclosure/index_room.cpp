// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/index_room.hpp"

#include <algorithm>

namespace balieblik::disclosure {
namespace {

// Points, not means: a mean times the visits behind it.
struct Points {
    double reached{};
    double lost{};
};

// Where nothing is told about all places together.
constexpr Points no_limit{1e300, 1e300};

class IndexRoom {
public:
    IndexRoom(const std::vector<Figure>& figures, const std::vector<Place>& index,
              const std::vector<Protected>& pattern, const std::vector<std::vector<Range>>& means)
        : figures_(figures), index_(index), pattern_(pattern), means_(means)
    {
        for (const auto& figure : figures)
            weights_ += figure.index_weight;
    }

    std::vector<Range> run() const
    {
        const auto own = feasible_means(index_, pattern_);
        const auto beyond = beyond_dimensions();
        std::vector<Range> made(index_.size());
        std::vector<Points> around(index_.size(), no_limit); // of the rest that a place is in
        for (std::size_t place = 0; place < index_.size(); ++place) {
            made[place] = own[place];
            const auto& group = index_[place].group;
            if (group.visits == 0 || pattern_[place].showing == Showing::figure)
                continue;
            if (const auto above = index_[place].parent; above != Place::no_parent)
                around[place] = pattern_[above].showing == Showing::figure ? beyond[above] : around[above];
            Points least;
            Points most;
            for (std::size_t i = 0; i < figures_.size(); ++i) {
                const double points = part(i) * figures_[i].places[place].group.weight;
                least.reached += points * means_[i][place].lower;
                least.lost += points * (100 - means_[i][place].upper);
                most.reached += points * means_[i][place].upper;
                most.lost += points * (100 - means_[i][place].lower);
            }
            const double all = 100 * group.weight;
            const double lower = std::max(least.reached, all - most.lost - around[place].lost);
            const double upper = std::min(all - least.lost, most.reached + around[place].reached);
            made[place].lower = std::max(made[place].lower, lower / group.weight);
            made[place].upper = std::min(made[place].upper, upper / group.weight);
        }
        return made;
    }

private:
    double part(std::size_t figure) const { return figures_[figure].index_weight / weights_; }

    // For each shown place, what its rest has beyond the parts of the dimensions.
    std::vector<Points> beyond_dimensions() const
    {
        std::vector<Points> made(index_.size());
        for (std::size_t place = 0; place < index_.size(); ++place) {
            const auto above = index_[place].parent;
            if (above == Place::no_parent || pattern_[place].showing == Showing::figure)
                continue;
            const auto& group = index_[place].group;
            made[above].reached += group.sum;
            made[above].lost += 100 * group.weight - group.sum;
            for (std::size_t i = 0; i < figures_.size(); ++i) {
                const auto& dimension = figures_[i].places[place].group;
                made[above].reached -= part(i) * dimension.sum;
                made[above].lost -= part(i) * (100 * dimension.weight - dimension.sum);
            }
        }
        for (auto& one : made)
            one = {std::max(one.reached, 0.0), std::max(one.lost, 0.0)};
        return made;
    }

    const std::vector<Figure>& figures_;
    const std::vector<Place>& index_;
    const std::vector<Protected>& pattern_;
    const std::vector<std::vector<Range>>& means_;
    double weights_ = 0;
};

} // namespace

std::vector<Range> feasible_means(const std::vector<Place>& places, const std::vector<Protected>& pattern)
{
    std::vector<Range> made(places.size(), Range{0, 100});
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& group = places[i].group;
        if (group.visits == 0)
            continue;
        if (pattern[i].showing == Showing::figure) {
            made[i] = {group.mean(), group.mean()};
            continue;
        }
        made[i] = pattern[i].feasible;
        if (pattern[i].showing == Showing::bound) {
            const auto bound = within_bound(group);
            made[i] = {std::max(made[i].lower, bound.lower), std::min(made[i].upper, bound.upper)};
        }
        const auto above = places[i].parent;
        if (above == Place::no_parent || pattern[above].showing == Showing::figure)
            continue;
        // A part of something hidden: the others in it can have had nothing, or everything.
        const auto& whole = places[above].group;
        const double others = 100 * (whole.weight - group.weight);
        made[i].lower = std::max(made[i].lower, (made[above].lower * whole.weight - others) / group.weight);
        made[i].upper = std::min(made[i].upper, made[above].upper * whole.weight / group.weight);
    }
    return made;
}

std::vector<Range> feasible_index(const std::vector<Figure>& figures, const std::vector<Place>& index,
                                  const std::vector<Protected>& index_pattern,
                                  const std::vector<std::vector<Range>>& means)
{
    return IndexRoom(figures, index, index_pattern, means).run();
}

} // namespace balieblik::disclosure
