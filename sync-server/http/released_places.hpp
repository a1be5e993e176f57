// SPDX-License-Identifier: EUPL-1.2
// The places of the releases that were asked for last. A release never changes, and whoever takes one home page by page
// would have all of its places read again for every page.
#pragma once

#include "exports/release_export.hpp"

#include <list>
#include <mutex>

namespace balieblik::http {

struct PlacesOfRelease {
    std::vector<ReleasePlace> places;
    exports::PlaceNames names;
};

// Any thread.
class ReleasedPlaces {
public:
    // Whoever asks must be allowed to read the release: what is remembered is given to anybody. Refusals: those of
    // reading.
    Result<std::shared_ptr<const PlacesOfRelease>> of(const usecases::ReleaseReader& reader, ReleaseId id);

private:
    static constexpr std::size_t most = 2; // all of Europe's are some 60 MiB

    struct Remembered {
        ReleaseId id;
        std::shared_ptr<const PlacesOfRelease> places;
    };
    std::mutex mutex_;
    std::list<Remembered> last_; // asked for last first
};

} // namespace balieblik::http
