// SPDX-License-Identifier: EUPL-1.2
#include "usecases/analysis_figures.hpp"

#include "usecases/find.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

constexpr const char* norm_share = "NORM"; // the one figure that is a share of visits
constexpr const char* index_of_all = "INDEX";

void set_interval(AnalysisFigure& figure, const Between& interval)
{
    figure.lower = interval.lower;
    figure.upper = interval.upper;
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string made;
    for (const auto& word : words)
        made += (made.empty() ? "" : std::string(between)) + word;
    return made;
}

std::optional<std::int64_t> count(const VisitCounts& counts, const std::string& place, const std::string& dimension)
{
    const auto found = counts.find({place, dimension});
    return found == counts.end() ? std::nullopt : std::optional(found->second);
}

class Figures {
public:
    explicit Figures(const AnalysisGround& ground) : ground_(ground) {}

    std::vector<AnalysisFigure> of(const ReleaseAnalyses& analyses)
    {
        changes(analyses.changes);
        for (const auto& one : analyses.drivers)
            drivers(one);
        agreement(analyses.agreement);
        inspectors(analyses.inspectors);
        for (const auto& one : analyses.trainings)
            training(one);
        for (const auto& one : analyses.weighted)
            weighted(one);
        return std::move(made_);
    }

private:
    AnalysisFigure& add(Analysis analysis, const char* figure, FigureUnit unit, Counted counted)
    {
        auto& made = made_.emplace_back();
        made.analysis = analysis;
        made.figure = figure;
        made.unit = unit;
        made.counted = counted;
        return made;
    }

    void changes(const WaveChanges& changes)
    {
        if (changes.none) {
            add(Analysis::changes, "difference", FigureUnit::points, Counted::visits).none = changes.none;
            return;
        }
        const auto earlier = changes.earlier_wave + " (" + std::to_string(changes.earlier_version) + ")";
        for (const auto& one : changes.changes) {
            const auto unit = one.dimension == norm_share ? FigureUnit::percentage_points : FigureUnit::points;
            auto& made = add(Analysis::changes, "difference", unit, Counted::visits);
            made.place = one.place;
            made.dimension = one.dimension;
            made.value = one.difference;
            set_interval(made, one.interval);
            made.n_at_least = count(ground_.now, one.place, one.dimension);
            made.n_compared_at_least = count(ground_.before, one.place, one.dimension);
            made.compared_with = earlier;
            made.p_at_most = one.p_within_place;
            made.p_over_places_at_most = one.p_over_places;
            made.verdict = json::enum_name(one.verdict);
            made.stands_out = one.stands_out;
        }
    }

    AnalysisFigure& driver(const PlaceDrivers& drivers, const char* figure, const std::string& dimension, double value)
    {
        auto& made = add(Analysis::drivers, figure, FigureUnit::percent, Counted::visits);
        made.place = drivers.place;
        made.dimension = dimension;
        made.value = value;
        made.n_at_least = drivers.n_at_least;
        return made;
    }

    void drivers(const PlaceDrivers& drivers)
    {
        if (drivers.none) {
            auto& made = add(Analysis::drivers, "explained", FigureUnit::percent, Counted::visits);
            made.place = drivers.place;
            made.none = drivers.none;
            return;
        }
        set_interval(driver(drivers, "explained", {}, drivers.explained), drivers.interval);
        for (const auto& part : drivers.parts) {
            set_interval(driver(drivers, "share", part.dimension, part.share), part.interval);
            driver(drivers, "of_total", part.dimension, part.of_total);
            driver(drivers, "alone", part.dimension, part.alone);
            driver(drivers, "last", part.dimension, part.last);
        }
        if (const auto& employees = drivers.employees) {
            const auto both = joined(employees->dimensions, " ");
            driver(drivers, "employees_of_explained", both, employees->of_explained);
            driver(drivers, "employees_of_total", both, employees->of_total);
            driver(drivers, "employees_as_one", both, employees->of_explained_as_one);
        }
    }

    void agreement(const Agreement& agreement)
    {
        auto& alpha = add(Analysis::agreement, "alpha", FigureUnit::coefficient, Counted::double_visits);
        if (agreement.none) {
            alpha.none = agreement.none;
            return;
        }
        alpha.value = agreement.alpha;
        set_interval(alpha, agreement.alpha_interval);
        alpha.n_at_least = agreement.pairs_at_least;
        alpha.about = joined(agreement.questions, " ");
        alpha.verdict = json::enum_name(agreement.verdict);
        if (!agreement.icc)
            return;
        auto& icc = add(Analysis::agreement, "icc", FigureUnit::coefficient, Counted::double_visits);
        icc.value = agreement.icc;
        icc.n_at_least = agreement.pairs_at_least;
        if (agreement.icc_interval)
            set_interval(icc, *agreement.icc_interval);
    }

    void inspectors(const InspectorPart& part)
    {
        auto& share = add(Analysis::inspectors, "share", FigureUnit::percent, Counted::visits);
        if (part.none) {
            share.none = part.none;
            return;
        }
        share.value = part.share;
        set_interval(share, part.interval);
        share.n_at_least = count(ground_.now, ground_.top, index_of_all);
        const auto share_n = share.n_at_least; // adding one more may move the others
        auto& effect = add(Analysis::inspectors, "design_effect", FigureUnit::times, Counted::visits);
        effect.value = part.design_effect;
        effect.n_at_least = share_n;
    }

    AnalysisFigure& training_figure(const TrainingResult& result, const char* figure)
    {
        auto& made = add(Analysis::training, figure, FigureUnit::points, Counted::locations);
        made.dimension = result.dimension;
        made.about = result.given_on + ": " + result.content;
        made.compared_with = joined(result.waves, ", ");
        made.n_at_least = result.trained;
        made.n_compared_at_least = result.others;
        return made;
    }

    void training(const TrainingResult& result)
    {
        auto& effect = training_figure(result, "effect");
        if (result.none) {
            effect.none = result.none;
            return;
        }
        effect.value = result.effect;
        if (result.interval)
            set_interval(effect, *result.interval);
        effect.p_at_most = result.p_permutation;
        effect.verdict = json::enum_name(result.verdict);
        if (result.before)
            training_figure(result, "before").value = result.before;
    }

    AnalysisFigure& weighted_figure(const WeightedFigure& figure, const char* name)
    {
        const auto unit = figure.dimension == norm_share ? FigureUnit::percent : FigureUnit::points;
        auto& made = add(Analysis::weighted, name, unit, Counted::visits);
        made.place = figure.place;
        made.dimension = figure.dimension;
        if (!figure.none)
            made.n_at_least = count(ground_.now, figure.place, figure.dimension);
        return made;
    }

    void weighted(const WeightedFigure& figure)
    {
        auto& estimate = weighted_figure(figure, "weighted");
        if (figure.none) {
            estimate.none = figure.none;
            return;
        }
        estimate.value = figure.estimate;
        set_interval(estimate, figure.interval);
        auto& effective = weighted_figure(figure, "n_effective");
        effective.unit = FigureUnit::visits;
        effective.value = double(figure.n_effective_at_least);
        auto& unweighted = weighted_figure(figure, "unweighted");
        unweighted.value = figure.unweighted;
    }

    const AnalysisGround& ground_;
    std::vector<AnalysisFigure> made_;
};

} // namespace

std::vector<AnalysisFigure> analysis_figures(const ReleaseAnalyses& analyses, const AnalysisGround& ground)
{
    return Figures(ground).of(analyses);
}

Result<AnalysesSummary> analyses_summary(store::Tx& tx, const Actor& actor, WaveId id)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator, Role::observer}, id));
    AnalysesSummary summary;
    BALIEBLIK_TRY(release, tx.releases().of_wave(id));
    if (!release)
        return summary;
    BALIEBLIK_TRY(stored, tx.releases().analyses(release->id));
    if (!stored)
        return summary;
    summary.made_at = stored->made_at;
    summary.seed = stored->analyses.seed;
    for (const auto analysis : all_analyses)
        summary.counts.push_back({analysis, 0, 0, {}});
    for (const auto& figure : analysis_figures(stored->analyses, {})) {
        auto& count = summary.counts[static_cast<std::size_t>(figure.analysis)];
        ++(figure.none ? count.not_shown : count.shown);
        if (figure.none && std::find(count.reasons.begin(), count.reasons.end(), *figure.none) == count.reasons.end())
            count.reasons.push_back(*figure.none);
    }
    return summary;
}

} // namespace balieblik::usecases
