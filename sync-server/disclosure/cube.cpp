// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/cube.hpp"

namespace balieblik::disclosure {
namespace {

// Hides what follows from what else is hidden. True if something was added.
class Coupling {
public:
    Coupling(std::vector<Figure>& figures, std::vector<Place>& index) : figures_(figures), index_(index) {}

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
    // visits as well.
    bool hide_dimensions(const std::vector<std::vector<Protected>>& pattern, const std::vector<Protected>& index)
    {
        bool more = false;
        for (std::size_t place = 0; place < index_.size(); ++place) {
            if (index[place].showing == Showing::figure || index_[place].group.visits == 0 ||
                misses_a_dimension(pattern, place))
                continue;
            Figure* fewest = nullptr;
            for (auto& figure : figures_)
                if (figure.of_index && figure.places[place].group.visits > 0 &&
                    (!fewest || figure.places[place].group.visits < fewest->places[place].group.visits))
                    fewest = &figure;
            if (fewest && !fewest->places[place].hide) {
                fewest->places[place].hide = Suppression::would_follow;
                more = true;
            }
        }
        return more;
    }

private:
    bool misses_a_dimension(const std::vector<std::vector<Protected>>& pattern, std::size_t place) const
    {
        for (std::size_t i = 0; i < figures_.size(); ++i)
            if (figures_[i].of_index && figures_[i].places[place].group.visits > 0 &&
                pattern[i][place].showing != Showing::figure)
                return true;
        return false;
    }

    std::vector<Figure>& figures_;
    std::vector<Place>& index_;
};

} // namespace

ProtectedCube protect(std::vector<Figure> figures, std::vector<Place> index, const PublishingRule& rule)
{
    Coupling coupling(figures, index);
    ProtectedCube made;
    made.figures.resize(figures.size());
    // Each turn hides at least one place more, so it ends.
    for (bool more = true; more;) {
        for (std::size_t i = 0; i < figures.size(); ++i)
            made.figures[i] = protect(figures[i].places, rule);
        coupling.hide_index(made.figures);
        made.index = protect(index, rule);
        more = coupling.hide_dimensions(made.figures, made.index);
    }
    return made;
}

} // namespace balieblik::disclosure
