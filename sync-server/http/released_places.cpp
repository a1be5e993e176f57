// SPDX-License-Identifier: EUPL-1.2
#include "http/released_places.hpp"

#include <algorithm>

namespace balieblik::http {

Result<std::shared_ptr<const PlacesOfRelease>> ReleasedPlaces::of(const usecases::ReleaseReader& reader, ReleaseId id)
{
    {
        const std::scoped_lock lock(mutex_);
        const auto found = std::find_if(last_.begin(), last_.end(), [&](const auto& one) { return one.id == id; });
        if (found != last_.end()) {
            last_.splice(last_.begin(), last_, found);
            return found->places;
        }
    }
    // Read without the lock: two may read the same, and nobody waits for another's release.
    BALIEBLIK_TRY(places, reader.places(id));
    auto made = std::make_shared<PlacesOfRelease>();
    made->names = exports::PlaceNames(places);
    made->places = std::move(places);
    const std::scoped_lock lock(mutex_);
    last_.push_front({id, made});
    if (last_.size() > most)
        last_.pop_back();
    return std::shared_ptr<const PlacesOfRelease>(std::move(made));
}

} // namespace balieblik::http
