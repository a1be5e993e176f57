// SPDX-License-Identifier: EUPL-1.2
// Attachments at rest: crypto_secretstream_xchacha20poly1305 in chunks of 64 KiB, with a random key for each file that
// the caller keeps (in the encrypted database). What is uploaded is the plain bytes, under TLS, as the server checks
// their SHA-256; so they can be read from any offset to go on with an upload that broke off.
//
// The file: "BBSEAL01", the stream's header of 24 bytes, then the chunks, each 17 bytes longer than its plain bytes.
// The last one carries the stream's final mark, and only it may be short or empty. `context` (the attachment's id) is
// bound into every chunk, so one file cannot stand in for another.
#pragma once

#include "vault/durable_file.hpp"
#include "vault/secret.hpp"

namespace balieblik::vault {

inline constexpr std::size_t sealed_chunk = 64 * 1024;

Secret new_file_key(Random& random);

// Encrypts into a file that appears under its name only when finish() has made it durable.
class SealedFileWriter {
public:
    // Refusals: validation (not 32 bytes of key), disk_full, io_failed.
    static Result<SealedFileWriter> create(const std::filesystem::path& file, const Secret& key,
                                           std::string_view context);
    SealedFileWriter(SealedFileWriter&&) noexcept;
    SealedFileWriter& operator=(SealedFileWriter&&) noexcept;
    ~SealedFileWriter(); // unfinished: what was written is removed

    Result<void> append(ByteView plain);
    Result<void> finish();

private:
    struct State;
    explicit SealedFileWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class SealedFileReader {
public:
    // Refusals: not_found, hash_mismatch (no such file of ours, or cut off), validation, io_failed.
    static Result<SealedFileReader> open(const std::filesystem::path& file, const Secret& key,
                                         std::string_view context);
    SealedFileReader(SealedFileReader&&) noexcept;
    SealedFileReader& operator=(SealedFileReader&&) noexcept;
    ~SealedFileReader();

    std::uint64_t plain_size() const;
    // At most `length` plain bytes from `offset` on; fewer only at the end. Reading on is cheap, going back starts from
    // the front. Refusal: hash_mismatch (altered, reordered, cut off, another key or context).
    Result<Bytes> read(std::uint64_t offset, std::size_t length);
    // Reads to the end. Refusal as read().
    Result<void> verify();

private:
    struct State;
    explicit SealedFileReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// A whole attachment at once, for what is in memory anyway.
Result<void> seal_file(const std::filesystem::path& file, const Secret& key, std::string_view context, ByteView plain);
Result<Bytes> open_sealed_file(const std::filesystem::path& file, const Secret& key, std::string_view context,
                               std::size_t limit);

} // namespace balieblik::vault
