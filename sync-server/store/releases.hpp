// SPDX-License-Identifier: EUPL-1.2
// Released figures, immutable once published. The names beside the codes are kept with them, so that who reads a
// release needs nothing else.
#pragma once

#include "model/release.hpp"

#include "base/json.hpp"

namespace balieblik::store {

struct StoredRelease {
    ReleaseId id;
    WaveId wave_id;
    ProjectId project_id;
    std::int64_t version = 1;
    std::string wave;
    std::string project;
    std::map<std::string, std::string> municipalities;
    Timestamp published_at{};
    std::int64_t approved_visits{};
    Release release;
};
BOOST_DESCRIBE_STRUCT(StoredRelease, (),
                      (id, wave_id, project_id, version, wave, project, municipalities, published_at, approved_visits,
                       release))

class Releases {
public:
    virtual ~Releases() = default;
    // Refusal: state_conflict (this version of the wave's release is there).
    virtual Result<void> add(const StoredRelease& release) = 0;
    virtual Result<std::optional<StoredRelease>> find(ReleaseId id) = 0;
    virtual Result<std::optional<StoredRelease>> of_wave(WaveId wave) = 0; // its latest version
    virtual Result<std::vector<StoredRelease>> all() = 0;                  // newest first
};

} // namespace balieblik::store
