// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/blob_folder.hpp"

#include "vault/durable_file.hpp"
#include "vault/hash.hpp"
#include "vault/sealed_file.hpp"

#include <charconv>
#include <mutex>
#include <set>

namespace balieblik::store_sqlite {
namespace {

namespace fs = std::filesystem;

// So many appends an upload may take; somebody who sends single bytes is not sending a photo.
constexpr std::size_t max_pieces = 1024;
constexpr std::size_t read_piece = 256 * 1024;

// A disk of the server's is the server's matter.
Error outward(const Error& error)
{
    if (error.code == Errc::disk_full)
        return Error{Errc::storage_full, error.detail};
    const bool of_the_disk = error.code == Errc::io_failed || error.code == Errc::disk_read_only;
    return of_the_disk ? Error{Errc::internal, error.detail} : error;
}

std::string context_of(const std::string& id, std::int64_t offset)
{
    return "photo:" + id + ":" + std::to_string(offset);
}

struct Piece {
    std::int64_t offset{};
    fs::path file;
};

class BlobFolder final : public store::BlobFiles {
public:
    explicit BlobFolder(fs::path folder) : uploads_(folder / "uploads"), photos_(folder / "photos") {}

    Result<void> create(const store::Upload& upload) override
    {
        std::error_code problem;
        fs::create_directories(folder_of(upload), problem);
        if (problem)
            return failed(problem, "making the folder of an upload");
        return vault::flush_folder(uploads_);
    }

    Result<std::int64_t> offset(const store::Upload& upload) override
    {
        std::error_code problem;
        if (fs::exists(photo_of(to_text(upload.id)), problem))
            return upload.length; // finished, though the one who did may not have lived to say so
        BALIEBLIK_TRY(pieces, pieces_of(upload));
        std::int64_t end = 0;
        for (const auto& piece : pieces) {
            BALIEBLIK_TRY(reader, open(upload, piece));
            end += static_cast<std::int64_t>(reader.plain_size());
        }
        return end;
    }

    Result<std::int64_t> append(const store::Upload& upload, std::int64_t at, ByteView plain) override
    {
        const Turn turn(*this, upload.id);
        if (!turn.mine)
            return Error{Errc::offset_mismatch, "another request is writing this upload"};
        BALIEBLIK_TRY(end, offset(upload));
        if (at != end)
            return Error{Errc::offset_mismatch, "the upload stands at " + std::to_string(end)};
        const auto after = end + static_cast<std::int64_t>(plain.size());
        if (after > upload.length)
            return Error{Errc::too_large, "more than the length that was promised"};
        if (plain.empty())
            return end;
        BALIEBLIK_TRY(pieces, pieces_of(upload));
        if (pieces.size() >= max_pieces)
            return Error{Errc::too_large, "too many pieces"};
        const auto key = vault::Secret::copy_of(upload.key);
        const auto sealed =
            vault::seal_file(folder_of(upload) / std::to_string(at), key, context_of(to_text(upload.id), at), plain);
        if (!sealed)
            return outward(sealed.error());
        return after;
    }

    Result<std::string> finish(const store::Upload& upload) override
    {
        const Turn turn(*this, upload.id);
        if (!turn.mine)
            return Error{Errc::offset_mismatch, "another request is writing this upload"};
        const auto name = to_text(upload.id);
        std::error_code problem;
        if (fs::exists(photo_of(name), problem)) {
            fs::remove_all(folder_of(upload), problem);
            return name;
        }
        BALIEBLIK_TRY(end, offset(upload));
        if (end != upload.length)
            return Error{Errc::upload_incomplete, "the upload stands at " + std::to_string(end)};
        BALIEBLIK_TRY(pieces, pieces_of(upload));
        BALIEBLIK_TRY(hash, hash_of(upload, pieces));
        if (hash != upload.sha256) {
            BALIEBLIK_CHECK(remove(upload));
            return Error{Errc::hash_mismatch, "the photo is not the one that was promised"};
        }
        BALIEBLIK_CHECK(join(upload, pieces));
        fs::remove_all(folder_of(upload), problem); // what stays is swept with the idle uploads
        return name;
    }

    Result<void> discard(const store::Upload& upload) override
    {
        const Turn turn(*this, upload.id);
        return turn.mine ? remove(upload) : Error{Errc::offset_mismatch, "another request is writing this upload"};
    }

    Result<void> remove(const std::string& file) override
    {
        std::error_code problem;
        fs::remove(photo_of(file), problem);
        return problem ? Result<void>{failed(problem, "removing a photo")} : vault::flush_folder(photos_);
    }

    Result<void> read(const store::Blob& blob, const std::function<void(ByteView)>& piece) override
    {
        const auto key = vault::Secret::copy_of(blob.key);
        BALIEBLIK_TRY(reader, vault::SealedFileReader::open(photo_of(blob.file), key, context_of(blob.file, 0)));
        for (std::uint64_t at = 0; at < reader.plain_size(); at += read_piece) {
            BALIEBLIK_TRY(bytes, reader.read(at, read_piece));
            piece(bytes);
        }
        return {};
    }

private:
    // One writer an upload, without waiting: who comes second asks for the offset and comes again.
    struct Turn {
        Turn(BlobFolder& owner, store::UploadId upload) : folder(owner), id(upload)
        {
            const std::scoped_lock lock(folder.turns_mutex_);
            mine = folder.turns_.insert(id).second;
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn()
        {
            const std::scoped_lock lock(folder.turns_mutex_);
            if (mine)
                folder.turns_.erase(id);
        }
        BlobFolder& folder;
        store::UploadId id;
        bool mine{};
    };

    fs::path folder_of(const store::Upload& upload) const { return uploads_ / to_text(upload.id); }
    fs::path photo_of(const std::string& name) const { return photos_ / name; }

    static Error failed(const std::error_code& problem, std::string_view doing)
    {
        return Error{problem == std::errc::no_space_on_device ? Errc::storage_full : Errc::internal,
                     std::string(doing) + ": " + problem.message()};
    }

    Result<std::vector<Piece>> pieces_of(const store::Upload& upload) const
    {
        std::error_code problem;
        fs::directory_iterator entry(folder_of(upload), problem);
        if (problem)
            return Error{Errc::upload_gone, to_text(upload.id)};
        std::vector<Piece> pieces;
        for (; entry != fs::directory_iterator(); entry.increment(problem)) {
            const auto name = entry->path().filename().string();
            std::int64_t offset = 0;
            const auto [rest, wrong] = std::from_chars(name.data(), name.data() + name.size(), offset);
            if (wrong == std::errc{} && rest == name.data() + name.size()) // others are writes that were cut off
                pieces.push_back({offset, entry->path()});
        }
        std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.offset < b.offset; });
        return pieces;
    }

    static Result<vault::SealedFileReader> open(const store::Upload& upload, const Piece& piece)
    {
        const auto key = vault::Secret::copy_of(upload.key);
        return vault::SealedFileReader::open(piece.file, key, context_of(to_text(upload.id), piece.offset));
    }

    template <class Take>
    static Result<void> each_plain(const store::Upload& upload, const std::vector<Piece>& pieces, Take take)
    {
        for (const auto& piece : pieces) {
            BALIEBLIK_TRY(reader, open(upload, piece));
            for (std::uint64_t at = 0; at < reader.plain_size(); at += read_piece) {
                BALIEBLIK_TRY(bytes, reader.read(at, read_piece));
                BALIEBLIK_CHECK(take(bytes));
            }
        }
        return {};
    }

    static Result<std::string> hash_of(const store::Upload& upload, const std::vector<Piece>& pieces)
    {
        vault::Sha256Stream hash;
        auto add = [&hash](ByteView bytes) -> Result<void> {
            hash.update(bytes);
            return {};
        };
        BALIEBLIK_CHECK(each_plain(upload, pieces, add));
        return to_hex(hash.finish());
    }

    // A photo that came in one piece is that piece already.
    Result<void> join(const store::Upload& upload, const std::vector<Piece>& pieces)
    {
        const auto name = to_text(upload.id);
        if (pieces.size() == 1) {
            std::error_code problem;
            fs::rename(pieces.front().file, photo_of(name), problem);
            return problem ? Result<void>{failed(problem, "naming a photo")} : vault::flush_folder(photos_);
        }
        const auto key = vault::Secret::copy_of(upload.key);
        BALIEBLIK_TRY(writer, vault::SealedFileWriter::create(photo_of(name), key, context_of(name, 0)));
        auto add = [&](ByteView bytes) { return writer.append(bytes); };
        auto joined = each_plain(upload, pieces, add);
        if (joined)
            joined = writer.finish();
        return joined ? joined : Result<void>{outward(joined.error())};
    }

    Result<void> remove(const store::Upload& upload)
    {
        std::error_code problem;
        fs::remove_all(folder_of(upload), problem);
        return problem ? Result<void>{failed(problem, "removing an upload")} : Result<void>{};
    }

    const fs::path uploads_;
    const fs::path photos_;
    std::mutex turns_mutex_;
    std::set<store::UploadId> turns_;
};

} // namespace

Result<std::unique_ptr<store::BlobFiles>> open_blob_folder(const std::filesystem::path& folder)
{
    for (const auto* name : {"uploads", "photos"})
        BALIEBLIK_CHECK(vault::make_folder(folder / name));
    return std::unique_ptr<store::BlobFiles>(std::make_unique<BlobFolder>(folder));
}

} // namespace balieblik::store_sqlite
