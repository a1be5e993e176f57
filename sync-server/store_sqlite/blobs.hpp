// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/blobs.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteBlobs final : public store::Blobs {
public:
    explicit SqliteBlobs(Scope scope) : scope_(scope) {}

    Result<void> add_upload(const store::Upload& upload) override;
    Result<std::optional<store::Upload>> upload(store::UploadId id) override;
    Result<std::optional<store::Upload>> upload_of(InspectorId inspector, const std::string& sha256) override;
    Result<std::int64_t> uploads_open(InspectorId inspector) override;
    Result<void> note_progress(store::UploadId id, Timestamp at) override;
    Result<void> drop_upload(store::UploadId id) override;
    Result<std::vector<store::Upload>> uploads_idle_since(Timestamp before, std::int64_t limit) override;
    Result<bool> add(const store::Blob& blob) override;
    Result<std::optional<store::Blob>> find(InspectorId inspector, const std::string& sha256) override;
    Result<std::optional<store::Blob>> of_upload(InspectorId inspector, store::UploadId id) override;
    Result<std::vector<store::Blob>> only_of_coarse(WaveId wave) override;
    Result<std::int64_t> kept_of(WaveId wave) override;
    Result<void> destroy(const store::Blob& blob, Timestamp at) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
