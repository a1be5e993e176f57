// SPDX-License-Identifier: EUPL-1.2
// A file of records that anybody can write and only the holder of one key can open: how the outbox of a tablet reaches
// the office when its network never will. "BBNDLE01", the file key in a box of 80 bytes, then a sealed file
// (sealed_file.hpp) of records: a letter, four bytes of length (the highest first), the bytes.
#pragma once

#include "vault/hash.hpp"
#include "vault/recovery.hpp"
#include "vault/sealed_file.hpp"

namespace balieblik::vault {

struct BundleRecord {
    char kind{};
    Bytes bytes;
};

class BundleWriter {
public:
    // Refusals: disk_full, io_failed.
    static Result<BundleWriter> create(const std::filesystem::path& file, const PublicKey& reader, Random& random);
    BundleWriter(BundleWriter&&) noexcept = default;

    Result<void> append(char kind, ByteView bytes);
    // Of all records so far: each is hashed together with what this was before it.
    const Sha256& hash() const { return hash_; }
    // The file appears under its name when it is durable.
    Result<void> finish();

private:
    BundleWriter(std::filesystem::path file, Bytes box, SealedFileWriter sealed)
        : file_(std::move(file)), box_(std::move(box)), sealed_(std::move(sealed))
    {
    }
    std::filesystem::path file_;
    Bytes box_;
    SealedFileWriter sealed_;
    Sha256 hash_{};
};

class BundleReader {
public:
    // `scratch`: a file beside which the sealed part is laid, encrypted as it is; removed with the reader. Refusals:
    // not_found, hash_mismatch (no bundle, or altered), signature_invalid (sealed to another key), io_failed,
    // disk_full.
    static Result<BundleReader> open(const std::filesystem::path& file, const SealingKey& key,
                                     const std::filesystem::path& scratch);
    BundleReader(BundleReader&& other) noexcept;
    BundleReader& operator=(BundleReader&&) = delete;
    ~BundleReader();

    // The next record; none at the end. Refusals: hash_mismatch, too_large (a record over `limit`).
    Result<std::optional<BundleRecord>> next(std::size_t limit);
    // Of all records before the last one that was given.
    const Sha256& hash_before() const { return before_; }

private:
    BundleReader(std::filesystem::path scratch, SealedFileReader sealed)
        : scratch_(std::move(scratch)), sealed_(std::move(sealed))
    {
    }
    std::filesystem::path scratch_;
    SealedFileReader sealed_;
    std::uint64_t at_ = 0;
    Sha256 hash_{};
    Sha256 before_{};
};

} // namespace balieblik::vault
