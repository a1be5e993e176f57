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

// A scored question and its answer in the words of the form: "Waiting time" and "520 s", where nobody was asked.
struct ItemWords {
    std::string question;
    std::string answer;
};
ItemWords words_of(const ItemScore& item, const forms::Form& form, std::string_view language);

// In the words of the form: labels instead of names, the answers as they were read, and the norm that judged a wait. In
// the same order.
std::vector<Explanation> explain(const Score& score, const forms::Form& form, std::string_view language);

// The score as JSON with its explanation in both languages beside it: {..., "explanation": {"nl": [], "en": []}}.
boost::json::object with_explanation(const Score& score, const forms::Form& form);

// By the names of questions and answers. The index first, then the dimensions in the order of the form, then what is
// scored beside the index. `language` is "nl" or "en".
std::vector<Explanation> explain(const Score& score, std::string_view language);

} // namespace balieblik::scoring
