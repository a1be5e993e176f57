// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/problem.hpp"

#include "forms/xls/problem_words.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace balieblik::forms::xls {

std::string sentence(const Problem& problem, std::string_view file, std::string_view language)
{
    const bool dutch = language == "nl";
    const auto told = in_language(problem, language);
    std::string text(file);
    if (problem.line > 0)
        text += ":" + std::to_string(problem.line);
    text += ": [";
    text += !problem.sheet.empty() ? problem.sheet : dutch ? "vragenlijst" : "form";
    if (problem.row > 0)
        text += (dutch ? ", rij " : ", row ") + std::to_string(problem.row);
    if (!problem.column.empty())
        text += ", " + problem.column;
    text += problem.warning ? (dutch ? "] let op: " : "] warning: ") : "] ";
    text += told.message;
    if (!told.suggestion.empty())
        text += " " + told.suggestion;
    return text;
}

Problems take_warnings(Problems& problems)
{
    const auto first = std::stable_partition(problems.begin(), problems.end(),
                                             [](const Problem& problem) { return !problem.warning; });
    Problems warnings(std::make_move_iterator(first), std::make_move_iterator(problems.end()));
    problems.erase(first, problems.end());
    return warnings;
}

Error to_error(const Problems& problems, std::string_view file)
{
    if (problems.empty())
        return Error{Errc::form_invalid, std::string(file)};
    return Error{problems.front().code, sentence(problems.front(), file)};
}

// How many letters were left out, added, mistyped or swapped with their neighbour.
static std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::move(last);
        last = std::move(row);
    }
    return last.back();
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const auto found = distance(word, candidate);
        if (found < best_distance) {
            best_distance = found;
            best = candidate;
        }
    }
    return best;
}

} // namespace balieblik::forms::xls
