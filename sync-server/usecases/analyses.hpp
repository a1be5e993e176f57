// SPDX-License-Identifier: EUPL-1.2
// What can be worked out from a release and the visits that went into it. Pure: frozen data in, analyses out, and the
// same seed gives the same figures. How each one is protected stands in docs/statistics.md, "What is worked out with a
// release".
#pragma once

#include "statistics/bootstrap.hpp"
#include "store/releases.hpp"
#include "store/study.hpp"

#include <map>

namespace balieblik::usecases {

// A release of a wave as it was frozen; what went in only where it is needed.
struct FrozenWave {
    store::StoredRelease release;
    std::string starts_on; // of the wave
    std::string ends_on;
    std::vector<ReleasePlace> places;
    std::vector<ReleaseCell> cells;
    std::vector<store::ReleaseInput> inputs;
    std::vector<store::SecondLook> looks;
    std::vector<store::ReleaseSum> sums; // in the place of both, once they are destroyed
    std::vector<store::VisitedLocation> visited;
    std::map<LocationId, std::string> lowest_place; // the lowest of `places` that each location was part of then
};

struct FrozenStudy {
    FrozenWave now;
    std::vector<FrozenWave> before;   // same project and channel, oldest first; the last one with its inputs
    std::vector<FrozenWave> versions; // the others of this wave, with their inputs
    std::map<LocationId, std::int64_t> staff_pool;
    std::map<LocationId, std::int64_t> customers;
    std::vector<store::Training> trainings;
};

using AnalysisProgress = std::function<bool(std::int64_t done, std::int64_t all)>; // false stops the work

struct AnalysisSettings {
    std::uint64_t seed{};
    std::int64_t resamples = 2000;
    unsigned threads = 1;
    AnalysisProgress progress;
};

// Refusal: cancelled.
statistics::Estimate<ReleaseAnalyses> analyse(const FrozenStudy& study, const AnalysisSettings& settings);

// --- Its parts, each for itself --------------------------------------------------------------------------------------

WaveChanges changes_between(const FrozenStudy& study);
// What changes_between() needs of a wave that came before, when its visits are destroyed.
std::vector<store::ReleaseSum> sums_to_keep(const FrozenWave& wave);
statistics::Estimate<PlaceDrivers> drivers_of(const FrozenStudy& study, const std::string& place,
                                              const statistics::Bootstrap& how);
statistics::Estimate<Agreement> agreement_of(const FrozenStudy& study, const statistics::Bootstrap& how);
std::vector<TrainingResult> training_results(const FrozenStudy& study, std::uint64_t seed);
std::vector<WeightedFigure> weighted_figures(const FrozenStudy& study);
// `go_on` is asked some two thousand times. Refusal: cancelled (it said no).
statistics::Estimate<InspectorPart> inspector_part(const FrozenStudy& study, const std::function<bool()>& go_on = {});

// A p-value as it may be shown: the next hundredth upwards, and .001 below that. More digits would tell the exact
// number of visits.
double p_at_most(double p);

} // namespace balieblik::usecases
