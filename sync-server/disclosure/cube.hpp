// SPDX-License-Identifier: EUPL-1.2
// All figures of a release over the same places. The dimensions add up to the index, which is one more sum that could
// be undone: where a dimension has no exact figure, the index has none either, and the other way round. And what the
// dimensions leave possible must leave the index its room too.
#pragma once

#include "disclosure/tree.hpp"

#include <string>

namespace balieblik::disclosure {

struct Figure {
    std::string name;
    double index_weight{};     // in a visit's index; 0 of a figure that is no part of it
    std::vector<Place> places; // the same places in the same order for every figure
};

// The pattern of each figure, in their order. `index` has the same places. What had to be hidden beside something else
// is marked as `hide` in both; they are not copied, as there are millions of places in all of Europe.
struct ProtectedCube {
    std::vector<std::vector<Protected>> figures;
    std::vector<Protected> index;
};
ProtectedCube protect(std::vector<Figure>& figures, std::vector<Place>& index, const PublishingRule& rule);

} // namespace balieblik::disclosure
