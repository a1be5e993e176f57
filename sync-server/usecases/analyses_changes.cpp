// SPDX-License-Identifier: EUPL-1.2
// Two waves beside each other, and what training did: both over figures that are published.
#include "usecases/frozen_places.hpp"

#include "statistics/comparison.hpp"
#include "statistics/numbers.hpp"
#include "statistics/training.hpp"
#include "usecases/as_shown.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::usecases {
namespace {

constexpr double significance = 0.05;

using PlaceAndFigure = std::pair<std::string, std::string>;

// Where each place was visited. Places are those of the wave itself: a town that has since become part of another one
// was not part of it then, and its visits are not in the figure that was published.
std::map<std::string, std::set<LocationId>> visited(const FrozenPlaces& places, const FrozenWave& wave)
{
    std::set<LocationId> all;
    for (const auto& input : wave.inputs)
        all.insert(input.location_id);
    for (const auto& one : wave.visited)
        all.insert(one.location_id);
    std::map<std::string, std::set<LocationId>> made;
    for (const auto location : all)
        for (const auto& place : places.chain_of(location))
            made[place].insert(location);
    return made;
}

// Sums of every place that holds one of the inputs; of those that it shows, once these are destroyed.
std::map<PlaceAndFigure, statistics::Moments> moments_of(const FrozenPlaces& places, const FrozenWave& wave)
{
    std::map<LocationId, std::vector<std::string>> chains;
    std::map<PlaceAndFigure, statistics::Moments> made;
    for (const auto& sum : wave.sums)
        made[{sum.place, sum.dimension}] = {sum.n, sum.mean, sum.squares};
    for (const auto& input : wave.inputs) {
        const auto [chain, fresh] = chains.try_emplace(input.location_id);
        if (fresh)
            chain->second = places.chain_of(input.location_id);
        for (const auto& place : chain->second)
            for (const auto& figure : wave.release.release.figures)
                if (const auto value = input.figures.find(figure.code); value != input.figures.end())
                    made[{place, figure.code}].add(value->second);
    }
    return made;
}

struct Difference {
    double p{};
    double exact{};
    statistics::Interval interval;
};

std::optional<Difference> difference_of(FigureKind kind, const statistics::Moments& now,
                                        const statistics::Moments& before)
{
    if (kind == FigureKind::share) {
        const auto hits = [](const statistics::Moments& one) { return std::llround(one.mean * double(one.n) / 100); };
        const auto two = statistics::two_shares(hits(now), now.n, hits(before), before.n);
        if (!two)
            return std::nullopt;
        return Difference{two->test ? two->test->p : 1,
                          100 * two->difference,
                          {100 * two->interval.lower, 100 * two->interval.upper}};
    }
    const auto two = statistics::welch({now.mean, std::sqrt(now.variance()), now.n},
                                       {before.mean, std::sqrt(before.variance()), before.n});
    if (!two)
        return std::nullopt;
    return Difference{two->p, two->difference, two->interval};
}

struct Tested {
    WaveChange change;
    double p{};
    PlaceLevel level{};
};

// The published difference, with the interval moved along, so that rounding adds nothing that can be solved for.
WaveChange as_shown(const ReleaseCell& now, const ReleaseCell& before, FigureKind kind, const Difference& difference)
{
    WaveChange made;
    made.place = now.place;
    made.dimension = now.dimension;
    made.difference = tenth(*now.mean - *before.mean);
    const double lower = made.difference - (difference.exact - difference.interval.lower);
    const double upper = made.difference + (difference.interval.upper - difference.exact);
    made.interval =
        kind == FigureKind::share ? Between{whole_down(lower), whole_up(upper)} : Between{tenth(lower), tenth(upper)};
    return made;
}

void adjust(std::vector<Tested>& tested)
{
    std::map<std::string, std::vector<std::size_t>> of_place;
    std::map<std::pair<PlaceLevel, std::string>, std::vector<std::size_t>> of_level;
    for (std::size_t i = 0; i < tested.size(); ++i) {
        of_place[tested[i].change.place].push_back(i);
        of_level[{tested[i].level, tested[i].change.dimension}].push_back(i);
    }
    const auto p_values = [&](const std::vector<std::size_t>& family) {
        std::vector<double> made;
        for (const auto i : family)
            made.push_back(tested[i].p);
        return made;
    };
    for (const auto& [place, family] : of_place)
        if (const auto adjusted = statistics::holm(p_values(family)))
            for (std::size_t i = 0; i < family.size(); ++i) {
                auto& change = tested[family[i]].change;
                change.p_within_place = p_at_most((*adjusted)[i]);
                change.verdict = (*adjusted)[i] > significance ? ChangeVerdict::not_distinguishable
                                 : change.difference > 0       ? ChangeVerdict::rose
                                                               : ChangeVerdict::fell;
            }
    for (const auto& [key, family] : of_level)
        if (const auto adjusted = statistics::benjamini_hochberg(p_values(family)))
            for (std::size_t i = 0; i < family.size(); ++i) {
                auto& change = tested[family[i]].change;
                change.p_over_places = p_at_most((*adjusted)[i]);
                change.stands_out = (*adjusted)[i] <= significance;
            }
}

std::map<PlaceAndFigure, const ReleaseCell*> shown_cells(const FrozenWave& wave)
{
    std::map<PlaceAndFigure, const ReleaseCell*> made;
    for (const auto& cell : wave.cells)
        if (cell.mean && !cell.bound)
            made[{cell.place, cell.dimension}] = &cell;
    return made;
}

// One location's published figure in each of the waves; none where one of them is not shown.
std::optional<std::vector<double>> row_of(const std::vector<std::map<PlaceAndFigure, const ReleaseCell*>>& waves,
                                          const PlaceAndFigure& key)
{
    std::vector<double> row;
    for (const auto& wave : waves) {
        const auto cell = wave.find(key);
        if (cell == wave.end())
            return std::nullopt;
        row.push_back(*cell->second->mean);
    }
    return row;
}

struct Arms {
    std::vector<std::vector<double>> trained, others;
    bool enough() const { return trained.size() >= 2 && others.size() >= 2; }
};

Arms arms_of(const FrozenPlaces& places, const store::Training& training, const std::string& top,
             const std::vector<std::map<PlaceAndFigure, const ReleaseCell*>>& waves, const std::string& dimension)
{
    Arms arms;
    for (const auto& leaf : places.leaves(top)) {
        const auto row = row_of(waves, {leaf, dimension});
        const auto location = places.location_of(leaf);
        if (!row || !location)
            continue;
        const bool was_trained =
            std::find(training.locations.begin(), training.locations.end(), *location) != training.locations.end();
        (was_trained ? arms.trained : arms.others).push_back(*row);
    }
    return arms;
}

TrainingResult result_of(const FrozenStudy& study, const FrozenPlaces& places, const store::Training& training,
                         const std::string& dimension, std::uint64_t seed)
{
    TrainingResult made;
    made.given_on = training.given_on;
    made.content = training.content;
    made.dimension = dimension;
    std::vector<const FrozenWave*> waves;
    for (const auto& wave : study.before)
        if (wave.ends_on < training.given_on)
            waves.push_back(&wave);
    if (waves.empty()) {
        made.none = NoAnalysis::first_wave;
        return made;
    }
    // All waves before the training, if enough places are shown in every one of them; else the last one alone.
    Arms arms;
    for (const bool all : {true, false}) {
        if (!all)
            waves.erase(waves.begin(), waves.end() - 1);
        std::vector<std::map<PlaceAndFigure, const ReleaseCell*>> shown;
        for (const auto* wave : waves)
            shown.push_back(shown_cells(*wave));
        shown.push_back(shown_cells(study.now));
        arms = arms_of(places, training, study.now.release.release.top, shown, dimension);
        if (arms.enough())
            break;
    }
    made.trained = std::ssize(arms.trained);
    made.others = std::ssize(arms.others);
    for (const auto* wave : waves)
        made.waves.push_back(wave->release.wave);
    made.waves.push_back(study.now.release.wave);
    if (!arms.enough()) {
        made.none = NoAnalysis::too_few_places;
        return made;
    }
    const auto series = statistics::training_series(arms.trained, arms.others, waves.size(), 0.95, seed);
    if (!series) {
        made.none = NoAnalysis::no_spread;
        return made;
    }
    made.effect = tenth(series->effect.effect);
    if (series->effect.test)
        made.interval = Between{tenth(series->effect.test->interval.lower), tenth(series->effect.test->interval.upper)};
    made.p_permutation = p_at_most(series->effect.permutation.p);
    made.exact = series->effect.permutation.exact;
    made.verdict = series->effect.permutation.p > significance ? ChangeVerdict::not_distinguishable
                   : made.effect > 0                           ? ChangeVerdict::rose
                                                               : ChangeVerdict::fell;
    double before = 0;
    for (const auto& step : series->before)
        before += step ? step->effect : 0;
    if (!series->before.empty())
        made.before = tenth(before);
    return made;
}

} // namespace

double p_at_most(double p)
{
    if (p <= 0.001)
        return 0.001;
    // A hair less, so that .02 stays .02 whatever its last bit.
    return std::min(1.0, std::ceil(p * 100 - 1e-9) / 100);
}

std::vector<store::ReleaseSum> sums_to_keep(const FrozenWave& wave)
{
    const FrozenStudy alone;
    const auto shown = shown_cells(wave);
    std::vector<store::ReleaseSum> made;
    for (const auto& [key, sum] : moments_of(FrozenPlaces(alone, wave), wave))
        if (shown.contains(key))
            made.push_back({key.first, key.second, sum.n, sum.mean, sum.squares});
    return made;
}

WaveChanges changes_between(const FrozenStudy& study)
{
    WaveChanges made;
    if (study.before.empty()) {
        made.none = NoAnalysis::first_wave;
        return made;
    }
    const auto& earlier = study.before.back();
    made.earlier = earlier.release.id;
    made.earlier_wave = earlier.release.wave;
    made.earlier_version = earlier.release.version;
    const FrozenPlaces places(study);
    const FrozenPlaces places_before(study, earlier);
    const auto now = moments_of(places, study.now);
    const auto before = moments_of(places_before, earlier);
    const auto shown_before = shown_cells(earlier);
    auto visited_now = visited(places, study.now);
    auto visited_before = visited(places_before, earlier);
    std::map<std::string, FigureKind> kinds;
    for (const auto& figure : study.now.release.release.figures)
        kinds[figure.code] = figure.kind;
    std::vector<Tested> tested;
    for (const auto& cell : study.now.cells) {
        const PlaceAndFigure key{cell.place, cell.dimension};
        const auto cell_before = shown_before.find(key);
        const auto values_now = now.find(key);
        const auto values_before = before.find(key);
        if (!places.shown(cell.place, cell.dimension) || cell_before == shown_before.end() || values_now == now.end() ||
            values_before == before.end())
            continue;
        // With other locations in it, a place may change while none of its locations does.
        if (visited_now[cell.place] != visited_before[cell.place])
            continue;
        const auto kind = kinds[cell.dimension];
        const auto difference = difference_of(kind, values_now->second, values_before->second);
        if (difference)
            tested.push_back({as_shown(cell, *cell_before->second, kind, *difference), difference->p, cell.level});
    }
    adjust(tested);
    for (auto& one : tested)
        made.changes.push_back(std::move(one.change));
    if (made.changes.empty())
        made.none = NoAnalysis::too_few_visits;
    return made;
}

std::vector<TrainingResult> training_results(const FrozenStudy& study, std::uint64_t seed)
{
    const FrozenPlaces places(study);
    std::vector<TrainingResult> made;
    for (const auto& training : study.trainings) {
        if (training.given_on > study.now.starts_on)
            continue; // this wave cannot show it yet
        for (const auto& figure : study.now.release.release.figures)
            if (figure.code == "TONE" || figure.code == index_code)
                made.push_back(result_of(study, places, training, figure.code, seed));
    }
    return made;
}

} // namespace balieblik::usecases
