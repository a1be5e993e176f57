// SPDX-License-Identifier: EUPL-1.2
// What was worked out from a release's visits when it was made: changes between waves, what goes with satisfaction,
// whether inspectors agree, what training did. As immutable as the figures, and protected like them.
#pragma once

#include "model/release.hpp"

namespace balieblik {

// Why there is no figure where one might be looked for.
BOOST_DEFINE_ENUM_CLASS(NoAnalysis,
                        first_wave,      // nothing came before it
                        too_few_visits,  // for this analysis, or for the publishing rule
                        too_few_pairs,   // of visits that two inspectors saw
                        too_few_places,  // whose figures are shown in every wave that is compared
                        places_hidden,   // with a figure of a place under it that is not shown, it could be worked out
                        no_customers,    // nobody filled in how many customers each location has
                        no_satisfaction, // the questionnaire asks for no mark
                        no_spread,       // everybody scored the same
                        not_separable,   // one dimension follows from the others
                        not_stable       // too many resamples had no figure
)

// On the scale of the figure.
struct Between {
    double lower{};
    double upper{};
};
BOOST_DESCRIBE_STRUCT(Between, (), (lower, upper))

// rose, fell: the difference is larger than chance explains, with all the questions asked at once accounted for.
BOOST_DEFINE_ENUM_CLASS(ChangeVerdict, rose, fell, not_distinguishable)

// One figure of one place, this wave minus the wave before.
struct WaveChange {
    std::string place;
    std::string dimension;
    double difference{};
    Between interval;        // 95 %, of this difference alone
    double p_within_place{}; // at most; Holm over the figures of the place
    double p_over_places{};  // at most; Benjamini-Hochberg over the places of its level
    ChangeVerdict verdict{}; // by p_within_place
    bool stands_out{};       // by p_over_places
};
BOOST_DESCRIBE_STRUCT(WaveChange, (),
                      (place, dimension, difference, interval, p_within_place, p_over_places, verdict, stands_out))

struct WaveChanges {
    std::optional<NoAnalysis> none;
    std::optional<ReleaseId> earlier;
    std::string earlier_wave;
    std::int64_t earlier_version{};
    std::vector<WaveChange> changes; // only of figures that both releases show
};
BOOST_DESCRIBE_STRUCT(WaveChanges, (), (none, earlier, earlier_wave, earlier_version, changes))

// One dimension's part in what is explained of satisfaction.
struct DriverPart {
    std::string dimension;
    double share{}; // per cent of the explained part
    Between interval;
    double of_total{};           // per cent of all differences in satisfaction
    double alone{};              // per cent explained by this dimension without the others
    double last{};               // per cent that it adds after all others
    std::optional<double> score; // the dimension's published mean
};
BOOST_DESCRIBE_STRUCT(DriverPart, (), (dimension, share, interval, of_total, alone, last, score))

// What employees do themselves, counted in three ways that differ; a text must say which.
struct EmployeePart {
    std::vector<std::string> dimensions;
    double of_explained{};
    double of_total{};
    double of_explained_as_one{};
};
BOOST_DESCRIBE_STRUCT(EmployeePart, (), (dimensions, of_explained, of_total, of_explained_as_one))

struct PlaceDrivers {
    std::string place;
    std::optional<NoAnalysis> none;
    std::int64_t n_at_least{};
    double explained{}; // R² in per cent
    Between interval;
    std::vector<DriverPart> parts;     // largest first
    std::vector<std::string> left_out; // dimensions that applied to too few visits
    std::optional<EmployeePart> employees;
    std::int64_t resamples{};
};
BOOST_DESCRIBE_STRUCT(PlaceDrivers, (),
                      (place, none, n_at_least, explained, interval, parts, left_out, employees, resamples))

BOOST_DEFINE_ENUM_CLASS(AgreementVerdict, good, usable, too_low, not_shown)

// Two inspectors at one and the same visit.
struct Agreement {
    std::optional<NoAnalysis> none;
    std::int64_t pairs_at_least{};
    std::vector<std::string> questions; // the tone scales
    double alpha{};                     // Krippendorff, ordinal, over those questions
    Between alpha_interval;
    std::optional<double> icc; // of the index, ICC(2,1)
    std::optional<Between> icc_interval;
    AgreementVerdict verdict = AgreementVerdict::not_shown; // of alpha: .800 and .667, by the interval
    std::int64_t resamples{};
};
BOOST_DESCRIBE_STRUCT(Agreement, (),
                      (none, pairs_at_least, questions, alpha, alpha_interval, icc, icc_interval, verdict, resamples))

// One training, from figures that are published: nothing more can be worked out from it than from those.
struct TrainingResult {
    std::string given_on;
    std::string content;
    std::string dimension;
    std::optional<NoAnalysis> none;
    std::int64_t trained{}; // places
    std::int64_t others{};
    double effect{};
    std::optional<Between> interval;
    double p_permutation{};
    bool exact{};
    ChangeVerdict verdict{};
    std::optional<double> before;   // the same difference over the waves before the training, which should be about 0
    std::vector<std::string> waves; // compared, oldest first
};
BOOST_DESCRIBE_STRUCT(TrainingResult, (),
                      (given_on, content, dimension, none, trained, others, effect, interval, p_permutation, exact,
                       verdict, before, waves))

// A figure in which each location weighs as much as it has customers.
struct WeightedFigure {
    std::string place;
    std::string dimension;
    std::optional<NoAnalysis> none;
    double estimate{};
    Between interval;
    double unweighted{};
    std::int64_t n_effective_at_least{};
};
BOOST_DESCRIBE_STRUCT(WeightedFigure, (),
                      (place, dimension, none, estimate, interval, unweighted, n_effective_at_least))

// How much of the differences in the index comes from who looked.
struct InspectorPart {
    std::optional<NoAnalysis> none;
    double share{}; // per cent
    Between interval;
    double design_effect{};
};
BOOST_DESCRIBE_STRUCT(InspectorPart, (), (none, share, interval, design_effect))

struct ReleaseAnalyses {
    ReleaseId release_id;
    std::int64_t seed{};
    std::string code_version;
    WaveChanges changes;
    std::vector<PlaceDrivers> drivers;
    Agreement agreement;
    std::vector<TrainingResult> trainings;
    std::vector<WeightedFigure> weighted;
    InspectorPart inspectors;
};
BOOST_DESCRIBE_STRUCT(ReleaseAnalyses, (),
                      (release_id, seed, code_version, changes, drivers, agreement, trainings, weighted, inspectors))

} // namespace balieblik
