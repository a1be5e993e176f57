// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/cube.hpp"

namespace balieblik::disclosure {
namespace {

// Hides what follows from what else is hidden.
class Coupling {
public:
    Coupling(std::vector<Figure>& figures, std::vector<Place>& index) : figures_(figures), index_(index) {}

    // True if something was added.
    bool hide_index(const std::vector<std::vector<Protected>>& pattern)
    {
        bool more = false;
        for (std::size_t place = 0; place < index_.size(); ++place)
            if (!index_[place].hide && misses_a_dimension(pattern, place)) {
                index_[place].hide = Suppression::would_follow;
                more = true;
            }
        return more;
    }

    // An index that is hidden beside dimensions that are all shown could be worked out: hide the one with the fewest
    // visits as well. Gives the figures to which something was added.
    std::vector<std::size_t> hide_dimensions(const std::vector<std::vector<Protected>>& pattern,
                                             const std::vector<Protected>& index)
    {
        std::vector<bool> changed(figures_.size());
        for (std::size_t place = 0; place < index_.size(); ++place) {
            if (index[place].showing == Showing::figure || index_[place].group.visits == 0 ||
                misses_a_dimension(pattern, place))
                continue;
            std::optional<std::size_t> fewest;
            for (std::size_t i = 0; i < figures_.size(); ++i)
                if (figures_[i].of_index && visits(i, place) > 0 &&
                    (!fewest || visits(i, place) < visits(*fewest, place)))
                    fewest = i;
            if (fewest && !figures_[*fewest].places[place].hide) {
                figures_[*fewest].places[place].hide = Suppression::would_follow;
                changed[*fewest] = true;
            }
        }
        std::vector<std::size_t> made;
        for (std::size_t i = 0; i < changed.size(); ++i)
            if (changed[i])
                made.push_back(i);
        return made;
    }

private:
    std::int64_t visits(std::size_t figure, std::size_t place) const
    {
        return figures_[figure].places[place].group.visits;
    }
    bool misses_a_dimension(const std::vector<std::vector<Protected>>& pattern, std::size_t place) const
    {
        for (std::size_t i = 0; i < figures_.size(); ++i)
            if (figures_[i].of_index && visits(i, place) > 0 && pattern[i][place].showing != Showing::figure)
                return true;
        return false;
    }

    std::vector<Figure>& figures_;
    std::vector<Place>& index_;
};

} // namespace

ProtectedCube protect(std::vector<Figure>& figures, std::vector<Place>& index, const PublishingRule& rule)
{
    Coupling coupling(figures, index);
    ProtectedCube made;
    for (const auto& figure : figures)
        made.figures.push_back(protect(figure.places, rule));
    coupling.hide_index(made.figures);
    made.index = protect(index, rule);
    // Each turn hides at least one place more, so it ends; only what changed is looked at again.
    for (auto changed = coupling.hide_dimensions(made.figures, made.index); !changed.empty();
         changed = coupling.hide_dimensions(made.figures, made.index)) {
        for (const auto i : changed)
            made.figures[i] = protect(figures[i].places, rule);
        if (coupling.hide_index(made.figures))
            made.index = protect(index, rule);
    }
    return made;
}

} // namespace balieblik::disclosure
