// SPDX-License-Identifier: EUPL-1.2
// Photos: what is known of each upload and of each whole file (sync-protocol.md, section 6). The bytes lie in
// BlobFiles.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

using UploadId = Id<struct UploadTag>;

struct Upload {
    UploadId id;
    InspectorId inspector_id;
    VisitVersionId visit_version_id;
    std::string sha256; // promised
    std::int64_t length{};
    Bytes key; // the file is encrypted under it from the first byte
    Timestamp created_at{};
    Timestamp progress_at{};
};
BOOST_DESCRIBE_STRUCT(Upload, (), (id, inspector_id, visit_version_id, sha256, length, key, created_at, progress_at))

// A file that arrived in full and has the hash it promised. `inspector_id` because nobody may learn from an upload that
// somebody else has the same photo: each inspector's files stand on their own.
struct Blob {
    InspectorId inspector_id;
    std::string sha256;
    std::int64_t size{};
    std::string file; // its name in the folder
    Bytes key;
    Timestamp arrived_at{};
    std::optional<Timestamp> destroyed_at; // retention
};
BOOST_DESCRIBE_STRUCT(Blob, (), (inspector_id, sha256, size, file, key, arrived_at, destroyed_at))

class Blobs {
public:
    virtual ~Blobs() = default;
    virtual Result<void> add_upload(const Upload& upload) = 0;
    virtual Result<std::optional<Upload>> upload(UploadId id) = 0;
    // An unfinished upload of the same file by the same inspector, so that a repeated creation goes on where it was.
    virtual Result<std::optional<Upload>> upload_of(InspectorId inspector, const std::string& sha256) = 0;
    virtual Result<std::int64_t> uploads_open(InspectorId inspector) = 0;
    virtual Result<void> note_progress(UploadId id, Timestamp at) = 0;
    virtual Result<void> drop_upload(UploadId id) = 0;
    virtual Result<std::vector<Upload>> uploads_idle_since(Timestamp before, std::int64_t limit) = 0;

    // False if it is there already.
    virtual Result<bool> add(const Blob& blob) = 0;
    virtual Result<std::optional<Blob>> find(InspectorId inspector, const std::string& sha256) = 0;
    // What an upload became that is whole.
    virtual Result<std::optional<Blob>> of_upload(InspectorId inspector, UploadId id) = 0;

    // Retention: those that visits of this wave declare and no visit that is not coarse, of whichever wave; also those
    // that are destroyed already.
    virtual Result<std::vector<Blob>> only_of_coarse(WaveId wave) = 0;
    // How many photos of this wave's visits are not destroyed.
    virtual Result<std::int64_t> kept_of(WaveId wave) = 0;
    // Its key is gone with this; its file is noise from then on.
    virtual Result<void> destroy(const Blob& blob, Timestamp at) = 0;
};

} // namespace balieblik::store
