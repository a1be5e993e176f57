// SPDX-License-Identifier: EUPL-1.2
#include "vault/bundle.hpp"

#include "vault/sodium.hpp"

#include <fstream>

namespace balieblik::vault {
namespace {

constexpr std::string_view magic = "BBNDLE01";
constexpr std::string_view context = "balieblik.bundle";
constexpr std::size_t file_key_size = 32;
constexpr std::size_t box_size = file_key_size + crypto_box_SEALBYTES;
constexpr std::size_t head_size = 5;
constexpr std::size_t copied_at_once = 256 * 1024;

std::filesystem::path sealed_part_of(std::filesystem::path file)
{
    file += ".sealed";
    return file;
}

Bytes head_of(char kind, std::size_t size)
{
    Bytes head{static_cast<std::uint8_t>(kind)};
    for (int shift = 24; shift >= 0; shift -= 8)
        head.push_back(static_cast<std::uint8_t>(size >> shift));
    return head;
}

Sha256 hash_on(const Sha256& before, ByteView head, ByteView bytes)
{
    Sha256Stream stream;
    stream.update(before);
    stream.update(head);
    stream.update(bytes);
    return stream.finish();
}

Result<void> copy_rest(std::ifstream& from, DurableFile& to)
{
    Bytes piece(copied_at_once);
    while (from) {
        from.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        const auto count = static_cast<std::size_t>(from.gcount());
        if (from.bad())
            return Error{Errc::io_failed, "reading"};
        BALIEBLIK_CHECK(to.write(ByteView(piece).first(count)));
    }
    return {};
}

// What only lies there while the bundle is made.
struct Removed {
    std::filesystem::path file;
    ~Removed()
    {
        std::error_code problem;
        std::filesystem::remove(file, problem);
    }
};

Error no_bundle() { return {Errc::hash_mismatch, "no bundle, or an altered one"}; }

} // namespace

Result<BundleWriter> BundleWriter::create(const std::filesystem::path& file, const PublicKey& reader, Random& random)
{
    const auto key = new_file_key(random);
    BALIEBLIK_TRY(sealed, SealedFileWriter::create(sealed_part_of(file), key, context));
    return BundleWriter(file, seal_to(reader, key.bytes()), std::move(sealed));
}

Result<void> BundleWriter::append(char kind, ByteView bytes)
{
    const auto head = head_of(kind, bytes.size());
    hash_ = hash_on(hash_, head, bytes);
    BALIEBLIK_CHECK(sealed_.append(head));
    return sealed_.append(bytes);
}

Result<void> BundleWriter::finish()
{
    BALIEBLIK_CHECK(sealed_.finish());
    const Removed part{sealed_part_of(file_)};
    auto whole = file_;
    whole += ".part";
    const Removed unless_renamed{whole};
    BALIEBLIK_TRY(file, DurableFile::open(whole, DurableFile::Mode::create));
    BALIEBLIK_CHECK(file.write(as_bytes(magic)));
    BALIEBLIK_CHECK(file.write(box_));
    std::ifstream sealed(part.file, std::ios::binary);
    if (!sealed)
        return Error{Errc::io_failed, "reading"};
    BALIEBLIK_CHECK(copy_rest(sealed, file));
    BALIEBLIK_CHECK(file.flush());
    BALIEBLIK_CHECK(file.close());
    std::error_code problem;
    std::filesystem::rename(whole, file_, problem);
    if (problem)
        return Error{Errc::io_failed, problem.message()};
    return flush_folder(file_.parent_path());
}

Result<BundleReader> BundleReader::open(const std::filesystem::path& file, const SealingKey& key,
                                        const std::filesystem::path& scratch)
{
    std::ifstream from(file, std::ios::binary);
    if (!from)
        return Error{Errc::not_found, file.filename().string()};
    std::string start(magic.size() + box_size, '\0');
    from.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (!from || !start.starts_with(magic))
        return no_bundle();
    BALIEBLIK_TRY(file_key, key.open(as_bytes(std::string_view(start).substr(magic.size()))));
    Removed unless_given{scratch};
    BALIEBLIK_TRY(copy, DurableFile::open(scratch, DurableFile::Mode::create));
    BALIEBLIK_CHECK(copy_rest(from, copy));
    BALIEBLIK_CHECK(copy.close());
    BALIEBLIK_TRY(sealed, SealedFileReader::open(scratch, file_key, context));
    return BundleReader(std::exchange(unless_given.file, {}), std::move(sealed));
}

BundleReader::BundleReader(BundleReader&& other) noexcept
    : scratch_(std::exchange(other.scratch_, {})), sealed_(std::move(other.sealed_)), at_(other.at_),
      hash_(other.hash_), before_(other.before_)
{
}

BundleReader::~BundleReader()
{
    std::error_code problem;
    if (!scratch_.empty())
        std::filesystem::remove(scratch_, problem);
}

Result<std::optional<BundleRecord>> BundleReader::next(std::size_t limit)
{
    BALIEBLIK_TRY(head, sealed_.read(at_, head_size));
    if (head.empty())
        return std::optional<BundleRecord>{};
    if (head.size() != head_size)
        return no_bundle();
    std::size_t size = 0;
    for (std::size_t i = 1; i < head_size; ++i)
        size = size << 8 | head[i];
    if (size > limit)
        return Error{Errc::too_large, "a record of the bundle"};
    BundleRecord record{static_cast<char>(head[0]), {}};
    if (size > 0) {
        BALIEBLIK_TRY(bytes, sealed_.read(at_ + head_size, size));
        record.bytes = std::move(bytes);
    }
    if (record.bytes.size() != size)
        return no_bundle();
    at_ += head_size + size;
    before_ = hash_;
    hash_ = hash_on(hash_, head, record.bytes);
    return std::optional{std::move(record)};
}

} // namespace balieblik::vault
