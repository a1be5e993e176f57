// SPDX-License-Identifier: EUPL-1.2
// The versions of a wave stand beside each other for good, and so does what was worked out with each. What two of them
// say of one group could be compared, and would then tell about the visits that were declared void, admitted or
// corrected in between. An analysis therefore keeps to the rule that figures keep to (ReleaseCube::add_change): visits
// of one history are none, or enough to be published. From the third version on so are those that are the same in all,
// where others changed. A corrected visit is another one whatever its values are: whether an analysis is there must not
// tell which of them the correction changed.
#pragma once

#include "usecases/frozen_places.hpp"

namespace balieblik::usecases {

// What of each visit went into an analysis of one version.
class VersionGroups {
public:
    void begin_version() { ++versions_; }
    // `second`: what another inspector made of the visit, where that goes in as well.
    void add(const store::ReleaseInput& visit, std::vector<double> values, const store::SecondLook* second = nullptr);

    // True if comparing the versions would tell about a group that may not be published. `places`: of the last one.
    bool tell(const FrozenPlaces& places) const;

private:
    struct Seen {
        std::vector<VisitVersionId> records;
        std::vector<double> values;
        bool operator==(const Seen&) const = default;
    };
    struct History {
        const store::ReleaseInput* visit{};
        std::vector<std::optional<Seen>> seen; // by version; none where it was no part
    };
    std::size_t versions_ = 0;
    std::map<VisitId, History> histories_;
};

} // namespace balieblik::usecases
