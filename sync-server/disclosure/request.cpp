// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/request.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::disclosure {
namespace {

using Where = std::map<std::string, std::string>;

std::string text(const Where& at)
{
    std::string made;
    for (const auto& [axis, code] : at)
        made += (made.empty() ? "" : ", ") + axis + " " + code;
    return made;
}

std::vector<Suppression> reasons_against(const RequestedCell& cell, const PublishingRule& rule)
{
    std::vector<Suppression> reasons;
    if (cell.visits < rule.min_visits)
        reasons.push_back(Suppression::too_few_visits);
    if (cell.staff_pool < rule.min_staff_pool)
        reasons.push_back(Suppression::small_staff_pool);
    if (cell.inspectors < rule.min_inspectors)
        reasons.push_back(Suppression::too_few_inspectors);
    if (cell.largest_share.value_or(1.0 / static_cast<double>(std::max<std::int64_t>(cell.visits, 1))) >
        rule.max_share_of_weight)
        reasons.push_back(Suppression::dominated);
    return reasons;
}

// What must stay possible. A count below the threshold may not be told from one that reaches it, nor from half of it;
// other counts stay uncertain by a tenth.
Range wanted(const RequestedCell& cell, bool means, const PublishingRule& rule)
{
    const auto visits = static_cast<double>(cell.visits);
    if (means) {
        const double sum = visits * cell.mean.value_or(0);
        return {std::max(0.0, sum - rule.protection * visits), std::min(100 * visits, sum + rule.protection * visits)};
    }
    if (cell.visits < rule.min_visits)
        return {std::floor(visits / 2), static_cast<double>(rule.min_visits)};
    const double room = std::max(1.0, visits / 10);
    return {visits - room, visits + room};
}

Result<void> check(const RequestedCell& cell)
{
    const bool mean_fits = !cell.mean || (*cell.mean >= 0 && *cell.mean <= 100);
    const bool share_fits = !cell.largest_share || (*cell.largest_share >= 0 && *cell.largest_share <= 1);
    constexpr std::int64_t most = 1'000'000'000'000; // visits: sums of doubles are exact up to here and beyond
    if (cell.visits < 0 || cell.visits > most || cell.staff_pool < 0 || cell.inspectors < 0 || !mean_fits ||
        !share_fits)
        return Error{Errc::validation, text(cell.at)};
    return {};
}

class Building {
public:
    Building(const ProtectRequest& request, const PublishingRule& rule) : request_(request), rule_(rule)
    {
        means = std::all_of(request.cells.begin(), request.cells.end(),
                            [](const RequestedCell& cell) { return cell.visits == 0 || cell.mean; });
    }

    Result<void> run()
    {
        for (const auto& step : request_.hierarchy)
            within_[step.axis][step.code] = step.within;
        BALIEBLIK_CHECK(check_hierarchy());
        for (const auto& cell : request_.cells) {
            BALIEBLIK_CHECK(check(cell));
            if (!place_.emplace(cell.at, table.cells.size()).second)
                return Error{Errc::validation, "twice: " + text(cell.at)};
            add(cell);
        }
        add_sums();
        return check_sums();
    }

    Table table;
    bool means{};
    std::vector<std::vector<Suppression>> because;
    std::vector<std::optional<Bound>> bounds;

private:
    Result<void> check_hierarchy() const
    {
        for (const auto& [axis, steps] : within_)
            for (const auto& [code, first] : steps) {
                std::size_t climbed = 0;
                for (auto at = steps.find(first); at != steps.end(); at = steps.find(at->second))
                    if (++climbed > steps.size())
                        break;
                if (first == code || climbed > steps.size())
                    return Error{Errc::validation, axis + " " + code + " lies within itself"};
            }
        return {};
    }

    Result<void> check_sums() const
    {
        for (const auto& sum : table.sums) {
            double parts = 0;
            std::int64_t visits = 0;
            for (const auto part : sum.parts) {
                parts += table.cells[part].value;
                visits += table.cells[part].visits;
            }
            const auto& total = table.cells[sum.total];
            if (visits != total.visits || std::abs(parts - total.value) > 1e-6 * std::max(1.0, std::abs(total.value)))
                return Error{Errc::validation, "the parts of " + text(request_.cells[sum.total].at) + " do not add up"};
        }
        return {};
    }

    void add(const RequestedCell& cell)
    {
        TableCell made;
        const auto visits = static_cast<double>(cell.visits);
        made.value = means ? visits * cell.mean.value_or(0) : visits;
        made.bounds = {0, means ? 100 * visits : unbounded};
        made.cost = cell.hidden_before.value_or(false) ? 0 : visits + 1;
        made.visits = cell.visits;
        made.staff_pool = cell.staff_pool;
        made.inspectors = cell.inspectors;
        because.push_back(cell.visits > 0 ? reasons_against(cell, rule_) : std::vector<Suppression>{});
        if (!because.back().empty()) {
            made.hidden = true;
            made.wanted = wanted(cell, means, rule_);
        }
        bounds.push_back(means && cell.visits > 0 && because.back().empty() ? end_of(cell) : std::nullopt);
        if (bounds.back()) {
            // The bound is all that anybody is told, and all of it must stay possible.
            made.hidden = true;
            made.bounds = *bounds.back() == Bound::at_most ? Range{0, end_of_scale * visits}
                                                           : Range{(100 - end_of_scale) * visits, 100 * visits};
            made.wanted = made.bounds;
        }
        table.cells.push_back(made);
    }

    // "Everybody who works there did well": told as a bound.
    std::optional<Bound> end_of(const RequestedCell& cell) const
    {
        if (cell.staff_pool >= rule_.group_pool)
            return std::nullopt;
        return *cell.mean <= end_of_scale         ? std::optional(Bound::at_most)
               : *cell.mean >= 100 - end_of_scale ? std::optional(Bound::at_least)
                                                  : std::nullopt;
    }

    // On each axis, with the codes of all other axes as they are.
    void add_sums()
    {
        std::map<std::pair<std::string, std::size_t>, Sum> sums;
        for (const auto& [at, part] : place_)
            for (const auto& [axis, code] : at) {
                const auto& steps = within_[axis];
                const auto found = steps.find(code);
                if (found == steps.end())
                    continue;
                auto above = at;
                above[axis] = found->second;
                const auto total = place_.find(above);
                if (total == place_.end())
                    continue;
                auto& sum = sums[{axis, total->second}];
                sum.total = total->second;
                sum.parts.push_back(part);
            }
        for (auto& [key, sum] : sums)
            table.sums.push_back(std::move(sum));
    }

    const ProtectRequest& request_;
    const PublishingRule& rule_;
    std::map<Where, std::size_t> place_;
    std::map<std::string, std::map<std::string, std::string>> within_; // axis, code
};

} // namespace

Result<ProtectAnswer> protect(const ProtectRequest& request)
{
    ProtectAnswer answer;
    answer.rule = request.rule ? stricter(PublishingRule{}, *request.rule) : PublishingRule{};
    Building building(request, answer.rule);
    BALIEBLIK_CHECK(building.run());
    auto& table = building.table;
    BALIEBLIK_CHECK(hide_least(table, answer.rule));
    BALIEBLIK_TRY(ranges, feasible(table));
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const auto& cell = request.cells[i];
        const auto& bound = building.bounds[i];
        AnsweredCell made{
            cell.at, !table.cells[i].hidden || bound, building.because[i], ranges[i].lower, ranges[i].upper, bound};
        if (!made.shown && made.hidden_because.empty())
            made.hidden_because.push_back(Suppression::protects_others);
        if (building.means && cell.visits > 0) {
            made.lower /= static_cast<double>(cell.visits);
            made.upper /= static_cast<double>(cell.visits);
        }
        // JSON has no infinity: nobody can have more visits than the whole table.
        if (!std::isfinite(made.upper))
            made.upper = static_cast<double>(std::numeric_limits<std::int32_t>::max());
        answer.cells.push_back(std::move(made));
    }
    return answer;
}

} // namespace balieblik::disclosure
