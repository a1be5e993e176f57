// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/backup_folder.hpp"

#include "storage/transaction.hpp"
#include "store_sqlite/migrations.hpp"
#include "store_sqlite/sqlite_tx.hpp"
#include "vault/durable_file.hpp"
#include "vault/sealed_file.hpp"

namespace balieblik::store_sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view partial = "partial-";
constexpr std::string_view removing = "removing-";
constexpr std::size_t copy_piece = 1024 * 1024;

Error failed(const std::error_code& problem, const fs::path& file)
{
    return {problem == std::errc::no_space_on_device ? Errc::disk_full : Errc::io_failed,
            file.filename().string() + ": " + problem.message()};
}

Result<void> make_folder(const fs::path& folder)
{
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!problem)
        fs::permissions(folder, fs::perms::owner_all, problem);
    return problem ? Result<void>{failed(problem, folder)} : Result<void>{};
}

Result<void> rename_durably(const fs::path& from, const fs::path& to)
{
    std::error_code problem;
    fs::rename(from, to, problem);
    return problem ? Result<void>{failed(problem, to)} : vault::flush_folder(to.parent_path());
}

// Sealed as it is: what is copied stays readable only with the key in the database.
Result<void> copy_durably(const fs::path& from, const fs::path& to)
{
    std::FILE* source = std::fopen(from.c_str(), "rb");
    if (!source)
        return Error{Errc::not_found, from.filename().string()};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closes{source, &std::fclose};
    BALIEBLIK_TRY(target, vault::DurableFile::open(to, vault::DurableFile::Mode::create));
    Bytes piece(copy_piece);
    while (const auto got = std::fread(piece.data(), 1, piece.size(), source))
        BALIEBLIK_CHECK(target.write(ByteView(piece).first(got)));
    if (std::ferror(source) != 0)
        return Error{Errc::io_failed, from.filename().string()};
    BALIEBLIK_CHECK(target.flush());
    return target.close();
}

struct PhotoFile {
    std::string file;
    std::int64_t size{};
    Bytes key;
};
BOOST_DESCRIBE_STRUCT(PhotoFile, (), (file, size, key))

Result<std::vector<PhotoFile>> photos_named_in(storage::Database& database)
{
    return database.all<PhotoFile>(
        "select distinct file, size, key from blob where destroyed_at is null order by file");
}

Result<storage::Database> open_copy(const fs::path& file, const storage::Key& key, storage::Access access, bool create)
{
    return storage::Database::open(file, key, {.access = access, .create = create});
}

Result<void> copy_database(const StorePlace& place, const storage::Key& key, const fs::path& to)
{
    BALIEBLIK_TRY(source, open_copy(place.database, key, storage::Access::reader, false));
    BALIEBLIK_TRY(target, open_copy(to, key, storage::Access::writer, true));
    BALIEBLIK_CHECK(source.copy_to(target));
    BALIEBLIK_CHECK(target.checkpoint());
    // Readable from a medium that cannot be written: a write-ahead log would want to be made beside it.
    return target.script("pragma journal_mode = delete");
}

// The newest backup that is whole, to share photos with.
std::optional<fs::path> newest_in(const fs::path& into)
{
    std::optional<fs::path> newest;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator{into, problem}) {
        const auto name = entry.path().filename().string();
        if (fs::exists(entry.path() / "backup.json", problem) && !name.starts_with(partial) &&
            !name.starts_with(removing) && (!newest || entry.path() > *newest))
            newest = entry.path();
    }
    return newest;
}

Result<void> copy_photos(const StorePlace& place, storage::Database& copy, const fs::path& to,
                         const std::optional<fs::path>& earlier)
{
    BALIEBLIK_CHECK(make_folder(to));
    BALIEBLIK_TRY(photos, photos_named_in(copy));
    for (const auto& photo : photos) {
        std::error_code problem;
        fs::remove(to / photo.file, problem); // never write into what another backup shares
        if (earlier)
            fs::create_hard_link(*earlier / "photos" / photo.file, to / photo.file, problem);
        if (earlier && !problem)
            continue;
        BALIEBLIK_CHECK(copy_durably(place.photos / "photos" / photo.file, to / photo.file));
    }
    return vault::flush_folder(to);
}

Result<std::int64_t> verify_photos(storage::Database& copy, const fs::path& folder)
{
    BALIEBLIK_TRY(photos, photos_named_in(copy));
    for (const auto& photo : photos) {
        const auto key = vault::Secret::copy_of(photo.key);
        BALIEBLIK_TRY(reader, vault::SealedFileReader::open(folder / photo.file, key, "photo:" + photo.file + ":0"));
        if (static_cast<std::int64_t>(reader.plain_size()) != photo.size)
            return Error{Errc::hash_mismatch, photo.file};
        BALIEBLIK_CHECK(reader.verify());
    }
    return static_cast<std::int64_t>(photos.size());
}

constexpr std::string_view complete_and_new =
    "select v.id from visit_version v where v.tenant = ? and v.backed_up = 0 and not exists (select 1 from attachment "
    "a "
    "where a.tenant = v.tenant and a.visit_version_id = v.id and not exists (select 1 from blob b where "
    "b.tenant = a.tenant and b.inspector_id = v.inspector_id and b.sha256 = a.sha256)) order by v.id";

Result<VerifiedBackup> read_back(const StorePlace& place, const storage::Key& key, storage::Access access)
{
    BALIEBLIK_TRY(database, open_copy(place.database, key, access, false));
    BALIEBLIK_CHECK(database.verify());
    VerifiedBackup found;
    BALIEBLIK_TRY(photos, verify_photos(database, place.photos / "photos"));
    using Organisation = std::tuple<TenantId, std::string>;
    BALIEBLIK_TRY(organisation, database.first<Organisation>("select tenant, epoch from tenant"));
    if (!organisation)
        return Error{Errc::not_found, "organisation"};
    std::tie(found.tenant, found.epoch) = *organisation;
    BALIEBLIK_TRY(visits,
                  database.first<std::int64_t>("select count(*) from visit_version where tenant = ?", found.tenant));
    BALIEBLIK_TRY(fresh, database.all<VisitVersionId>(complete_and_new, found.tenant));
    std::error_code problem;
    found.backup.visits = visits.value_or(0);
    found.backup.photos = photos;
    found.backup.bytes = static_cast<std::int64_t>(fs::file_size(place.database, problem));
    found.visits = std::move(fresh);
    return found;
}

struct Manifest {
    std::string format = "balieblik-backup-1";
    store::BackupId id;
    Timestamp made_at{};
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, id, made_at))

std::string folder_name(Timestamp made_at, store::BackupId id)
{
    auto text = to_utc_text(made_at).substr(0, 19);
    std::replace(text.begin(), text.end(), ':', '-');
    return text + "-" + to_text(id).substr(24); // two in one second have two names
}

// The old store stays beside the new one. Its log is moved into its file first where that is still possible, so that
// the file alone is all of it.
Result<void> set_aside(const StorePlace& place, const storage::Key& key, const std::string& epoch)
{
    std::error_code problem;
    if (!fs::exists(place.database, problem))
        return {};
    {
        auto old = open_copy(place.database, key, storage::Access::writer, false);
        if (old)
            (void)old->checkpoint();
    }
    const auto aside = place.database.parent_path() / ("set-aside-" + epoch);
    BALIEBLIK_CHECK(make_folder(aside));
    fs::create_hard_link(place.database, aside / place.database.filename(), problem);
    if (problem && problem != std::errc::file_exists)
        return failed(problem, aside);
    for (const auto* ending : {"-wal", "-shm"}) {
        const fs::path log = place.database.string() + ending;
        if (fs::exists(log, problem))
            BALIEBLIK_CHECK(rename_durably(log, aside / log.filename()));
    }
    return vault::flush_folder(aside);
}

Result<void> begin_new_history(storage::Database& database, TenantId tenant, const std::string& epoch, Timestamp now)
{
    BALIEBLIK_TRY(transaction, storage::Transaction::begin(database));
    SqliteTx tx({database, tenant}, "restore");
    BALIEBLIK_CHECK(tx.tenancy().set_epoch(epoch));
    BALIEBLIK_CHECK(tx.audit().append({.who = "server",
                                       .role = "server",
                                       .what = "store.restored",
                                       .subject = "tenant:" + to_text(tenant),
                                       .at = now,
                                       .reason = std::nullopt}));
    BALIEBLIK_CHECK(tx.flush(now));
    return transaction.commit();
}

} // namespace

namespace {

// What a process left that was ended in the middle; a younger one may still be being written.
void sweep_unfinished(const fs::path& into, Timestamp now)
{
    const auto yesterday = std::string(partial) + folder_name(now - std::chrono::hours{24}, {}).substr(0, 19);
    std::error_code problem;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator{into, problem})
        if (const auto name = entry.path().filename().string(); name.starts_with(partial) && name < yesterday)
            old.push_back(entry.path());
    for (const auto& one : old)
        fs::remove_all(one, problem);
}

Result<VerifiedBackup> fill_backup(const StorePlace& place, const storage::Key& raw_key, const fs::path& unfinished,
                                   const std::optional<fs::path>& earlier)
{
    BALIEBLIK_CHECK(make_folder(unfinished));
    BALIEBLIK_CHECK(copy_database(place, raw_key, unfinished / "server.db"));
    {
        BALIEBLIK_TRY(copy, open_copy(unfinished / "server.db", raw_key, storage::Access::reader, false));
        BALIEBLIK_CHECK(copy_photos(place, copy, unfinished / "photos", earlier));
    }
    auto read = read_back({unfinished / "server.db", unfinished}, raw_key, storage::Access::reader);
    if (!read && earlier) {
        // What is shared may have rotted in the earlier backup: the store's own is still there.
        BALIEBLIK_TRY(copy, open_copy(unfinished / "server.db", raw_key, storage::Access::reader, false));
        BALIEBLIK_CHECK(copy_photos(place, copy, unfinished / "photos", std::nullopt));
        read = read_back({unfinished / "server.db", unfinished}, raw_key, storage::Access::reader);
    }
    return read;
}

} // namespace

Result<VerifiedBackup> make_backup(const StorePlace& place, ByteView key, const fs::path& into, store::BackupId id,
                                   const Clock& clock)
{
    BALIEBLIK_TRY(raw_key, storage::Key::from(key));
    const auto made_at = clock.now();
    const auto name = folder_name(made_at, id);
    const auto unfinished = into / (std::string(partial) + name);
    BALIEBLIK_CHECK(make_folder(into));
    sweep_unfinished(into, made_at);
    auto filled = fill_backup(place, raw_key, unfinished, newest_in(into));
    auto kept = filled ? Result<void>{} : Result<void>{filled.error()};
    if (kept)
        kept = vault::write_durably(unfinished / "backup.json",
                                    as_bytes(json::print_struct(Manifest{.id = id, .made_at = made_at})));
    if (kept)
        kept = rename_durably(unfinished, into / name);
    if (!kept) {
        // Where the disk is full, what is half a copy would keep it so.
        std::error_code problem;
        fs::remove_all(unfinished, problem);
        return kept.error();
    }
    auto& found = *filled;
    found.folder = name;
    found.backup.id = id;
    found.backup.made_at = made_at;
    found.backup.verified_at = clock.now();
    return std::move(found);
}

Result<VerifiedBackup> verify_backup(const fs::path& backup, ByteView key, const Clock& clock)
{
    BALIEBLIK_TRY(raw_key, storage::Key::from(key));
    BALIEBLIK_TRY(text, vault::read_whole(backup / "backup.json", 64 * 1024));
    BALIEBLIK_TRY(manifest, json::read_text<Manifest>(as_text(text)));
    if (manifest.format != Manifest{}.format)
        return Error{Errc::validation, "format " + manifest.format.substr(0, 40)};
    BALIEBLIK_TRY(found, read_back({backup / "server.db", backup}, raw_key, storage::Access::reader));
    found.folder = backup.filename().string();
    found.backup.id = manifest.id;
    found.backup.made_at = manifest.made_at;
    found.backup.verified_at = clock.now();
    return found;
}

Result<std::int64_t> prune_backups(const fs::path& into, Timestamp before, std::size_t least)
{
    std::vector<std::pair<Timestamp, fs::path>> whole;
    std::int64_t removed = 0;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(into, problem)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(removing)) {
            fs::remove_all(entry.path(), problem);
            continue;
        }
        const auto text = vault::read_whole(entry.path() / "backup.json", 64 * 1024);
        const auto manifest =
            text && !name.starts_with(partial) ? json::read_text<Manifest>(as_text(*text)) : Error{Errc::not_found, {}};
        if (manifest && manifest->format == Manifest{}.format)
            whole.emplace_back(manifest->made_at, entry.path());
    }
    if (problem)
        return failed(problem, into);
    std::sort(whole.begin(), whole.end());
    for (std::size_t n = 0; n + least < whole.size() && whole[n].first < before; ++n) {
        const auto& folder = whole[n].second;
        const auto going = into / (std::string(removing) + folder.filename().string());
        BALIEBLIK_CHECK(rename_durably(folder, going));
        fs::remove_all(going, problem);
        if (problem)
            return failed(problem, going);
        ++removed;
    }
    return removed;
}

Result<VerifiedBackup> verify_store(const StorePlace& place, ByteView key)
{
    BALIEBLIK_TRY(raw_key, storage::Key::from(key));
    return read_back(place, raw_key, storage::Access::writer);
}

Result<VerifiedBackup> restore_backup(const fs::path& backup, ByteView key, const StorePlace& place,
                                      const std::string& epoch, const Clock& clock)
{
    BALIEBLIK_TRY(found, verify_backup(backup, key, clock));
    BALIEBLIK_TRY(raw_key, storage::Key::from(key));
    const fs::path restoring = place.database.string() + ".restoring";
    std::error_code problem;
    for (const auto* ending : {"", "-wal", "-shm", "-journal"})
        fs::remove(restoring.string() + ending, problem); // of an attempt that was interrupted
    {
        BALIEBLIK_TRY(source, open_copy(backup / "server.db", raw_key, storage::Access::reader, false));
        BALIEBLIK_TRY(target, open_copy(restoring, raw_key, storage::Access::writer, true));
        BALIEBLIK_CHECK(source.copy_to(target));
        BALIEBLIK_CHECK(storage::migrate(target, migrations(), clock.now()));
        BALIEBLIK_CHECK(begin_new_history(target, found.tenant, epoch, clock.now()));
        BALIEBLIK_CHECK(target.verify());
        BALIEBLIK_TRY(photos, photos_named_in(target));
        BALIEBLIK_CHECK(make_folder(place.photos / "photos"));
        for (const auto& photo : photos) {
            const auto here = place.photos / "photos" / photo.file;
            if (!fs::exists(here, problem))
                BALIEBLIK_CHECK(copy_durably(backup / "photos" / photo.file, here));
        }
        BALIEBLIK_CHECK(vault::flush_folder(place.photos / "photos"));
    }
    BALIEBLIK_CHECK(set_aside(place, raw_key, epoch));
    BALIEBLIK_CHECK(rename_durably(restoring, place.database));
    found.epoch = epoch;
    return found;
}

} // namespace balieblik::store_sqlite
