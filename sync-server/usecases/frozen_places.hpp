// SPDX-License-Identifier: EUPL-1.2
// Places, cells and visits of a frozen wave, found by place; for the analyses only.
#pragma once

#include "usecases/analyses.hpp"

#include <set>

namespace balieblik::usecases {

inline constexpr const char* index_code = "INDEX";
inline constexpr const char* norm_code = "NORM";

// Points into the study, which must outlive it.
class FrozenPlaces {
public:
    // Of the wave that is analysed.
    explicit FrozenPlaces(const FrozenStudy& study) : FrozenPlaces(study, study.now) {}
    FrozenPlaces(const FrozenStudy& study, const FrozenWave& wave);

    // None unless the figure is shown as it is, and not as a bound.
    const ReleaseCell* shown(const std::string& place, const std::string& figure) const;
    // The place and all that hold it, lowest first.
    std::vector<std::string> chain(const std::string& lowest) const;
    // Places with none in them, that are in `place` or are it.
    const std::vector<std::string>& leaves(const std::string& place) const;
    std::optional<LocationId> location_of(const std::string& leaf) const;
    // The place that the location counts in, and all that hold it, lowest first.
    std::vector<std::string> chain_of(LocationId location) const;
    std::vector<const store::ReleaseInput*> inputs(const std::string& place) const;
    // People who can have been at the counters of these visits.
    std::int64_t staff_pool(const std::vector<const store::ReleaseInput*>& inputs) const;
    // Do the visits pass the publishing rule as a group?
    bool large_enough(const std::vector<const store::ReleaseInput*>& inputs) const;

private:
    const FrozenStudy& study_;
    const FrozenWave& wave_;
    std::map<std::string, const ReleasePlace*> places_;
    std::map<std::pair<std::string, std::string>, const ReleaseCell*> cells_;
    std::map<std::string, std::vector<std::string>> leaves_;                // of each place
    std::map<std::string, LocationId> locations_;                           // by leaf
    std::map<std::string, std::vector<const store::ReleaseInput*>> inputs_; // by leaf
};

} // namespace balieblik::usecases
