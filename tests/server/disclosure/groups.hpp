// SPDX-License-Identifier: EUPL-1.2
// Groups of visits with good defaults, so that a test shows what matters.
#pragma once

#include "disclosure/tree.hpp"

namespace balieblik::disclosure::test {

struct Of {
    int visits = 20;
    double mean = 60;
    double spread = 20; // half of the visits score so much more, half so much less
    int staff_pool = 12;
    int inspectors = 4;
};

inline Group group(const Of& of)
{
    Group made;
    for (int i = 0; i < of.visits; ++i) {
        const bool middle = of.visits % 2 == 1 && i == of.visits - 1;
        made.add_visit(middle ? of.mean : of.mean + (i % 2 == 0 ? of.spread : -of.spread), 1,
                       static_cast<std::uint32_t>(i % std::max(of.inspectors, 1)));
    }
    made.staff_pool = of.staff_pool;
    return made;
}

// A tree that is written from the top; the groups of upper places are added up.
class Tree {
public:
    std::size_t above(std::size_t parent = Place::no_parent)
    {
        places.push_back({parent, {}, {}, false});
        return places.size() - 1;
    }
    std::size_t leaf(std::size_t parent, const Of& of)
    {
        const auto at = above(parent);
        const auto behind = group(of);
        for (auto place = at; place != Place::no_parent; place = places[place].parent)
            places[place].group.merge(behind);
        return at;
    }

    std::vector<Place> places;
};

} // namespace balieblik::disclosure::test
