// SPDX-License-Identifier: EUPL-1.2
#include "usecases/analysis_versions.hpp"

#include <algorithm>
#include <functional>

namespace balieblik::usecases {

void VersionGroups::add(const store::ReleaseInput& visit, std::vector<double> values)
{
    auto& history = histories_[visit.visit_id];
    history.visit = &visit;
    history.values.resize(versions_);
    history.values.back() = std::move(values);
}

bool VersionGroups::tell(const FrozenPlaces& places) const
{
    // By which value it was in each version: the first, the next; 0 where it was none.
    std::map<std::vector<std::size_t>, std::vector<const store::ReleaseInput*>> groups;
    for (const auto& [id, history] : histories_) {
        std::vector<std::vector<double>> seen;
        std::vector<std::size_t> labels;
        for (std::size_t version = 0; version < versions_; ++version) {
            if (version >= history.values.size() || history.values[version].empty()) {
                labels.push_back(0);
                continue;
            }
            const auto known = std::find(seen.begin(), seen.end(), history.values[version]);
            labels.push_back(static_cast<std::size_t>(known - seen.begin()) + 1);
            if (known == seen.end())
                seen.push_back(history.values[version]);
        }
        if (std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>{}) != labels.end())
            groups[labels].push_back(history.visit);
    }
    return std::any_of(groups.begin(), groups.end(), [&](const auto& one) { return !places.large_enough(one.second); });
}

} // namespace balieblik::usecases
