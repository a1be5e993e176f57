// SPDX-License-Identifier: EUPL-1.2
#include "statistics/score.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <set>

namespace balieblik::statistics {

Estimate<WeightedMean> weighted_mean(std::span<const Weighted> parts, double least_coverage)
{
    double all = 0;
    double applied = 0;
    double sum = 0;
    for (const auto& part : parts) {
        if (!std::isfinite(part.weight) || (part.score && !std::isfinite(*part.score)))
            return Refusal::not_finite;
        if (part.weight < 0)
            return Refusal::out_of_range;
        all += part.weight;
        if (part.score) {
            applied += part.weight;
            sum += part.weight * *part.score;
        }
    }
    if (applied <= 0)
        return Refusal::no_data;
    const double coverage = applied / all;
    if (coverage < least_coverage)
        return Refusal::too_little_weight;
    if (!std::isfinite(sum) || !std::isfinite(all))
        return Refusal::not_finite;
    return WeightedMean{sum / applied, coverage};
}

Estimate<VisitScore> visit_score(std::span<const DimensionItem> items, std::span<const DimensionWeight> weights,
                                 double least_coverage)
{
    std::set<std::string> named;
    for (const auto& weight : weights)
        if (!named.insert(weight.dimension).second)
            return Refusal::mismatched;
    for (const auto& item : items)
        if (!named.contains(item.dimension))
            return Refusal::mismatched;

    VisitScore made;
    std::vector<Weighted> counted;
    for (const auto& weight : weights) {
        std::vector<Weighted> own;
        for (const auto& item : items)
            if (item.dimension == weight.dimension)
                own.push_back(item.item);
        const auto score = weighted_mean(own, least_coverage);
        DimensionScore dimension{weight.dimension, std::nullopt, 0, std::nullopt};
        if (score) {
            dimension.score = score->score;
            dimension.coverage = score->coverage;
        } else if (score.error() == Refusal::no_data || score.error() == Refusal::too_little_weight) {
            dimension.refused = score.error();
            if (const auto without_rule = weighted_mean(own))
                dimension.coverage = without_rule->coverage;
        } else {
            return score.error();
        }
        counted.push_back({weight.weight, dimension.score});
        made.dimensions.push_back(std::move(dimension));
    }
    BALIEBLIK_TRY(index, weighted_mean(counted));
    made.index = index.score;
    made.coverage = index.coverage;
    return made;
}

} // namespace balieblik::statistics
