// SPDX-License-Identifier: EUPL-1.2
// The analyses of a release one figure at a time, so that every file can set beside each what belongs to it. Pure.
#pragma once

#include "usecases/release.hpp"

namespace balieblik::usecases {

BOOST_DEFINE_ENUM_CLASS(Analysis, changes, drivers, agreement, inspectors, training, weighted)
inline constexpr Analysis all_analyses[] = {Analysis::changes,    Analysis::drivers,  Analysis::agreement,
                                            Analysis::inspectors, Analysis::training, Analysis::weighted};

BOOST_DEFINE_ENUM_CLASS(FigureUnit, points, percentage_points, percent, coefficient, visits, times)
BOOST_DEFINE_ENUM_CLASS(Counted, visits, double_visits, locations)

struct AnalysisFigure {
    Analysis analysis{};
    std::string figure; // "difference", "share", "alpha": what the definition is looked up by
    std::string place;  // code; empty: the release as a whole
    std::string dimension;
    std::optional<double> value;
    FigureUnit unit{};
    std::optional<double> lower; // of the 95 % interval; absent where the method gives none
    std::optional<double> upper;
    std::optional<std::int64_t> n_at_least; // of what `counted` says; locations are counted exactly
    Counted counted{};
    std::optional<std::int64_t> n_compared_at_least; // of the wave before, or of the locations that had no training
    std::string compared_with;                       // "Voorjaar 2026 (1)": wave and version; or a list of waves
    std::string about;                               // of a training: when and what; of agreement: which questions
    std::optional<double> p_at_most;                 // within the place
    std::optional<double> p_over_places_at_most;
    std::string verdict;            // a word of ChangeVerdict or AgreementVerdict
    std::optional<bool> stands_out; // among all places of its level
    std::optional<NoAnalysis> none; // why there is no value
};
BOOST_DESCRIBE_STRUCT(AnalysisFigure, (),
                      (analysis, figure, place, dimension, value, unit, lower, upper, n_at_least, counted,
                       n_compared_at_least, compared_with, about, p_at_most, p_over_places_at_most, verdict, stands_out,
                       none))

// What the figures rest on, as the releases show it.
struct AnalysisGround {
    std::string top; // the place that holds all
    VisitCounts now;
    VisitCounts before; // of the wave that changes are compared with
};

// In the order of Analysis.
std::vector<AnalysisFigure> analysis_figures(const ReleaseAnalyses& analyses, const AnalysisGround& ground);

// What one may say of an analysis to somebody who is shown no figure.
struct AnalysisCount {
    Analysis analysis{};
    std::int64_t shown{};
    std::int64_t not_shown{};
    std::vector<NoAnalysis> reasons; // of those not shown, each once
};
BOOST_DESCRIBE_STRUCT(AnalysisCount, (), (analysis, shown, not_shown, reasons))
struct AnalysesSummary {
    std::optional<Timestamp> made_at; // none: not worked out
    std::int64_t seed{};
    std::vector<AnalysisCount> counts;
};
BOOST_DESCRIBE_STRUCT(AnalysesSummary, (), (made_at, seed, counts))

// Of the latest release of a wave; empty when there is none. Coordinator or observer. Refusal: not_found.
Result<AnalysesSummary> analyses_summary(store::Tx& tx, const Actor& actor, WaveId wave);

} // namespace balieblik::usecases
