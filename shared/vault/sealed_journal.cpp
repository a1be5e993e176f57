// SPDX-License-Identifier: EUPL-1.2
#include "vault/sealed_journal.hpp"

#include "vault/sodium.hpp"

#include <algorithm>

namespace balieblik::vault {
namespace {

constexpr std::string_view magic = "BBJRNL01";
constexpr std::size_t most_bytes = 16 * 1024 * 1024;
constexpr std::size_t most_record = 64 * 1024;
constexpr std::size_t inner_head = 8 + 32; // number, and the hash of everything before

void append_number(Bytes& to, std::uint64_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint64_t number_at(ByteView from)
{
    std::uint64_t value = 0;
    for (const auto byte : from)
        value = value << 8 | byte;
    return value;
}

Sha256 hash_of_start() { return sha256(as_bytes(magic)); }

Sha256 hash_after(const Sha256& before, ByteView sealed)
{
    Sha256Stream stream;
    stream.update(before);
    stream.update(sealed);
    return stream.finish();
}

// The sealed records, without opening them.
struct Layout {
    std::vector<ByteView> sealed;
    std::size_t whole = 0; // bytes up to the end of the last whole record
    bool torn = false;
    bool ours = true;
};

Layout layout_of(ByteView bytes)
{
    Layout found;
    if (bytes.size() < magic.size()) {
        found.torn = !bytes.empty();
        found.ours = std::equal(bytes.begin(), bytes.end(), as_bytes(magic).begin());
        return found;
    }
    found.ours = as_text(bytes.first(magic.size())) == magic;
    found.whole = magic.size();
    while (found.ours && found.whole < bytes.size()) {
        const auto rest = bytes.subspan(found.whole);
        const auto size = rest.size() < 4 ? rest.size() : static_cast<std::size_t>(number_at(rest.first(4)));
        if (rest.size() < 4 || rest.size() - 4 < size) {
            found.torn = true;
            break;
        }
        found.sealed.push_back(rest.subspan(4, size));
        found.whole += 4 + size;
    }
    return found;
}

Result<Bytes> bytes_of(const std::filesystem::path& file)
{
    auto bytes = read_whole(file, most_bytes);
    if (!bytes && bytes.error().code == Errc::not_found)
        return Bytes{};
    return bytes;
}

} // namespace

Result<SealedJournal> SealedJournal::open(const std::filesystem::path& file, const PublicKey& key)
{
    BALIEBLIK_TRY(bytes, bytes_of(file));
    const auto layout = layout_of(bytes);
    if (!layout.ours)
        return Error{Errc::io_failed, "this is no journal"};
    std::error_code problem;
    if (layout.torn)
        std::filesystem::resize_file(file, layout.whole, problem);
    if (problem)
        return Error{Errc::io_failed, problem.message()};
    BALIEBLIK_TRY(opened, DurableFile::open(file, DurableFile::Mode::append));
    std::uint64_t size = layout.whole;
    if (size == 0) {
        BALIEBLIK_CHECK(opened.write(as_bytes(magic)));
        BALIEBLIK_CHECK(opened.flush());
        BALIEBLIK_CHECK(flush_folder(file.parent_path()));
        size = magic.size();
    }
    auto before = hash_of_start();
    for (const auto sealed : layout.sealed)
        before = hash_after(before, sealed);
    return SealedJournal(file, std::move(opened), key, before, layout.sealed.size(), size);
}

Result<void> SealedJournal::append(ByteView record)
{
    if (record.size() > most_record)
        return Error{Errc::too_large, "a record has at most 64 KiB"};
    if (broken_)
        return Error{Errc::io_failed, "the journal failed before and must be opened again"};
    Bytes plain;
    append_number(plain, count_, 8);
    plain.insert(plain.end(), before_.begin(), before_.end());
    plain.insert(plain.end(), record.begin(), record.end());
    const auto sealed = seal_to(key_, plain);
    wipe(plain);

    Bytes framed;
    append_number(framed, sealed.size(), 4);
    framed.insert(framed.end(), sealed.begin(), sealed.end());
    auto written = file_.write(framed);
    if (written)
        written = file_.flush();
    if (!written) {
        // What was written of it is cut off, so that the next record does not stand behind half a one.
        std::error_code problem;
        std::filesystem::resize_file(name_, size_, problem);
        broken_ = static_cast<bool>(problem) || written.error().code != Errc::disk_full;
        return written;
    }
    before_ = hash_after(before_, sealed);
    size_ += framed.size();
    ++count_;
    return {};
}

Result<JournalRecords> read_journal(const std::filesystem::path& file, const SealingKey& key)
{
    BALIEBLIK_TRY(bytes, bytes_of(file));
    const auto layout = layout_of(bytes);
    JournalRecords found;
    found.torn = layout.torn;
    found.altered = !layout.ours;
    auto before = hash_of_start();
    std::uint64_t expected = 0;
    for (const auto sealed : layout.sealed) {
        auto plain = key.open(sealed);
        if (plain && plain->size() >= inner_head) {
            const auto inner = plain->bytes();
            if (number_at(inner.first(8)) != expected || !std::equal(before.begin(), before.end(), inner.begin() + 8))
                found.altered = true;
            const auto record = inner.subspan(inner_head);
            found.records.emplace_back(record.begin(), record.end());
        } else {
            found.altered = true;
        }
        before = hash_after(before, sealed);
        ++expected;
    }
    return found;
}

Result<void> remove_journal(const std::filesystem::path& file)
{
    std::error_code problem;
    std::filesystem::remove(file, problem);
    if (problem)
        return Error{Errc::io_failed, problem.message()};
    return flush_folder(file.parent_path());
}

} // namespace balieblik::vault
