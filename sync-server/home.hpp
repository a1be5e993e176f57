// SPDX-License-Identifier: EUPL-1.2
// The server's data folder: the database and its master key, the photos, the TLS identity. One process at a time.
#pragma once

#include "config.hpp"
#include "http/server.hpp"
#include "http/tls.hpp"
#include "runtime/system_clock.hpp"
#include "store/blob_files.hpp"
#include "store/store.hpp"
#include "store_sqlite/backup_folder.hpp"
#include "usecases/actor.hpp"
#include "vault/random.hpp"

#include <filesystem>
#include <vector>

namespace balieblik {

// The machine's clock, ids and randomness, together.
struct Machine {
    SystemClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    usecases::Environment environment{clock, ids, random};
};

class Home {
public:
    // Opens the folder that `init` made. Refusals: not_found (there is none), busy (another server runs on it), and
    // those of the store.
    static Result<std::unique_ptr<Home>> open(const Config& config, Machine& machine);
    // Makes an empty one, with a master key. Refusals: state_conflict (it is there already), io_failed.
    static Result<std::unique_ptr<Home>> make(const Config& config, Machine& machine);
    ~Home();

    // --- The store as a whole (sync-protocol.md, section 13)
    // Beside a running server too. Refusals: those of make_backup; not_found (there is no data folder).
    static Result<store_sqlite::VerifiedBackup> back_up(const Config& config, Machine& machine,
                                                        const std::filesystem::path& into);
    // For the running server, which alone may write: it finds this and tells the tablets.
    static Result<void> hand_over(const Config& config, const store_sqlite::VerifiedBackup& backup);
    // What was handed over; `forget` it once it is published.
    std::vector<store_sqlite::VerifiedBackup> handed_over() const;
    void forget(const store_sqlite::VerifiedBackup& backup) const;
    // While no server runs. Refusals: busy, and those of restore_backup.
    static Result<store_sqlite::VerifiedBackup> restore(const Config& config, Machine& machine,
                                                        const std::filesystem::path& backup);
    // While no server runs: every page, the structure and every photo. Refusals: busy, database_damaged, hash_mismatch.
    static Result<store_sqlite::VerifiedBackup> verify(const Config& config, Machine& machine);
    static Result<Bytes> master_key(const Config& config);

    store::Store& store() { return *store_; }
    store::BlobFiles& photos() { return *photos_; }
    // The one organisation in it. Refusal: not_found.
    Result<TenantId> tenant();

    // Makes an authority and a certificate for the configured names, unless files of the organisation's own are given.
    Result<void> make_tls(const Config& config, std::string_view organisation, Timestamp now);
    struct Tls {
        http::TlsIdentity identity;
        std::string authority; // PEM
        std::string spki_sha256;
    };
    // As configured, or as made; a made certificate that ends within 30 days is made anew. Refusals: not_found,
    // malformed.
    Result<Tls> tls(const Config& config, Timestamp now);

private:
    class Lock;
    Home(std::filesystem::path folder, std::unique_ptr<Lock> lock);
    Result<void> open_store(Machine& machine);

    std::filesystem::path folder_;
    std::unique_ptr<Lock> lock_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::BlobFiles> photos_;
};

} // namespace balieblik
