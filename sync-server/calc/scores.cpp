// SPDX-License-Identifier: EUPL-1.2
// Scores of items, dimensions and visits.
#include "calc/figures.hpp"
#include "statistics/mean.hpp"
#include "statistics/score.hpp"

#include <cmath>

namespace balieblik::calc {
namespace {

using statistics::least_coverage_of_a_dimension;
using statistics::Weighted;

// {"weight", "score"} or [weight, score].
Result<Weighted> item_of(const boost::json::value& value, const std::string& name)
{
    if (value.is_array() && value.get_array().size() == 2) {
        BALIEBLIK_TRY(weight, as_number(value.get_array()[0], name + ".weight"));
        BALIEBLIK_TRY(given, as_score(value.get_array()[1], name + ".score"));
        return Weighted{weight, given};
    }
    BALIEBLIK_TRY(object, as_object(value, name));
    const Inputs in{*object};
    BALIEBLIK_TRY(weight, in.number({"weight", "w"}));
    Weighted made{weight, std::nullopt};
    const auto* outside = in.find({"na", "not_applicable"});
    if (outside && outside->is_bool() && outside->get_bool())
        return made;
    if (const auto* given = in.find({"score", "s", "value", "points"})) {
        BALIEBLIK_TRY(number, as_score(*given, name + ".score"));
        made.score = number;
    }
    return made;
}

Result<std::vector<Weighted>> items_of(const boost::json::value& value, const std::string& name)
{
    BALIEBLIK_TRY(list, as_list(value, name));
    std::vector<Weighted> made;
    for (const auto& element : *list) {
        BALIEBLIK_TRY(item, item_of(element, name + "[" + std::to_string(made.size()) + "]"));
        made.push_back(item);
    }
    return made;
}

Result<std::vector<Weighted>> weights_and_scores(const Inputs& in)
{
    BALIEBLIK_TRY(weights, in.numbers({"weights", "w"}));
    BALIEBLIK_TRY(scores, in.column({"scores", "s", "values"}));
    if (weights.size() != scores.size())
        return wrong("scores", "as many as weights are wanted");
    std::vector<Weighted> made;
    for (std::size_t i = 0; i < weights.size(); ++i)
        made.push_back({weights[i], scores[i]});
    return made;
}

boost::json::object written(const statistics::WeightedMean& mean)
{
    return {
        {"score", mean.score}, {"coverage", mean.coverage}, {"counts", mean.coverage >= least_coverage_of_a_dimension}};
}

Outcome of_parts(const Inputs& in, const std::vector<Weighted>& parts)
{
    BALIEBLIK_TRY(least, in.number_or({"least_coverage", "min_coverage"}, 0));
    BALIEBLIK_TRY(mean, statistics::weighted_mean(parts, least));
    return Figures{"weighted mean of the scores that apply: Σ w s / Σ w", written(mean)};
}

Result<std::vector<statistics::DimensionWeight>> dimension_weights_of(const boost::json::value& value)
{
    std::vector<statistics::DimensionWeight> made;
    if (value.is_object()) {
        for (const auto& member : value.get_object()) {
            BALIEBLIK_TRY(weight, as_number(member.value(), member.key()));
            made.push_back({member.key(), weight});
        }
        return made;
    }
    BALIEBLIK_TRY(list, as_list(value, "dimension_weights"));
    for (const auto& element : *list) {
        BALIEBLIK_TRY(object, as_object(element, "dimension_weights"));
        const Inputs in{*object};
        BALIEBLIK_TRY(name, in.need({"dimension", "name"}));
        BALIEBLIK_TRY(weight, in.number({"weight", "w"}));
        made.push_back({as_text(*name), weight});
    }
    return made;
}

Outcome of_items_by_dimension(const Inputs& in, const boost::json::array& list, const boost::json::value& weights)
{
    BALIEBLIK_TRY(of_dimensions, dimension_weights_of(weights));
    std::vector<statistics::DimensionItem> items;
    for (const auto& element : list) {
        const auto name = "items[" + std::to_string(items.size()) + "]";
        BALIEBLIK_TRY(object, as_object(element, name));
        BALIEBLIK_TRY(dimension, Inputs{*object}.need({"dimension", "dim"}));
        BALIEBLIK_TRY(item, item_of(element, name));
        items.push_back({as_text(*dimension), item});
    }
    BALIEBLIK_TRY(least, in.number_or({"least_coverage", "min_coverage"}, least_coverage_of_a_dimension));
    BALIEBLIK_TRY(visit, statistics::visit_score(items, of_dimensions, least));
    boost::json::object dimensions;
    for (const auto& dimension : visit.dimensions) {
        boost::json::object own{
            {"score", nullptr}, {"coverage", dimension.coverage}, {"counts", dimension.score.has_value()}};
        if (dimension.score)
            own["score"] = *dimension.score;
        if (dimension.refused)
            own["refusal"] = json::enum_name(*dimension.refused);
        dimensions[dimension.dimension] = std::move(own);
    }
    return Figures{"items into dimensions, and dimensions with a coverage of at least " + json::canonical(least) +
                       " into the index, each as Σ w s / Σ w",
                   {{"index", visit.index}, {"coverage", visit.coverage}, {"dimensions", std::move(dimensions)}}};
}

// The score of a wave is the mean of its visits' scores. Pooled items are shown beside it, as they differ.
Outcome of_visits(const Inputs& in, const boost::json::array& visits)
{
    std::vector<Weighted> scores;
    std::vector<double> counted;
    std::vector<Weighted> pooled;
    boost::json::array each;
    std::optional<std::vector<double>> weights;
    if (in.has({"visit_weights"})) {
        BALIEBLIK_TRY(given, in.numbers({"visit_weights"}));
        if (given.size() != visits.size())
            return wrong("visit_weights", "as many as visits are wanted");
        weights = given;
    }
    for (const auto& visit : visits) {
        const auto place = scores.size();
        const auto name = "visits[" + std::to_string(place) + "]";
        const auto* inner = visit.is_object() ? Inputs{visit.get_object()}.find({"items"}) : &visit;
        if (!inner)
            return wrong(name, "items are wanted");
        BALIEBLIK_TRY(items, items_of(*inner, name));
        const auto mean = statistics::weighted_mean(items);
        if (!mean && mean.error() != statistics::Refusal::no_data)
            return mean.error();
        pooled.insert(pooled.end(), items.begin(), items.end());
        scores.push_back({weights ? (*weights)[place] : 1, mean ? std::optional(mean->score) : std::nullopt});
        each.push_back(mean ? boost::json::value(mean->score) : boost::json::value(nullptr));
        if (mean)
            counted.push_back(mean->score);
    }
    BALIEBLIK_TRY(wave, statistics::weighted_mean(scores));
    boost::json::object result{{"score", wave.score}, {"n", counted.size()}, {"visit_scores", std::move(each)}};
    result["pooled_items"] = statistics::weighted_mean(pooled)->score;
    BALIEBLIK_TRY(level, level_of(in));
    if (!weights)
        if (const auto mean = statistics::mean_with_interval(counted, level))
            result["interval"] = json::write(mean->interval);
    return Figures{"mean of the visits' scores (not of pooled items), each Σ w s / Σ w", std::move(result)};
}

} // namespace

Outcome score(const Inputs& in)
{
    if (const auto* visits = in.find({"visits"})) {
        BALIEBLIK_TRY(list, as_list(*visits, "visits"));
        return of_visits(in, *list);
    }
    if (const auto* items = in.find({"items", "questions"})) {
        BALIEBLIK_TRY(list, as_list(*items, "items"));
        if (const auto* weights = in.find({"dimension_weights", "dimensions"}))
            return of_items_by_dimension(in, *list, *weights);
        BALIEBLIK_TRY(parts, items_of(*items, "items"));
        return of_parts(in, parts);
    }
    if (const auto* dimensions = in.find({"dimensions", "dims"})) {
        BALIEBLIK_TRY(parts, items_of(*dimensions, "dimensions"));
        return of_parts(in, parts);
    }
    if (!in.has({"weights", "w"}))
        return wrong("items", "is missing");
    BALIEBLIK_TRY(parts, weights_and_scores(in));
    return of_parts(in, parts);
}

} // namespace balieblik::calc
