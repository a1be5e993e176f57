// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/group.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::disclosure {

bool covers(const Range& feasible, const Range& wanted)
{
    constexpr double tolerance = 1e-6; // sums of some thousand scores differ by their order in the last digits
    return feasible.lower <= wanted.lower + tolerance && feasible.upper >= wanted.upper - tolerance;
}

void Inspectors::add(std::uint32_t one)
{
    if (count_ == most)
        return;
    auto* end = keys_.data() + count_;
    auto* place = std::lower_bound(keys_.data(), end, one);
    if (place != end && *place == one)
        return;
    std::copy_backward(place, end, end + 1);
    *place = one;
    ++count_;
}

void Group::add_visit(double score, double visit_weight, std::uint32_t inspector)
{
    ++visits;
    weight += visit_weight;
    largest = std::max(largest, visit_weight);
    sum += visit_weight * score;
    squares += visit_weight * score * score;
    inspectors.add(inspector);
}

void Group::merge(const Group& other)
{
    visits += other.visits;
    staff_pool += other.staff_pool;
    weight += other.weight;
    largest = std::max(largest, other.largest);
    sum += other.sum;
    squares += other.squares;
    counted = counted || other.counted;
    for (const auto one : other.inspectors.keys())
        inspectors.add(one);
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

double end_width(const Group& group)
{
    double width = end_of_scale;
    while (group.counted && width * static_cast<double>(group.visits) < 100 && width < 50)
        width += end_of_scale;
    return width;
}

bool tells_on_everybody(const Group& group, const PublishingRule& rule)
{
    const double width = end_width(group);
    return group.visits > 0 && group.staff_pool < rule.group_pool &&
           (group.mean() <= width || group.mean() >= 100 - width);
}

Range within_bound(const Group& group)
{
    double width = end_width(group);
    if (group.counted) {
        const auto n = static_cast<double>(group.visits);
        width = 100 * std::floor(width * n / 100) / n;
    }
    return group.mean() <= 50 ? Range{0, width} : Range{100 - width, 100};
}

} // namespace balieblik::disclosure
