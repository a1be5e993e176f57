// SPDX-License-Identifier: EUPL-1.2
// What stands beside each figure of an analysis: what it is and how it was made, in one sentence each.
#pragma once

#include "exports/words.hpp"
#include "usecases/analysis_figures.hpp"

namespace balieblik::exports {

std::string definition_of(const usecases::AnalysisFigure& figure, const Words& words);

// The same of the figures that are released as they are: dimensions, the index, the share within the norm.
struct FigureMeaning {
    std::string name;
    usecases::FigureUnit unit{};
    std::string definition;
};
class FigureMeanings {
public:
    FigureMeanings(const Release& release, const Words& words);
    const FigureMeaning& of(const std::string& dimension) const;
    const std::map<std::string, FigureMeaning>& all() const { return by_code_; }

private:
    std::map<std::string, FigureMeaning> by_code_;
    FigureMeaning other_;
};
std::string method_of(const usecases::AnalysisFigure& figure, const Words& words);

// The name of a dimension, or of several: "TONE RULE" are two.
std::string dimensions_of(const usecases::AnalysisFigure& figure, const Words& words);

// With how many decimals it is shown: as many as were kept.
int decimals_of(const usecases::AnalysisFigure& figure);

} // namespace balieblik::exports
