// SPDX-License-Identifier: EUPL-1.2
#include "vault/sealed_file.hpp"

#include "vault/sodium.hpp"

#include <algorithm>
#include <fstream>

namespace balieblik::vault {
namespace {

constexpr std::string_view magic = "BBSEAL01";
constexpr std::size_t head_size = 8 + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t chunk_on_disk = sealed_chunk + overhead;

std::filesystem::path part_of(const std::filesystem::path& file)
{
    auto part = file;
    part += ".part";
    return part;
}

Error altered() { return {Errc::hash_mismatch, "the stored attachment was altered or cut off"}; }

Result<void> check_key(const Secret& key)
{
    if (key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES)
        return Error{Errc::validation, "the key of an attachment has 32 bytes"};
    return {};
}

} // namespace

Secret new_file_key(Random& random) { return Secret::random(random, crypto_secretstream_xchacha20poly1305_KEYBYTES); }

struct SealedFileWriter::State {
    State(std::filesystem::path target, DurableFile opened, std::string_view bound)
        : name(std::move(target)), file(std::move(opened)), context(bound), plain(sealed_chunk), sealed(chunk_on_disk)
    {
    }
    ~State()
    {
        sodium_memzero(&stream, sizeof stream);
        std::error_code problem;
        if (!finished)
            std::filesystem::remove(part_of(name), problem);
    }

    Result<void> put(unsigned char tag)
    {
        unsigned long long size = 0;
        crypto_secretstream_xchacha20poly1305_push(&stream, sealed.data(), &size, plain.bytes().data(), filled,
                                                   as_bytes(context).data(), context.size(), tag);
        filled = 0;
        return file.write(ByteView(sealed).first(static_cast<std::size_t>(size)));
    }

    std::filesystem::path name;
    DurableFile file;
    std::string context;
    Secret plain;
    Bytes sealed;
    std::size_t filled = 0;
    bool finished = false;
    crypto_secretstream_xchacha20poly1305_state stream{};
};

SealedFileWriter::SealedFileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedFileWriter::SealedFileWriter(SealedFileWriter&&) noexcept = default;
SealedFileWriter& SealedFileWriter::operator=(SealedFileWriter&&) noexcept = default;
SealedFileWriter::~SealedFileWriter() = default;

Result<SealedFileWriter> SealedFileWriter::create(const std::filesystem::path& file, const Secret& key,
                                                  std::string_view context)
{
    BALIEBLIK_CHECK(check_key(key));
    BALIEBLIK_TRY(opened, DurableFile::open(part_of(file), DurableFile::Mode::create));
    auto state = std::make_unique<State>(file, std::move(opened), context);
    std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_HEADERBYTES> header;
    crypto_secretstream_xchacha20poly1305_init_push(&state->stream, header.data(), key.bytes().data());
    BALIEBLIK_CHECK(state->file.write(as_bytes(magic)));
    BALIEBLIK_CHECK(state->file.write(header));
    return SealedFileWriter(std::move(state));
}

Result<void> SealedFileWriter::append(ByteView plain)
{
    while (!plain.empty()) {
        // A full chunk is written only when more follows, so that the last one can carry the final mark.
        if (state_->filled == sealed_chunk)
            BALIEBLIK_CHECK(state_->put(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
        const auto taken = std::min(plain.size(), sealed_chunk - state_->filled);
        std::copy_n(plain.begin(), taken,
                    state_->plain.writable().begin() + static_cast<std::ptrdiff_t>(state_->filled));
        state_->filled += taken;
        plain = plain.subspan(taken);
    }
    return {};
}

Result<void> SealedFileWriter::finish()
{
    BALIEBLIK_CHECK(state_->put(crypto_secretstream_xchacha20poly1305_TAG_FINAL));
    BALIEBLIK_CHECK(state_->file.flush());
    BALIEBLIK_CHECK(state_->file.close());
    std::error_code problem;
    std::filesystem::rename(part_of(state_->name), state_->name, problem);
    if (problem)
        return Error{Errc::io_failed, problem.message()};
    state_->finished = true;
    return flush_folder(state_->name.parent_path());
}

struct SealedFileReader::State {
    State(std::filesystem::path from, const Secret& file_key, std::string_view bound)
        : file(from, std::ios::binary), key(file_key.clone()), context(bound), sealed(chunk_on_disk),
          plain(sealed_chunk)
    {
    }
    ~State() { sodium_memzero(&stream, sizeof stream); }

    Result<void> rewind()
    {
        std::array<std::uint8_t, head_size> head;
        file.clear();
        file.seekg(0);
        file.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
        if (!file || as_text(ByteView(head).first(magic.size())) != magic ||
            crypto_secretstream_xchacha20poly1305_init_pull(&stream, head.data() + magic.size(), key.bytes().data()) !=
                0)
            return altered();
        next = 0;
        return {};
    }

    // Decrypts chunk `next` into `plain`.
    Result<void> advance()
    {
        const bool last = next + 1 == chunks;
        const auto stored = last ? last_size : chunk_on_disk;
        file.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(stored));
        unsigned long long got = 0;
        unsigned char tag = 0;
        const auto wanted =
            last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        if (!file ||
            crypto_secretstream_xchacha20poly1305_pull(&stream, plain.writable().data(), &got, &tag, sealed.data(),
                                                       stored, as_bytes(context).data(), context.size()) != 0 ||
            tag != wanted) {
            next = chunks + 1; // nothing of this chunk may be handed out: the next read starts anew
            return altered();
        }
        ++next;
        return {};
    }

    // Makes `plain` hold this chunk.
    Result<void> reach(std::uint64_t chunk)
    {
        if (next > chunk + 1)
            BALIEBLIK_CHECK(rewind());
        while (next < chunk + 1)
            BALIEBLIK_CHECK(advance());
        return {};
    }

    std::ifstream file;
    Secret key;
    std::string context;
    Bytes sealed;
    Secret plain;
    std::uint64_t size = 0;   // of the plain bytes
    std::uint64_t chunks = 0; // at least one
    std::size_t last_size = 0;
    std::uint64_t next = 0; // chunk the stream stands before; `plain` holds the one before it
    crypto_secretstream_xchacha20poly1305_state stream{};
};

SealedFileReader::SealedFileReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedFileReader::SealedFileReader(SealedFileReader&&) noexcept = default;
SealedFileReader& SealedFileReader::operator=(SealedFileReader&&) noexcept = default;
SealedFileReader::~SealedFileReader() = default;

Result<SealedFileReader> SealedFileReader::open(const std::filesystem::path& file, const Secret& key,
                                                std::string_view context)
{
    BALIEBLIK_CHECK(check_key(key));
    std::error_code problem;
    const auto on_disk = std::filesystem::file_size(file, problem);
    if (problem)
        return problem == std::errc::no_such_file_or_directory ? Error{Errc::not_found, file.filename().string()}
                                                               : Error{Errc::io_failed, problem.message()};
    if (on_disk < head_size + overhead)
        return altered();
    const auto body = on_disk - head_size;
    auto state = std::make_unique<State>(file, key, context);
    state->chunks = (body + chunk_on_disk - 1) / chunk_on_disk;
    state->last_size = static_cast<std::size_t>(body - (state->chunks - 1) * chunk_on_disk);
    if (state->last_size < overhead)
        return altered();
    state->size = body - state->chunks * overhead;
    BALIEBLIK_CHECK(state->rewind());
    return SealedFileReader(std::move(state));
}

std::uint64_t SealedFileReader::plain_size() const { return state_->size; }

Result<Bytes> SealedFileReader::read(std::uint64_t offset, std::size_t length)
{
    Bytes bytes;
    if (offset >= state_->size)
        return bytes;
    length = static_cast<std::size_t>(std::min<std::uint64_t>(length, state_->size - offset));
    bytes.reserve(length);
    while (bytes.size() < length) {
        const auto at = offset + bytes.size();
        BALIEBLIK_CHECK(state_->reach(at / sealed_chunk));
        const auto within = static_cast<std::size_t>(at % sealed_chunk);
        const auto taken = std::min(sealed_chunk - within, length - bytes.size());
        const auto from = state_->plain.bytes().subspan(within, taken);
        bytes.insert(bytes.end(), from.begin(), from.end());
    }
    return bytes;
}

Result<void> SealedFileReader::verify()
{
    BALIEBLIK_CHECK(state_->rewind());
    return state_->reach(state_->chunks - 1);
}

Result<void> seal_file(const std::filesystem::path& file, const Secret& key, std::string_view context, ByteView plain)
{
    BALIEBLIK_TRY(writer, SealedFileWriter::create(file, key, context));
    BALIEBLIK_CHECK(writer.append(plain));
    return writer.finish();
}

Result<Bytes> open_sealed_file(const std::filesystem::path& file, const Secret& key, std::string_view context,
                               std::size_t limit)
{
    BALIEBLIK_TRY(reader, SealedFileReader::open(file, key, context));
    if (reader.plain_size() > limit)
        return Error{Errc::too_large, "more than " + std::to_string(limit) + " bytes"};
    if (reader.plain_size() == 0)
        BALIEBLIK_CHECK(reader.verify());
    return reader.read(0, limit);
}

} // namespace balieblik::vault
