// SPDX-License-Identifier: EUPL-1.2
// Where the bytes of photos lie. Nothing is ever written in the clear: each append is sealed under the upload's own key
// before it reaches the disk. Any thread; one upload at a time is written by one caller (others are refused).
#pragma once

#include "store/blobs.hpp"

#include <functional>

namespace balieblik::store {

class BlobFiles {
public:
    virtual ~BlobFiles() = default;

    // Makes the file of an upload, empty and durable.
    virtual Result<void> create(const Upload& upload) = 0;
    // How many plain bytes are durably there, read from the file itself: what a crash left half-written does not count
    // and is cut off. Refusal: upload_gone.
    virtual Result<std::int64_t> offset(const Upload& upload) = 0;
    // Seals and appends at exactly `at`; returns the new offset after it is on the disk. Refusals: offset_mismatch (not
    // the present end, or another append is under way), too_large (beyond the length promised), upload_gone,
    // storage_full.
    virtual Result<std::int64_t> append(const Upload& upload, std::int64_t at, ByteView plain) = 0;
    // Compares the SHA-256 of the whole with the promised one: equal, and the file gets its final name, which is
    // returned; different, and it is discarded (hash_mismatch). Refusal before the end: upload_incomplete.
    virtual Result<std::string> finish(const Upload& upload) = 0;
    virtual Result<void> discard(const Upload& upload) = 0;

    // Removes a whole file, for good. One that is gone already is no refusal.
    virtual Result<void> remove(const std::string& file) = 0;

    // Hands out the plain bytes piece by piece. Refusals: not_found, hash_mismatch (it was altered).
    virtual Result<void> read(const Blob& blob, const std::function<void(ByteView)>& piece) = 0;
};

} // namespace balieblik::store
