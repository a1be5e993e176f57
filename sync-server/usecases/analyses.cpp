// SPDX-License-Identifier: EUPL-1.2
#include "usecases/analyses.hpp"

#include "disclosure/disclosure.hpp"
#include "statistics/agreement.hpp"
#include "statistics/design.hpp"
#include "statistics/drivers.hpp"
#include "statistics/leniency.hpp"
#include "usecases/analysis_versions.hpp"
#include "usecases/as_shown.hpp"
#include "usecases/frozen_places.hpp"
#include "usecases/release_material.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::usecases {
namespace {

using statistics::Refusal;

constexpr std::int64_t fewest_for_drivers = 30;
constexpr std::int64_t residual_df = 20;        // that the regression must leave
constexpr double applies_to = 0.8;              // of the visits, or a dimension is left out of the regression
constexpr std::size_t most_places_below = 30;   // for which drivers are worked out, beside the top
constexpr std::size_t inspectors_as_units = 10; // from here on the bootstrap draws inspectors and not visits
constexpr std::int64_t fewest_inspectors = 5;
constexpr std::size_t most_visits_for_inspectors = 20'000;
constexpr std::int64_t inspector_steps = 2000; // of the work on the inspectors' share, each of them a resample's worth

NoAnalysis reason(Refusal refusal)
{
    switch (refusal) {
    case Refusal::no_variance:
        return NoAnalysis::no_spread;
    case Refusal::singular:
        return NoAnalysis::not_separable;
    case Refusal::unstable:
        return NoAnalysis::not_stable;
    default:
        return NoAnalysis::too_few_visits;
    }
}

Between percent(const statistics::Interval& interval)
{
    return {whole_down(100 * interval.lower), whole_up(100 * interval.upper)};
}

struct DriverRows {
    std::vector<std::string> dimensions;
    std::vector<std::string> left_out;
    statistics::DriverData data;
    std::vector<const store::ReleaseInput*> visits;
};

bool varies(const std::vector<const store::ReleaseInput*>& visits, const std::string& figure)
{
    std::set<double> values;
    for (const auto* visit : visits)
        if (const auto value = visit->figures.find(figure); value != visit->figures.end())
            values.insert(value->second);
    return values.size() > 1;
}

// Visits with a mark and with every dimension that nearly all of them have.
DriverRows rows_of(const FrozenStudy& study, const std::vector<const store::ReleaseInput*>& inputs)
{
    DriverRows made;
    std::vector<const store::ReleaseInput*> marked;
    for (const auto* input : inputs)
        if (input->figures.contains(satisfaction_name))
            marked.push_back(input);
    for (const auto& figure : study.now.release.release.figures) {
        if (figure.kind != FigureKind::mean || figure.code == index_code)
            continue;
        const auto with = std::count_if(marked.begin(), marked.end(),
                                        [&](const auto* one) { return one->figures.contains(figure.code); });
        const bool enough = double(with) >= applies_to * double(marked.size()) && varies(marked, figure.code);
        (enough ? made.dimensions : made.left_out).push_back(figure.code);
    }
    made.data.predictors.resize(made.dimensions.size());
    for (const auto* visit : marked) {
        if (!std::all_of(made.dimensions.begin(), made.dimensions.end(),
                         [&](const auto& one) { return visit->figures.contains(one); }))
            continue;
        made.data.outcome.push_back(visit->figures.at(satisfaction_name));
        for (std::size_t i = 0; i < made.dimensions.size(); ++i)
            made.data.predictors[i].push_back(visit->figures.at(made.dimensions[i]));
        made.visits.push_back(visit);
    }
    return made;
}

// Would the drivers of a place, beside those of another version, tell about what changed in between?
bool drivers_tell(const FrozenStudy& study, const std::string& place, const FrozenPlaces& now, const DriverRows& rows)
{
    VersionGroups groups;
    const auto add = [&](const DriverRows& version) {
        groups.begin_version();
        for (std::size_t i = 0; i < version.visits.size(); ++i) {
            std::vector<double> values{version.data.outcome[i]};
            for (const auto& predictor : version.data.predictors)
                values.push_back(predictor[i]);
            groups.add(*version.visits[i], std::move(values));
        }
    };
    for (const auto& version : study.versions)
        add(rows_of(study, FrozenPlaces(study, version).inputs(place)));
    add(rows);
    return groups.tell(now);
}

std::vector<std::int64_t> inspectors_of(const std::vector<const store::ReleaseInput*>& visits)
{
    std::map<InspectorId, std::int64_t> numbers;
    std::vector<std::int64_t> made;
    for (const auto* visit : visits)
        made.push_back(numbers.emplace(visit->inspector_id, std::ssize(numbers)).first->second);
    if (numbers.size() < inspectors_as_units)
        made.clear();
    return made;
}

std::optional<EmployeePart> employees_of(const statistics::Correlations& correlations,
                                         const std::vector<std::string>& dimensions)
{
    EmployeePart made;
    statistics::Player group;
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        if (dimensions[i] == "TONE" || dimensions[i] == "RULE") {
            group.push_back(i);
            made.dimensions.push_back(dimensions[i]);
        }
    if (group.size() < 2)
        return std::nullopt; // one dimension is no group: its own share says it all
    const auto share = statistics::group_share(correlations, group);
    if (!share)
        return std::nullopt;
    made.of_explained = whole(100 * share->of_explained);
    made.of_total = whole(100 * share->of_total);
    made.of_explained_as_one = whole(100 * share->of_explained_as_one);
    return made;
}

void fill_in(PlaceDrivers& made, const FrozenPlaces& places, const DriverRows& rows, const statistics::Drivers& drivers,
             const statistics::DriverIntervals& intervals)
{
    made.explained = whole(100 * drivers.r2);
    made.interval = percent(intervals.r2);
    made.resamples = intervals.resamples;
    for (std::size_t i = 0; i < rows.dimensions.size(); ++i) {
        const auto& driver = drivers.drivers[i];
        DriverPart part;
        part.dimension = rows.dimensions[i];
        part.share = whole(100 * driver.share);
        part.interval = percent(intervals.drivers[i].share);
        part.of_total = whole(100 * driver.lmg);
        part.alone = whole(100 * driver.first);
        part.last = whole(100 * driver.last);
        if (const auto* cell = places.shown(made.place, part.dimension))
            part.score = cell->mean;
        made.parts.push_back(std::move(part));
    }
    std::stable_sort(made.parts.begin(), made.parts.end(),
                     [](const DriverPart& a, const DriverPart& b) { return a.share > b.share; });
}

struct Pair {
    const store::ReleaseInput* first{};
    const store::SecondLook* second{};
};

std::vector<Pair> pairs_of(const FrozenWave& wave)
{
    std::map<VisitId, const store::ReleaseInput*> visits;
    for (const auto& input : wave.inputs)
        visits[input.visit_id] = &input;
    std::vector<Pair> made;
    for (const auto& look : wave.looks)
        if (const auto first = visits.find(look.of_visit_id); first != visits.end())
            made.push_back({first->second, &look});
    return made;
}

bool pairs_tell(const FrozenStudy& study, const FrozenPlaces& now)
{
    VersionGroups groups;
    const auto add = [&](const FrozenWave& version) {
        groups.begin_version();
        for (const auto& pair : pairs_of(version)) {
            std::vector<double> values;
            for (const auto& [code, value] : pair.first->figures)
                if (pair.second->figures.contains(code)) {
                    values.push_back(value);
                    values.push_back(pair.second->figures.at(code));
                }
            values.push_back(static_cast<double>(values.size())); // a pair is never nothing
            groups.add(*pair.first, std::move(values), pair.second);
        }
    };
    for (const auto& version : study.versions)
        add(version);
    add(study.now);
    return groups.tell(now);
}

std::set<std::string> questions_of(const std::vector<Pair>& pairs)
{
    std::set<std::string> made;
    for (const auto& pair : pairs)
        for (const auto& [code, value] : pair.first->figures)
            if (code.starts_with(question_prefix) && pair.second->figures.contains(code))
                made.insert(code);
    return made;
}

// Both inspectors' scores of each question of the pairs, every pair as often as it was drawn.
statistics::Ratings ratings_of(const std::vector<Pair>& pairs, const std::set<std::string>& questions,
                               std::span<const std::int32_t> drawn)
{
    statistics::Ratings made;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        for (std::int32_t copy = 0; copy < (drawn.empty() ? 1 : drawn[i]); ++copy)
            for (const auto& question : questions) {
                const auto one = pairs[i].first->figures.find(question);
                const auto other = pairs[i].second->figures.find(question);
                if (one != pairs[i].first->figures.end() && other != pairs[i].second->figures.end())
                    made.push_back({one->second, other->second});
            }
    return made;
}

void add_icc(const std::vector<Pair>& pairs, Agreement& made)
{
    statistics::Ratings index;
    for (const auto& pair : pairs)
        if (pair.first->figures.contains(index_code) && pair.second->figures.contains(index_code))
            index.push_back({pair.first->figures.at(index_code), pair.second->figures.at(index_code)});
    const auto iccs = statistics::intraclass_correlations(index);
    if (!iccs)
        return;
    made.icc = hundredth(iccs->icc21.icc);
    if (const auto& interval = iccs->icc21.interval)
        made.icc_interval = Between{hundredth(interval->lower), hundredth(interval->upper)};
}

AgreementVerdict verdict_of(const Between& alpha)
{
    if (alpha.lower >= 0.8)
        return AgreementVerdict::good;
    if (alpha.upper < 0.667)
        return AgreementVerdict::too_low;
    return alpha.lower >= 0.667 ? AgreementVerdict::usable : AgreementVerdict::not_shown;
}

WeightedFigure weighted(const FrozenStudy& study, const FrozenPlaces& places, const std::string& place,
                        const std::vector<std::string>& leaves, const ReleaseFigure& figure)
{
    WeightedFigure made;
    made.place = place;
    made.dimension = figure.code;
    const auto no = [&](NoAnalysis why) {
        made.none = why;
        return made;
    };
    std::vector<statistics::Stratum> strata;
    for (const auto& leaf : leaves) {
        if (!places.shown(leaf, figure.code))
            return no(NoAnalysis::places_hidden);
        const auto location = places.location_of(leaf);
        const auto customers = location ? study.customers.find(*location) : study.customers.end();
        if (customers == study.customers.end())
            return no(NoAnalysis::no_customers);
        std::vector<double> values;
        for (const auto* input : places.inputs(leaf))
            if (const auto value = input->figures.find(figure.code); value != input->figures.end())
                values.push_back(figure.kind == FigureKind::share ? value->second / 100 : value->second);
        const auto stratum = statistics::stratum_of(double(customers->second), values);
        if (!stratum)
            return no(NoAnalysis::too_few_visits);
        strata.push_back(*stratum);
    }
    const bool share = figure.kind == FigureKind::share;
    const auto all = share ? statistics::stratified_share(strata) : statistics::stratified_mean(strata);
    if (!all)
        return no(reason(all.error()));
    const double scale = share ? 100 : 1;
    const auto shown = [&](double value) { return share ? whole(value * scale) : tenth(value); };
    made.estimate = shown(all->estimate);
    made.unweighted = shown(all->unweighted);
    made.interval = {shown(std::max(0.0, all->interval.lower)), shown(std::min(100 / scale, all->interval.upper))};
    made.n_effective_at_least = disclosure::rounded_down(static_cast<std::int64_t>(all->n_effective),
                                                         study.now.release.release.rule.count_rounding);
    return made;
}

// Places whose drivers are worked out: the top, and what lies directly in it if that is not too much.
std::vector<std::string> places_with_drivers(const FrozenStudy& study)
{
    const auto& top = study.now.release.release.top;
    std::vector<std::string> made;
    for (const auto& place : study.now.places)
        if (place.within == top && place.level != PlaceLevel::location)
            made.push_back(place.code);
    if (made.size() > most_places_below)
        made.clear();
    made.insert(made.begin(), top);
    return made;
}

} // namespace

statistics::Estimate<PlaceDrivers> drivers_of(const FrozenStudy& study, const std::string& place,
                                              const statistics::Bootstrap& how)
{
    const FrozenPlaces places(study);
    PlaceDrivers made;
    made.place = place;
    const auto no = [&](NoAnalysis why) {
        made.none = why;
        return made;
    };
    const auto rows = rows_of(study, places.inputs(place));
    made.left_out = rows.left_out;
    if (rows.visits.empty())
        return no(study.now.inputs.empty() ? NoAnalysis::too_few_visits : NoAnalysis::no_satisfaction);
    // "All of them got the same mark" is a statement about each of the few who work there.
    const auto refused = [&](Refusal refusal) {
        const auto why = reason(refusal);
        const bool few = places.staff_pool(rows.visits) < study.now.release.release.rule.group_pool;
        return no(why == NoAnalysis::no_spread && few ? NoAnalysis::too_few_visits : why);
    };
    const auto n = std::ssize(rows.visits);
    if (!places.shown(place, index_code) || !places.large_enough(rows.visits) || n < fewest_for_drivers ||
        n - 1 - std::ssize(rows.dimensions) < residual_df || drivers_tell(study, place, places, rows))
        return no(NoAnalysis::too_few_visits);
    const auto correlations = statistics::correlations(rows.data);
    if (!correlations)
        return refused(correlations.error());
    const auto drivers = statistics::key_drivers(*correlations);
    if (!drivers)
        return refused(drivers.error());
    const auto intervals = statistics::driver_intervals(rows.data, {}, inspectors_of(rows.visits), how);
    if (!intervals) {
        if (intervals.error() == Refusal::cancelled)
            return Refusal::cancelled;
        return refused(intervals.error());
    }
    made.n_at_least = disclosure::rounded_down(n, study.now.release.release.rule.count_rounding);
    fill_in(made, places, rows, *drivers, *intervals);
    made.employees = employees_of(*correlations, rows.dimensions);
    return made;
}

statistics::Estimate<Agreement> agreement_of(const FrozenStudy& study, const statistics::Bootstrap& how)
{
    Agreement made;
    const FrozenPlaces places(study);
    const auto pairs = pairs_of(study.now);
    std::vector<const store::ReleaseInput*> firsts;
    for (const auto& pair : pairs)
        firsts.push_back(pair.first);
    if (!places.large_enough(firsts) || pairs_tell(study, places)) {
        made.none = NoAnalysis::too_few_pairs;
        return made;
    }
    const auto questions = questions_of(pairs);
    const auto alpha =
        statistics::krippendorff_alpha(ratings_of(pairs, questions, {}), statistics::AlphaMetric::ordinal);
    if (!alpha) {
        made.none = reason(alpha.error());
        return made;
    }
    // Questions of one visit belong together, so whole visits are drawn.
    const auto resampled = statistics::bootstrap(
        pairs.size(),
        [&](std::span<const std::int32_t> drawn) -> std::optional<std::vector<double>> {
            const auto one =
                statistics::krippendorff_alpha(ratings_of(pairs, questions, drawn), statistics::AlphaMetric::ordinal);
            if (!one)
                return std::nullopt;
            return std::vector<double>{one->alpha};
        },
        how);
    if (!resampled) {
        if (resampled.error() == Refusal::cancelled)
            return Refusal::cancelled;
        made.none = reason(resampled.error());
        return made;
    }
    made.pairs_at_least = disclosure::rounded_down(std::ssize(pairs), study.now.release.release.rule.count_rounding);
    for (const auto& question : questions)
        made.questions.push_back(question.substr(question_prefix.size()));
    made.alpha = hundredth(alpha->alpha);
    const auto& interval = resampled->intervals.front();
    made.alpha_interval = {hundredth(interval.lower), hundredth(interval.upper)};
    made.resamples = resampled->resamples;
    made.verdict = verdict_of(made.alpha_interval);
    add_icc(pairs, made);
    return made;
}

std::vector<WeightedFigure> weighted_figures(const FrozenStudy& study)
{
    const FrozenPlaces places(study);
    std::vector<WeightedFigure> made;
    for (const auto& place : study.now.places) {
        const auto leaves = places.leaves(place.code);
        if (leaves.size() < 2)
            continue;
        for (const auto& figure : study.now.release.release.figures)
            if ((figure.code == index_code || figure.code == norm_code) && places.shown(place.code, figure.code))
                made.push_back(weighted(study, places, place.code, leaves, figure));
    }
    return made;
}

statistics::Estimate<InspectorPart> inspector_part(const FrozenStudy& study, const std::function<bool()>& go_on)
{
    InspectorPart made;
    if (!FrozenPlaces(study).shown(study.now.release.release.top, index_code)) {
        made.none = NoAnalysis::too_few_visits;
        return made;
    }
    std::map<InspectorId, std::int64_t> inspectors;
    std::map<LocationId, std::int64_t> locations;
    std::vector<statistics::ScoredVisit> visits;
    for (const auto& input : study.now.inputs) {
        const auto index = input.figures.find(index_code);
        if (index == input.figures.end())
            continue;
        const auto inspector = inspectors.emplace(input.inspector_id, std::ssize(inspectors)).first->second;
        const auto location = locations.emplace(input.location_id, std::ssize(locations)).first->second;
        visits.push_back({index->second, inspector, location, 0});
    }
    if (std::ssize(visits) < fewest_for_drivers || std::ssize(inspectors) < fewest_inspectors ||
        visits.size() > most_visits_for_inspectors) {
        made.none = NoAnalysis::too_few_visits;
        return made;
    }
    const auto variance = statistics::inspector_variance(visits, 0.95, go_on);
    if (!variance) {
        if (variance.error() == Refusal::cancelled)
            return Refusal::cancelled;
        made.none = reason(variance.error());
        return made;
    }
    made.share = whole(100 * variance->share);
    made.interval = percent(variance->interval);
    const double each = double(visits.size()) / double(inspectors.size());
    const auto effect = statistics::design_effect(each, variance->share);
    made.design_effect = effect ? tenth(*effect) : 1;
    return made;
}

statistics::Estimate<ReleaseAnalyses> analyse(const FrozenStudy& study, const AnalysisSettings& settings)
{
    ReleaseAnalyses made;
    made.release_id = study.now.release.id;
    made.seed = static_cast<std::int64_t>(settings.seed);
    made.code_version = study.now.release.release.code_version;
    const auto places = places_with_drivers(study);
    const auto all = (std::ssize(places) + 1) * settings.resamples + inspector_steps;
    std::int64_t part = 0;
    // Each bootstrap has a stream of its own, so that one more place changes no figure of another.
    const auto how = [&] {
        statistics::Bootstrap one;
        one.seed = settings.seed + static_cast<std::uint64_t>(part);
        one.resamples = settings.resamples;
        one.threads = settings.threads;
        one.progress = [&settings, all, before = part * settings.resamples](std::int64_t done, std::int64_t) {
            return !settings.progress || settings.progress(before + done, all);
        };
        ++part;
        return one;
    };
    BALIEBLIK_TRY(agreement, agreement_of(study, how()));
    made.agreement = std::move(agreement);
    for (const auto& place : places) {
        BALIEBLIK_TRY(drivers, drivers_of(study, place, how()));
        made.drivers.push_back(std::move(drivers));
    }
    made.changes = changes_between(study);
    made.trainings = training_results(study, settings.seed);
    made.weighted = weighted_figures(study);
    const auto inspectors = [&, before = all - inspector_steps, step = std::int64_t{0}]() mutable {
        step = std::min(step + 1, inspector_steps - 1); // how many there will be is known roughly
        return !settings.progress || settings.progress(before + step, all);
    };
    BALIEBLIK_TRY(part_of_inspectors, inspector_part(study, inspectors));
    made.inspectors = part_of_inspectors;
    if (settings.progress && !settings.progress(all, all))
        return Refusal::cancelled;
    return made;
}

} // namespace balieblik::usecases
