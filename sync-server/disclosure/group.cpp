// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/group.hpp"

#include <algorithm>

namespace balieblik::disclosure {
namespace {

void keep(std::vector<std::uint32_t>& inspectors, std::uint32_t one)
{
    if (inspectors.size() >= Group::inspectors_kept)
        return;
    const auto place = std::lower_bound(inspectors.begin(), inspectors.end(), one);
    if (place == inspectors.end() || *place != one)
        inspectors.insert(place, one);
}

} // namespace

void Group::add_visit(double score, double visit_weight, std::uint32_t inspector)
{
    ++visits;
    weight += visit_weight;
    largest = std::max(largest, visit_weight);
    sum += visit_weight * score;
    squares += visit_weight * score * score;
    keep(inspectors, inspector);
}

void Group::merge(const Group& other)
{
    visits += other.visits;
    staff_pool += other.staff_pool;
    weight += other.weight;
    largest = std::max(largest, other.largest);
    sum += other.sum;
    squares += other.squares;
    for (const auto one : other.inspectors)
        keep(inspectors, one);
}

double Group::squared_deviations() const { return weight > 0 ? std::max(0.0, squares - sum * sum / weight) : 0; }

std::vector<Suppression> reasons_against(const Group& group, const PublishingRule& rule)
{
    std::vector<Suppression> reasons;
    if (group.visits < rule.min_visits)
        reasons.push_back(Suppression::too_few_visits);
    if (group.staff_pool < rule.min_staff_pool)
        reasons.push_back(Suppression::small_staff_pool);
    if (static_cast<int>(group.inspectors.size()) < rule.min_inspectors)
        reasons.push_back(Suppression::too_few_inspectors);
    if (!(group.weight > 0) || group.largest > rule.max_share_of_weight * group.weight)
        reasons.push_back(Suppression::dominated);
    if (group.visits < 2)
        reasons.push_back(Suppression::no_interval);
    return reasons;
}

bool tells_on_everybody(const Group& group, const PublishingRule& rule)
{
    return group.visits > 0 && group.staff_pool < rule.group_pool &&
           (group.mean() <= low_bound || group.mean() >= high_bound);
}

} // namespace balieblik::disclosure
