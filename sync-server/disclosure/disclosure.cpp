// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/disclosure.hpp"

#include <algorithm>
#include <numeric>

namespace balieblik::disclosure {

PublishingRule stricter(const PublishingRule& a, const PublishingRule& b)
{
    PublishingRule made;
    made.min_visits = std::max(a.min_visits, b.min_visits);
    made.min_staff_pool = std::max(a.min_staff_pool, b.min_staff_pool);
    made.min_inspectors = std::max(a.min_inspectors, b.min_inspectors);
    made.max_share_of_weight = std::min(a.max_share_of_weight, b.max_share_of_weight);
    made.count_rounding = std::max(a.count_rounding, b.count_rounding);
    made.group_pool = std::max(a.group_pool, b.group_pool);
    made.protection = std::max(a.protection, b.protection);
    return made;
}

std::vector<Suppression> reasons_against(const Contributors& cell, const PublishingRule& rule)
{
    std::vector<Suppression> reasons;
    if (std::ssize(cell.weights) < rule.min_visits)
        reasons.push_back(Suppression::too_few_visits);
    if (cell.staff_pool < rule.min_staff_pool)
        reasons.push_back(Suppression::small_staff_pool);
    if (cell.inspectors < rule.min_inspectors)
        reasons.push_back(Suppression::too_few_inspectors);
    if (largest_share(cell.weights) > rule.max_share_of_weight)
        reasons.push_back(Suppression::dominated);
    if (!cell.has_interval)
        reasons.push_back(Suppression::no_interval);
    return reasons;
}

std::int64_t rounded_down(std::int64_t count, std::int64_t multiple)
{
    if (count <= 0 || multiple <= 0)
        return 0;
    return count - count % multiple;
}

double largest_share(std::span<const double> weights)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (weights.empty() || !(sum > 0))
        return 1;
    return *std::max_element(weights.begin(), weights.end()) / sum;
}

Shown guarded(double mean, double lower, double upper, std::int64_t staff_pool, const PublishingRule& rule, double end)
{
    Shown shown{mean, std::max(lower, 0.0), std::min(upper, 100.0), std::nullopt};
    if (staff_pool >= rule.group_pool)
        return shown;
    if (mean <= end)
        return {end, 0, end, Bound::at_most};
    if (mean >= 100 - end)
        return {100 - end, 100 - end, 100, Bound::at_least};
    return shown;
}

void protect_index(std::span<const DimensionCell> dimensions, std::vector<Suppression>& index)
{
    const auto hidden = [](const DimensionCell& cell) { return cell.visits > 0 && !cell.hidden_because.empty(); };
    if (index.empty() && std::any_of(dimensions.begin(), dimensions.end(), hidden))
        index.push_back(Suppression::would_follow);
}

} // namespace balieblik::disclosure
