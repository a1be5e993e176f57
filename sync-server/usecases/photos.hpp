// SPDX-License-Identifier: EUPL-1.2
// Photos on their way in (sync-protocol.md, section 6): tus creation, offset, append, completion, end. The bytes go to
// BlobFiles, outside any transaction; what is known of them goes to the Store. Blocking: for a worker thread.
#pragma once

#include "store/blob_files.hpp"
#include "usecases/device_access.hpp"

namespace balieblik::usecases {

inline constexpr std::int64_t max_open_uploads = 64; // of one inspector
inline constexpr std::chrono::days upload_patience{14};

struct PhotoShelf {
    store::Store& store;
    store::BlobFiles& files;
    const Environment& env;
};

struct UploadProgress {
    store::UploadId id;
    std::int64_t offset{}; // durably there
    std::int64_t length{};
    bool complete{};
    Timestamp expires_at{}; // without further progress
};
BOOST_DESCRIBE_STRUCT(UploadProgress, (), (id, offset, length, complete, expires_at))

struct NewUpload {
    std::int64_t length{};
    std::string sha256;
    VisitVersionId visit_version_id;
};
// Begins an upload, or goes on with the one that was begun for the same photo. Only what one of this inspector's visits
// declares, with the size it declares. A photo that is here in full already gives a progress that is complete.
// Refusals: not_found (not declared), too_large, validation, rate_limited (too many open).
Result<UploadProgress> begin_upload(const PhotoShelf& shelf, const DeviceSession& session, const NewUpload& request);

// Refusal: upload_gone (unknown, expired, somebody else's).
Result<UploadProgress> upload_progress(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id);

// Appends at the durable offset. With the last byte the hash is compared and every visit version that declares the
// photo and has all its photos becomes complete. Refusals: offset_mismatch, upload_gone, too_large, storage_full,
// hash_mismatch (the upload is gone; it starts again).
Result<UploadProgress> append_upload(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id,
                                     std::int64_t at, ByteView bytes);

// Drops an upload that is not whole, on its owner's wish. Refusals: upload_gone; offset_mismatch (it is being written).
Result<void> end_upload(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id);

// For Store::read. Of the hashes asked for and declared by this inspector, what is not here in full. Refusal: too_large
// (more than 500).
Result<sync::BlobsHaveReply> missing_photos(store::Tx& tx, const DeviceSession& session,
                                            const sync::BlobsHaveRequest& request);

// Drops uploads without progress for upload_patience; gives how many. For a timer.
Result<std::int64_t> sweep_uploads(const PhotoShelf& shelf, TenantId tenant);

} // namespace balieblik::usecases
