// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/problem_words.hpp"

#include <array>
#include <optional>
#include <vector>

namespace balieblik::forms::xls {
namespace {

struct Said {
    std::string_view english;
    std::string_view dutch;
};

constexpr std::array said{
#define SAID(english, dutch) Said{english, dutch},
#include "forms/xls/dutch.inc"
#undef SAID
};

// What stands in the places of a pattern's `%`; none if the sentence is another one.
std::optional<std::vector<std::string_view>> places_in(std::string_view sentence, std::string_view pattern)
{
    std::vector<std::string_view> places;
    auto hole = pattern.find('%');
    if (!sentence.starts_with(pattern.substr(0, hole)))
        return std::nullopt;
    if (hole == std::string_view::npos)
        return sentence.size() == pattern.size() ? std::optional(places) : std::nullopt;
    sentence.remove_prefix(hole);
    while (hole != std::string_view::npos) {
        pattern.remove_prefix(hole + 1);
        hole = pattern.find('%');
        const auto words = pattern.substr(0, hole);
        const bool last = hole == std::string_view::npos;
        if (last && !sentence.ends_with(words))
            return std::nullopt;
        const auto end = last ? sentence.size() - words.size() : sentence.find(words);
        if (end == std::string_view::npos)
            return std::nullopt;
        places.push_back(sentence.substr(0, end));
        sentence.remove_prefix(std::min(end + words.size(), sentence.size()));
    }
    return places;
}

// One that holds no `%` says most exactly what is meant, and so on by how much of it is fixed.
const Said* find(std::string_view english, std::vector<std::string_view>& places)
{
    const Said* best = nullptr;
    for (const auto& one : said) {
        if (best && one.english.size() <= best->english.size())
            continue;
        if (auto found = places_in(english, one.english)) {
            best = &one;
            places = std::move(*found);
        }
    }
    return best;
}

} // namespace

// A refusal of the engine, which has its sentence in both languages; what it adds in brackets stays.
static std::optional<std::string> refusal_in_dutch(std::string_view english)
{
    for (const auto code : {Errc::malformed, Errc::too_large, Errc::not_found, Errc::validation, Errc::form_invalid,
                            Errc::form_unsupported, Errc::form_unsettled, Errc::expression_invalid}) {
        const auto known = balieblik::sentence(Error{code, {}}, "en");
        if (english.starts_with(known))
            return balieblik::sentence(Error{code, {}}, "nl") + std::string(english.substr(known.size()));
    }
    return std::nullopt;
}

std::string in_dutch(std::string_view english)
{
    std::vector<std::string_view> places;
    const auto* found = find(english, places);
    if (!found)
        return refusal_in_dutch(english).value_or(std::string(english));
    std::string made;
    for (std::size_t at = 0; at < found->dutch.size(); ++at) {
        const auto number = found->dutch[at] == '%' && at + 1 < found->dutch.size()
                                ? static_cast<std::size_t>(found->dutch[at + 1] - '1')
                                : places.size();
        if (number < places.size()) {
            // What stands there may be words of the compiler itself: "a number".
            made += in_dutch(places[number]);
            ++at;
        } else {
            made += found->dutch[at];
        }
    }
    return made;
}

bool knows_dutch(std::string_view english)
{
    std::vector<std::string_view> places;
    return english.empty() || find(english, places) != nullptr || refusal_in_dutch(english).has_value();
}

Problem in_language(Problem problem, std::string_view language)
{
    if (language != "nl")
        return problem;
    problem.message = in_dutch(problem.message);
    problem.suggestion = in_dutch(problem.suggestion);
    return problem;
}

} // namespace balieblik::forms::xls
