// SPDX-License-Identifier: EUPL-1.2
// A score in words: for each dimension which answers gave which points, and what was left out and why. For reviewers
// and for practice visits; an inspector of a real visit never sees it.
#pragma once

#include "scoring/score.hpp"

#include <string>
#include <vector>

namespace balieblik::scoring {

struct Explanation {
    std::string dimension;          // "" for the index as a whole, and for outcomes beside it
    std::vector<std::string> lines; // whole sentences; the first is about the dimension itself
};
BOOST_DESCRIBE_STRUCT(Explanation, (), (dimension, lines))

// The index first, then the dimensions in the order of the form, then what is scored beside the index. `language` is
// "nl" or "en".
std::vector<Explanation> explain(const Score& score, std::string_view language);

} // namespace balieblik::scoring
