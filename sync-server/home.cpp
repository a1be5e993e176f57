// SPDX-License-Identifier: EUPL-1.2
#include "home.hpp"

#include "store_sqlite/blob_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "vault/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace balieblik {

namespace fs = std::filesystem;

// The system lets go of it when the process ends, however it ends.
class Home::Lock {
public:
    explicit Lock(int file) : file_(file) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { ::close(file_); }

    static Result<std::unique_ptr<Lock>> take(const fs::path& path)
    {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            return Error{Errc::io_failed, path.filename().string()};
        auto lock = std::make_unique<Lock>(file);
        if (::flock(file, LOCK_EX | LOCK_NB) != 0)
            return Error{Errc::busy, "another process uses this data folder"};
        return lock;
    }

private:
    int file_;
};

namespace {

constexpr std::size_t largest_pem = 256 * 1024;
constexpr std::chrono::days renewal{30};

Result<std::string> text_of(const fs::path& file)
{
    BALIEBLIK_TRY(bytes, vault::read_whole(file, largest_pem));
    return std::string(as_text(bytes));
}

// Keys are for their owner's eyes: the file is closed to others before it holds anything.
Result<void> keep(const fs::path& file, std::string_view text)
{
    BALIEBLIK_CHECK(vault::write_durably(file, as_bytes(text)));
    std::error_code problem;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, problem);
    if (problem)
        return Error{Errc::io_failed, file.filename().string()};
    return {};
}

} // namespace

Home::Home(fs::path folder, std::unique_ptr<Lock> lock) : folder_(std::move(folder)), lock_(std::move(lock)) {}

Home::~Home() = default;

Result<void> Home::open_store(Machine& machine)
{
    BALIEBLIK_TRY(key, store_sqlite::read_master_key(folder_ / "master.key"));
    store_sqlite::SqliteStoreOptions options;
    options.file = folder_ / "server.db";
    BALIEBLIK_TRY(store, store_sqlite::open_store(options, key, machine.clock, machine.random));
    store_ = std::move(store);
    BALIEBLIK_TRY(photos, store_sqlite::open_blob_folder(folder_ / "photos"));
    photos_ = std::move(photos);
    return {};
}

Result<std::unique_ptr<Home>> Home::open(const Config& config, Machine& machine)
{
    const fs::path folder{config.data};
    if (!fs::exists(folder / "master.key"))
        return Error{Errc::not_found, config.data + ": run `balieblik-server init` first"};
    BALIEBLIK_TRY(lock, Lock::take(folder / "lock"));
    // Bundles that were on their way in when the server last ended; whoever handed them over got no answer.
    std::error_code ignored;
    fs::remove_all(folder / "bundles", ignored);
    std::unique_ptr<Home> home{new Home(folder, std::move(lock))};
    BALIEBLIK_CHECK(home->open_store(machine));
    return home;
}

Result<std::unique_ptr<Home>> Home::make(const Config& config, Machine& machine)
{
    const fs::path folder{config.data};
    std::error_code problem;
    fs::create_directories(folder / "tls", problem);
    if (!problem)
        fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem)
        return Error{Errc::io_failed, config.data};
    BALIEBLIK_TRY(lock, Lock::take(folder / "lock"));
    BALIEBLIK_CHECK(store_sqlite::make_master_key(folder / "master.key", machine.random));
    std::unique_ptr<Home> home{new Home(folder, std::move(lock))};
    BALIEBLIK_CHECK(home->open_store(machine));
    return home;
}

namespace {

store_sqlite::StorePlace place_in(const fs::path& folder) { return {folder / "server.db", folder / "photos"}; }

fs::path handover_of(const fs::path& folder) { return folder / "verified-backups"; }

} // namespace

Result<Bytes> Home::master_key(const Config& config)
{
    return store_sqlite::read_master_key(fs::path{config.data} / "master.key");
}

Result<store_sqlite::VerifiedBackup> Home::back_up(const Config& config, Machine& machine, const fs::path& into)
{
    BALIEBLIK_TRY(key, master_key(config));
    return store_sqlite::make_backup(place_in(config.data), key, into, machine.ids.make<store::BackupId>(),
                                     machine.clock);
}

Result<void> Home::hand_over(const Config& config, const store_sqlite::VerifiedBackup& backup)
{
    const auto folder = handover_of(config.data);
    std::error_code problem;
    fs::create_directories(folder, problem);
    return vault::write_durably(folder / (backup.folder + ".json"), as_bytes(json::print_struct(backup)));
}

std::vector<store_sqlite::VerifiedBackup> Home::handed_over() const
{
    constexpr std::size_t largest = 256 * 1024 * 1024; // a line a visit
    std::vector<store_sqlite::VerifiedBackup> found;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator{handover_of(folder_), problem}) {
        if (entry.path().extension() != ".json")
            continue; // being written
        const auto bytes = vault::read_whole(entry.path(), largest);
        if (!bytes)
            continue;
        auto backup = json::read_text<store_sqlite::VerifiedBackup>(as_text(*bytes), {.bytes = largest, .depth = 8});
        if (backup)
            found.push_back(std::move(*backup));
    }
    return found;
}

void Home::forget(const store_sqlite::VerifiedBackup& backup) const
{
    std::error_code problem;
    fs::remove(handover_of(folder_) / (backup.folder + ".json"), problem);
}

Result<store_sqlite::VerifiedBackup> Home::restore(const Config& config, Machine& machine, const fs::path& backup)
{
    BALIEBLIK_TRY(key, master_key(config));
    auto lock = Lock::take(fs::path{config.data} / "lock");
    if (!lock)
        return lock.error();
    return store_sqlite::restore_backup(backup, key, place_in(config.data), vault::random_hex(machine.random, 8),
                                        machine.clock);
}

Result<store_sqlite::VerifiedBackup> Home::verify(const Config& config, Machine&)
{
    BALIEBLIK_TRY(key, master_key(config));
    auto lock = Lock::take(fs::path{config.data} / "lock");
    if (!lock)
        return lock.error();
    return store_sqlite::verify_store(place_in(config.data), key);
}

Result<TenantId> Home::tenant()
{
    BALIEBLIK_TRY(tenants, store_->tenants());
    if (tenants.size() != 1)
        return Error{Errc::not_found, "organisation"};
    return tenants.front();
}

Result<void> Home::make_tls(const Config& config, std::string_view organisation, Timestamp now)
{
    if (!config.tls_certificate.empty())
        return {};
    BALIEBLIK_TRY(authority, http::make_tls_authority(organisation, now));
    BALIEBLIK_TRY(leaf, http::make_tls_leaf(authority, config.host_names, now));
    const auto tls = folder_ / "tls";
    BALIEBLIK_CHECK(keep(tls / "ca.key", authority.key));
    BALIEBLIK_CHECK(keep(tls / "ca.pem", authority.certificate));
    BALIEBLIK_CHECK(keep(tls / "server.key", leaf.key));
    return keep(tls / "server.pem", leaf.certificate);
}

Result<Home::Tls> Home::tls(const Config& config, Timestamp now)
{
    Tls made;
    if (!config.tls_certificate.empty()) {
        BALIEBLIK_TRY(chain, text_of(config.tls_certificate));
        BALIEBLIK_TRY(key, text_of(config.tls_key));
        made.identity = {chain, key};
        made.authority = chain;
        if (!config.tls_ca.empty()) {
            BALIEBLIK_TRY(authority, text_of(config.tls_ca));
            made.authority = authority;
            made.identity.chain += authority;
        }
    } else {
        const auto tls = folder_ / "tls";
        BALIEBLIK_TRY(authority, text_of(tls / "ca.pem"));
        BALIEBLIK_TRY(key, text_of(tls / "server.key"));
        BALIEBLIK_TRY(leaf, text_of(tls / "server.pem"));
        BALIEBLIK_TRY(until, http::valid_until(leaf));
        if (until < now + renewal) {
            BALIEBLIK_TRY(authority_key, text_of(tls / "ca.key"));
            BALIEBLIK_TRY(renewed, http::make_tls_leaf({authority, authority_key}, config.host_names, now));
            BALIEBLIK_CHECK(keep(tls / "server.key", renewed.key));
            BALIEBLIK_CHECK(keep(tls / "server.pem", renewed.certificate));
            leaf = renewed.certificate;
            key = renewed.key;
        }
        made.identity = {leaf + authority, key};
        made.authority = authority;
    }
    BALIEBLIK_TRY(spki, http::spki_sha256(made.authority));
    made.spki_sha256 = spki;
    return made;
}

} // namespace balieblik
