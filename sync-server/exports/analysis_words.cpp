// SPDX-License-Identifier: EUPL-1.2
#include "exports/analysis_words.hpp"

namespace balieblik::exports {
namespace {

std::string key_of(std::string_view kind, const usecases::AnalysisFigure& figure)
{
    return std::string(kind) + "." + std::string(json::enum_name(figure.analysis)) + "." + figure.figure;
}

} // namespace

std::string definition_of(const usecases::AnalysisFigure& figure, const Words& words)
{
    return words(key_of("definition", figure));
}

FigureMeanings::FigureMeanings(const Release& release, const Words& words)
    : other_{{}, usecases::FigureUnit::points, words("means.other")}
{
    for (const auto& figure : release.figures)
        by_code_[figure.code] = {words("dimension." + figure.code, figure.code),
                                 figure.kind == FigureKind::share ? usecases::FigureUnit::percent
                                                                  : usecases::FigureUnit::points,
                                 words("means." + figure.code, other_.definition)};
}

const FigureMeaning& FigureMeanings::of(const std::string& dimension) const
{
    const auto found = by_code_.find(dimension);
    return found == by_code_.end() ? other_ : found->second;
}

std::string method_of(const usecases::AnalysisFigure& figure, const Words& words)
{
    // Shares of visits are compared by another test than scores.
    if (figure.analysis == usecases::Analysis::changes && figure.unit == usecases::FigureUnit::percentage_points)
        return words("method.changes.difference.share");
    if (figure.analysis == usecases::Analysis::weighted && figure.unit == usecases::FigureUnit::percent)
        return words(key_of("method", figure) + ".share", words(key_of("method", figure)));
    return words(key_of("method", figure));
}

std::string dimensions_of(const usecases::AnalysisFigure& figure, const Words& words)
{
    std::string made;
    for (std::size_t from = 0; from < figure.dimension.size();) {
        const auto end = std::min(figure.dimension.find(' ', from), figure.dimension.size());
        const auto code = figure.dimension.substr(from, end - from);
        made += (made.empty() ? "" : " + ") + words("dimension." + code, code);
        from = end + 1;
    }
    return made;
}

int decimals_of(const usecases::AnalysisFigure& figure)
{
    switch (figure.unit) {
    case usecases::FigureUnit::coefficient:
        return 2;
    case usecases::FigureUnit::points:
    case usecases::FigureUnit::percentage_points:
    case usecases::FigureUnit::times:
        return 1;
    case usecases::FigureUnit::percent:
    case usecases::FigureUnit::visits:
        return 0;
    }
    return 1;
}

} // namespace balieblik::exports
