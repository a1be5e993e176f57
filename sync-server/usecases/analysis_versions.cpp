// SPDX-License-Identifier: EUPL-1.2
#include "usecases/analysis_versions.hpp"

#include <algorithm>
#include <functional>

namespace balieblik::usecases {

void VersionGroups::add(const store::ReleaseInput& visit, std::vector<double> values, const store::SecondLook* second)
{
    auto& history = histories_[visit.visit_id];
    history.visit = &visit;
    history.seen.resize(versions_);
    Seen seen{{visit.visit_version_id}, std::move(values)};
    if (second)
        seen.records.push_back(second->visit_version_id);
    history.seen.back() = std::move(seen);
}

bool VersionGroups::tell(const FrozenPlaces& places) const
{
    // By which record it was in each version: the first, the next; 0 where it was none.
    std::map<std::vector<std::size_t>, std::vector<const store::ReleaseInput*>> groups;
    std::vector<const store::ReleaseInput*> common;
    for (const auto& [id, history] : histories_) {
        std::vector<Seen> known;
        std::vector<std::size_t> labels;
        for (std::size_t version = 0; version < versions_; ++version) {
            if (version >= history.seen.size() || !history.seen[version]) {
                labels.push_back(0);
                continue;
            }
            const auto found = std::find(known.begin(), known.end(), *history.seen[version]);
            labels.push_back(static_cast<std::size_t>(found - known.begin()) + 1);
            if (found == known.end())
                known.push_back(*history.seen[version]);
        }
        const bool changed = std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>{}) != labels.end();
        (changed ? groups[labels] : common).push_back(history.visit);
    }
    if (groups.empty())
        return false;
    if (versions_ > 2 && !common.empty() && !places.large_enough(common))
        return true;
    return std::any_of(groups.begin(), groups.end(), [&](const auto& one) { return !places.large_enough(one.second); });
}

} // namespace balieblik::usecases
