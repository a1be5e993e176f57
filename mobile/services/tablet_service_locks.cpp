// SPDX-License-Identifier: EUPL-1.2
// Enrolment, and the two locks: the screen's, and the key's behind it.
#include "services/http_transport.hpp"
#include "services/office.hpp"
#include "services/sync_driver.hpp"
#include "services/tablet_service.hpp"
#include "vault/enrolment_code.hpp"
#include "vault/hash.hpp"
#include "vault/words.hpp"

namespace balieblik::services {
namespace {

storage::Key storage_key(const vault::Secret& secret) { return storage::Key::from(secret.bytes()).value(); }

} // namespace

// --- Enrolment -------------------------------------------------------------------------------------------------------

void TabletService::identify(std::string address, Done<ServerIdentity> done)
{
    const auto server = server_at(address);
    if (!server)
        return refuse(std::move(done), server.error());
    identify_server(*server, this, [done](Result<std::optional<QSslCertificate>> found) {
        if (!found)
            return done(found.error());
        ServerIdentity identity;
        if (*found) {
            identity.ca_spki_sha256 = spki_sha256(**found);
            vault::Sha256 fingerprint{};
            const auto bytes = from_hex(identity.ca_spki_sha256).value_or(Bytes(fingerprint.size()));
            std::copy_n(bytes.begin(), fingerprint.size(), fingerprint.begin());
            for (const auto word : vault::words_of(fingerprint))
                identity.words.emplace_back(word);
        }
        done(std::move(identity));
    });
}

void TabletService::enrol(sync::EnrolmentInvitation invitation, std::string device_name, Done<void> done)
{
    if (state_ != LockState::not_enrolled)
        return refuse(std::move(done), {Errc::state_conflict, "enrolled"});
    const auto code = vault::parse_enrolment_code(invitation.code);
    if (!code)
        return refuse(std::move(done), code.error());
    invitation.code = *code;
    const auto server = server_at(invitation.address);
    if (!server)
        return refuse(std::move(done), server.error());
    if (invitation.ca_spki_sha256.empty())
        return enrol_at(*server, std::nullopt, std::move(invitation), std::move(device_name), std::move(done));

    probe_authority(*server, this,
                    [this, server = *server, invitation, device_name, done](Result<QSslCertificate> shown) {
                        if (!shown)
                            return done(shown.error());
                        if (spki_sha256(*shown) != invitation.ca_spki_sha256)
                            return done(Error{Errc::server_not_trusted, {}});
                        enrol_at(server, *shown, invitation, device_name, done);
                    });
}

void TabletService::enrol_at(const QUrl& server, std::optional<QSslCertificate> authority,
                             sync::EnrolmentInvitation invitation, std::string device_name, Done<void> done)
{
    // The device's key is in memory only until a PIN or pass-phrase is chosen: nothing is ever stored unprotected. An
    // enrolment that is cut off before that needs a new code.
    auto key = std::make_shared<vault::SigningKey>(vault::SigningKey::make(random_));
    const auto install = IdSource{clock_, random_}.make<InstallId>();
    const sync::EnrolRequest request{invitation.code, key->public_key().to_text(), install,
                                     device_name,     options_.platform,           options_.app_version};
    auto remember = [this, invitation, device_name, key, install, done](Result<sync::EnrolReply> reply) {
        if (!reply)
            return done(reply.error());
        done(remember_enrolment(std::move(*reply), invitation, device_name, std::move(*key), install));
    };
    // First what may ask the person something: the code is used up by what comes after.
    store_.run<void>(
        this,
        [this](OpenStore&) -> Result<void> {
            wants_pin_ = options_.ready_key_store && options_.ready_key_store();
            return {};
        },
        [this, server, authority, request, remember = std::move(remember)](Result<void>) {
            ask_to_enrol(server, authority, request, this, remember);
        });
}

Result<void> TabletService::remember_enrolment(sync::EnrolReply reply, const sync::EnrolmentInvitation& invitation,
                                               const std::string& device_name, vault::SigningKey key, InstallId install)
{
    BALIEBLIK_TRY(recovery_key, vault::PublicKey::parse(reply.recovery_key));
    // The pin of the invitation must be the key of the authority that will be trusted from now on.
    if (!invitation.ca_spki_sha256.empty() &&
        spki_sha256(QSslCertificate{QByteArray::fromStdString(reply.ca_certificate)}) != invitation.ca_spki_sha256)
        return Error{Errc::server_not_trusted, "ca_certificate"};
    profile_ = Profile{reply.tenant_name, reply.alias, device_name, invitation.address};
    device_store::Enrolment enrolment{invitation.address, invitation.ca_spki_sha256, device_name, std::move(reply)};
    unprotected_ =
        std::make_shared<Unprotected>(Unprotected{std::move(enrolment), std::move(key), install, recovery_key});
    set_state(LockState::secret_unset);
    return {};
}

void TabletService::choose_secret(std::string secret, Done<void> done)
{
    if (state_ != LockState::secret_unset || !unprotected_)
        return refuse(std::move(done), {Errc::state_conflict, "secret"});
    store_.run<void>(
        this,
        [this, enrolled = unprotected_, secret = std::move(secret)](OpenStore& open) {
            return make_store(open, *enrolled, secret);
        },
        [this, done](Result<void> result) {
            if (result)
                unprotected_.reset();
            opened(done, std::move(result));
        });
    watch_network();
}

Result<void> TabletService::make_store(OpenStore& open, const Unprotected& enrolled, std::string_view secret)
{
    // The key file comes last: while it is not there, a database that was cut off belongs to nobody and may go. Once it
    // is, the same call again would remove the database that it opens.
    if (key_file_)
        return Error{Errc::state_conflict, "secret"};
    open.close();
    for (const auto* name : {"store.db", "store.db-wal", "store.db-shm", "laps.journal"}) {
        std::error_code ignored;
        std::filesystem::remove(file(name), ignored);
    }
    const auto database_key = vault::Secret::random(random_, storage::Key::size);
    BALIEBLIK_CHECK(open_store(open, database_key));
    BALIEBLIK_CHECK(open.store->enrol(enrolled.enrolment, enrolled.key, enrolled.install));
    auto made = vault::KeyFile::protect(file("key.json"), to_text(enrolled.enrolment.organisation.device_id), secret,
                                        enrolled.recovery_key, database_key, tools());
    if (!made) {
        open.close();
        return made.error();
    }
    key_file_.emplace(std::move(*made));
    static_cast<void>(remember_office(*open.store)); // again at every unlock
    start_sync(open);
    return {};
}

// --- Locks -----------------------------------------------------------------------------------------------------------

void TabletService::set_state(LockState state)
{
    if (state_ == state)
        return;
    state_ = state;
    emit lockChanged();
}

// How long the person must wait after wrong tries, for the screens; on the thread that touches the key file.
void TabletService::note_wait()
{
    try_again_at_ = (clock_.read().boot + key_file_->wait_left()).count();
    tries_left_ = key_file_->tries_left().value_or(-1);
}

Result<void> TabletService::open_store(OpenStore& open, const vault::Secret& database_key)
{
    if (open.store && !open.store->failed())
        return {};
    open.close();
    BALIEBLIK_TRY(database, storage::Database::open(file("store.db"), storage_key(database_key)));
    BALIEBLIK_TRY(store, device_store::DeviceStore::open(std::move(database), file("photos"), clock_, random_,
                                                         {options_.app_version, options_.platform}));
    BALIEBLIK_TRY(merged, store->merge_journal(file("laps.journal")));
    static_cast<void>(merged);
    open.store = std::move(store);
    open.database_key.emplace(database_key.clone());
    return {};
}

// After the disk failed nobody knows what reached it, so everything is read anew, as after a crash; only the key stays.
// Whatever was refused may then be tried again, without a new start of the app.
Result<void> TabletService::reopen_store(OpenStore& open)
{
    const auto key = open.database_key->clone();
    const auto visit = open.draft ? std::optional{open.draft->facts().visit_id} : open.interrupted;
    open.close();
    if (auto opened = open_store(open, key); !opened) {
        open.database_key.emplace(key.clone());
        open.interrupted = visit;
        return opened;
    }
    start_sync(open);
    if (visit)
        if (auto draft = device_store::Draft::open(*open.store, *visit))
            open.draft = std::move(*draft);
    QMetaObject::invokeMethod(this, &TabletService::storeReopened, Qt::QueuedConnection);
    return {};
}

void TabletService::unlock(std::string secret, Done<void> done)
{
    if (!key_file_)
        return refuse(std::move(done), {Errc::state_conflict, "secret"});
    store_.run<void>(
        this,
        [this, secret = std::move(secret)](OpenStore& open) -> Result<void> {
            if (!key_file_)
                return Error{Errc::state_conflict, "secret"};
            auto tried = key_file_->unlock(secret);
            note_wait(); // the try was counted before it was looked at
            BALIEBLIK_TRY(database_key, std::move(tried));
            return enter(open, database_key);
        },
        [this, done](Result<void> result) {
            this->tried(result);
            opened(done, std::move(result));
        });
    watch_network();
}

// With the key in hand, on the store's thread.
Result<void> TabletService::enter(OpenStore& open, const vault::Secret& database_key)
{
    BALIEBLIK_CHECK(open_store(open, database_key));
    BALIEBLIK_TRY(enrolment, open.store->enrolment());
    if (enrolment)
        QMetaObject::invokeMethod(
            this,
            [this, known = *enrolment] {
                profile_ =
                    Profile{known.organisation.tenant_name, known.organisation.alias, known.device_name, known.address};
            },
            Qt::QueuedConnection);
    static_cast<void>(remember_office(*open.store)); // a full disk keeps nobody from her work
    start_sync(open);
    // It goes on handing in, and hears when the lock is released.
    BALIEBLIK_TRY(order, open.store->order());
    if (order && order->mode == sync::OrderMode::lock)
        return Error{Errc::device_revoked, {}};
    return {};
}

void TabletService::opened(Done<void> done, Result<void> result)
{
    if (!result)
        return done(result.error());
    key_timer_.stop();
    locked_clock_.reset();
    set_state(LockState::open); // whoever shows lists reads them on this
    done({});
}

void TabletService::change_secret(std::string old_secret, std::string new_secret, Done<void> done)
{
    store_.run<void>(
        this,
        [this, old_secret = std::move(old_secret), new_secret = std::move(new_secret)](OpenStore&) -> Result<void> {
            if (!key_file_)
                return Error{Errc::state_conflict, "secret"};
            auto changed = key_file_->change_pin(old_secret, new_secret);
            note_wait();
            return changed;
        },
        [this, done = std::move(done)](Result<void> result) {
            tried(result);
            done(std::move(result));
        });
}

milliseconds TabletService::unlock_delay() const
{
    return std::max(milliseconds{try_again_at_} - clock_.read().boot, milliseconds{0});
}

void TabletService::lock()
{
    if (state_ != LockState::open)
        return;
    set_state(LockState::screen_locked);
    if (key_is_needed()) {
        key_until_ = clock_.read().boot + options_.key_kept;
        key_timer_.start(std::min(options_.key_looked_at, options_.key_kept));
    } else {
        lock_key();
    }
}

bool TabletService::key_is_needed() const
{
    return clock_runs() || sync_.unsent_mutations > 0 || sync_.unsent_attachments > 0;
}

void TabletService::lock_key()
{
    if (state_ != LockState::screen_locked)
        return;
    key_timer_.stop();
    store_.run<std::optional<LockedClock>>(
        this,
        [](OpenStore& open) -> Result<std::optional<LockedClock>> {
            std::optional<LockedClock> clock;
            if (open.store && open.draft && open.draft->has_laps())
                if (const auto key = open.store->journal_key())
                    clock = LockedClock{open.draft->facts().visit_id, *key};
            open.close(); // whatever the disk says: the key goes
            return clock;
        },
        [this](Result<std::optional<LockedClock>> closed) {
            if (closed)
                locked_clock_ = *closed;
            if (!locked_clock_)
                clock_view_ = {};
            draft_.reset();
            profile_.reset();
            set_state(LockState::key_locked);
            emit syncChanged();
        });
}

} // namespace balieblik::services
