// SPDX-License-Identifier: EUPL-1.2
// Takes in what a tablet could not hand in by itself and somebody carried to the office (sync-protocol.md, section 15).
// The same visit by its own tablet, before or after, is a duplicate and nothing else; so is the same bundle twice.
#pragma once

#include "sync/rescue.hpp"
#include "usecases/photos.hpp"
#include "vault/bundle.hpp"

#include <filesystem>

namespace balieblik::usecases {

struct TakenIn {
    DeviceId device_id;
    Timestamp made_at{};
    std::int64_t mutations{}; // that the bundle held
    std::int64_t applied{};
    std::int64_t duplicates{};
    std::int64_t set_aside{};
    std::int64_t photos{};         // that are here now
    std::int64_t photos_refused{}; // no visit declares them, or their bytes are others
};
BOOST_DESCRIBE_STRUCT(TakenIn, (),
                      (device_id, made_at, mutations, applied, duplicates, set_aside, photos, photos_refused))

// Coordinator or client admin; also for a tablet that was withdrawn meanwhile. Read twice: nothing is taken in before
// the signature at its end was verified. `scratch`: a file for the time it takes. Blocking: for a worker thread.
// Refusals: forbidden, hash_mismatch (no bundle, or altered), signature_invalid (sealed to another server, or signed by
// no tablet of ours), validation, and those of the store.
Result<TakenIn> take_in_bundle(const PhotoShelf& shelf, TenantId tenant, const Actor& actor,
                               const std::filesystem::path& bundle, const std::filesystem::path& scratch);

} // namespace balieblik::usecases
