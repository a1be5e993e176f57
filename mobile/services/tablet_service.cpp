// SPDX-License-Identifier: EUPL-1.2
// Opening, sync and settings. Enrolment and the locks stand in tablet_service_locks.cpp, visits in
// tablet_service_visits.cpp.
#include "services/tablet_service.hpp"

#include "services/http_transport.hpp"
#include "services/office.hpp"
#include "services/sync_driver.hpp"

#include <QGuiApplication>
#include <QNetworkInformation>
#include <QSettings>

namespace balieblik::services {
namespace {

constexpr std::chrono::hours long_without_contact{24};

std::optional<QSslCertificate> authority_of(const device_store::Enrolment& enrolment)
{
    if (enrolment.ca_spki_sha256.empty())
        return std::nullopt;
    return QSslCertificate{QByteArray::fromStdString(enrolment.organisation.ca_certificate)};
}

} // namespace

TabletService::TabletService(TabletOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock)
{
    // By the clock that goes on while the tablet sleeps; a timer of an hour would not.
    connect(&key_timer_, &QTimer::timeout, this, [this] {
        if (clock_.read().boot >= key_until_)
            lock_key();
    });
    due_timer_.setInterval(std::chrono::minutes{1});
    connect(&due_timer_, &QTimer::timeout, this, &TabletService::close_due);
    connect(this, &Tablet::lockChanged, this, [this] {
        if (state_ == LockState::key_locked)
            return due_timer_.stop();
        due_timer_.start();
        close_due();
    });
    if (auto* application = qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
        connect(application, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState now) {
            if (now == Qt::ApplicationActive)
                sync_now();
        });
}

TabletService::~TabletService() = default;

Result<std::unique_ptr<TabletService>> TabletService::open(TabletOptions options, const Clock& clock)
{
    std::error_code problem;
    std::filesystem::create_directories(options.folder / "photos", problem);
    if (problem)
        return Error{Errc::io_failed, problem.message()};
    std::filesystem::permissions(options.folder, std::filesystem::perms::owner_all, problem);

    std::unique_ptr<TabletService> made{new TabletService(std::move(options), clock)};
    made->load_settings();
    auto key_file = vault::KeyFile::open(made->file("key.json"),
                                         {clock, made->random_, made->options_.key_store, made->options_.pin_cost});
    if (key_file) {
        made->wants_pin_ = key_file->wants_pin();
        made->key_file_.emplace(std::move(*key_file));
        made->note_wait();
        made->state_ = LockState::key_locked;
    } else if (key_file.error().code != Errc::not_found) {
        return key_file.error();
    }
    return made;
}

// Not when the app starts: it takes long, nothing is sent before the key is there, and while that is derived on the
// other thread this one has the time.
void TabletService::watch_network()
{
    if (std::exchange(watches_network_, true) ||
        !QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this, &TabletService::sync_now);
}

vault::KeyFileTools TabletService::tools()
{
    return {clock_, random_, wants_pin_ ? options_.key_store : nullptr, options_.pin_cost};
}

// --- Sync and settings -----------------------------------------------------------------------------------------------

SyncStatus TabletService::sync_status() const
{
    SyncStatus shown;
    shown.online = sync_.online;
    shown.waiting_for_key = state_ == LockState::key_locked;
    shown.lease_over = contact_.lease_over;
    shown.drafts_waiting = sync_.unkept_drafts;
    // A day is more than a visit without a network takes; a server that answers and takes nothing is worse.
    shown.cut_off = (sync_.unsent_mutations > 0 || sync_.unsent_attachments > 0) &&
                    (contact_.out_of_touch >= long_without_contact || sync_.stuck || sync_.revoked || sync_.unknown);
    shown.forgotten = sync_.unknown;
    shown.visits_waiting = sync_.unsent_visits;
    shown.commands_waiting = sync_.unsent_mutations - sync_.unsent_visits;
    shown.photos_waiting = sync_.unsent_attachments;
    for (const auto& lane : sync_.lanes) {
        // The wake lane waits for news nearly always: that is no work, and nobody should wait for it.
        shown.busy = shown.busy || (lane.state == sync::LaneState::working && lane.lane != sync::Lane::wake);
        if (lane.last_success && (!shown.last_contact || *lane.last_success > *shown.last_contact))
            shown.last_contact = lane.last_success;
        if (lane.last_error && !shown.problem)
            shown.problem = Error{*lane.last_error, {}};
    }
    if (sync_.revoked)
        shown.problem = Error{Errc::device_revoked, {}};
    else if (sync_.unknown)
        shown.problem = Error{Errc::device_unknown, {}};
    else if (sync_.upgrade_required)
        shown.problem = Error{Errc::upgrade_required, {}};
    return shown;
}

void TabletService::start_sync(OpenStore& open)
{
    auto enrolment = open.store->enrolment();
    if (open.sync || !enrolment || !*enrolment)
        return;
    const auto server = server_at((*enrolment)->address);
    if (!server)
        return;
    auto* store = open.store.get();
    sync::Credentials credentials;
    credentials.sign_token = [store](const TenantId& tenant, const sync::TokenRequest& request) {
        return store->sign_token(tenant, request);
    };
    credentials.verify_order = [store](const sync::Order& order) { return store->order_is_genuine(order); };
    credentials.verify_policy = [store](const sync::Policy& policy) { return store->policy_is_genuine(policy); };
    credentials.verify_receipt = [store](const sync::Receipt& receipt) { return store->receipt_is_genuine(receipt); };
    open.sync = std::make_unique<SyncDriver>(*store, std::move(credentials), clock_, random_, *server,
                                             authority_of(**enrolment));
    connect(
        open.sync.get(), &SyncDriver::changed, this,
        [this, store, driver = open.sync.get()](bool pulled) {
            if (store->failed())
                store_.look_after();
            // Emitted on the store's thread; the status is copied there and taken over here.
            auto status = std::make_shared<sync::SyncStatus>(driver->status());
            Contact contact;
            if (const auto over = store->lease_is_over())
                contact.lease_over = *over;
            if (const auto passed = store->out_of_touch())
                contact.out_of_touch = *passed;
            if (pulled) // what could not be written now is written after the next
                static_cast<void>(remember_office(*store));
            QMetaObject::invokeMethod(
                this, [this, status, pulled, contact] { hear(*status, pulled, contact); }, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
}

void TabletService::hear(const sync::SyncStatus& status, bool pulled, const Contact& contact)
{
    const auto sent_something =
        status.unsent_visits != sync_.unsent_visits || status.unsent_attachments != sync_.unsent_attachments;
    hear_of_drafts(status);
    sync_ = status;
    contact_ = contact;
    if (sync_.wipe_due)
        return wipe();
    // The key stays: what is unsent goes on being handed in, and the release of the lock is heard.
    if (sync_.order == sync::OrderMode::lock && state_ == LockState::open)
        set_state(LockState::screen_locked);
    if (key_timer_.isActive() && !key_is_needed())
        lock_key();
    emit syncChanged();
    if (pulled) {
        emit assignmentsChanged();
        forget_what_was_decided();
    }
    if (pulled || sent_something)
        emit visitsChanged();
}

// Its lane got somewhere: there may be an offer, or what was wanted has come.
void TabletService::hear_of_drafts(const sync::SyncStatus& status)
{
    const auto got_somewhere = [](const sync::SyncStatus& one) {
        for (const auto& lane : one.lanes)
            if (lane.lane == sync::Lane::drafts)
                return lane.last_success;
        return std::optional<Timestamp>{};
    };
    if (got_somewhere(status) == got_somewhere(sync_))
        return;
    emit offersChanged();
    if (!std::exchange(takes_over_, false))
        return;
    emit assignmentsChanged();
    emit visitsChanged();
}

// Each pull may have brought the receipt or the outcome that was waited for.
void TabletService::forget_what_was_decided()
{
    store_.run<std::int64_t>(
        this, [](OpenStore& open) -> Result<std::int64_t> { return open.store ? open.store->purge() : 0; },
        [this](Result<std::int64_t> purged) {
            if (purged && *purged > 0)
                emit visitsChanged();
        });
}

device_store::TabletFiles TabletService::files_in(const std::filesystem::path& folder)
{
    return {folder,
            folder / "key.json",
            {folder / "store.db", folder / "store.db-wal", folder / "store.db-shm", folder / "photos",
             folder / "laps.journal", folder / "settings.ini"}};
}

Result<void> TabletService::end_wipe(const std::filesystem::path& folder, const std::function<void()>& forget_key_store)
{
    const auto files = files_in(folder);
    return device_store::wipe_was_begun(files) ? device_store::wipe(files, forget_key_store) : Result<void>{};
}

// Once begun it is ended, by the next start if need be (device_store/wipe.hpp).
void TabletService::wipe()
{
    if (std::exchange(wiping_, true))
        return;
    store_.run<void>(
        this,
        [this](OpenStore& open) {
            open.close();
            key_file_.reset();
            return device_store::wipe(files_in(options_.folder), options_.forget_key_store);
        },
        [this](Result<void>) {
            profile_.reset();
            locked_clock_.reset();
            set_state(LockState::key_locked);
            emit wiped();
        });
}

void TabletService::sync_now()
{
    store_.post([](OpenStore& open) {
        if (open.sync)
            open.sync->woke();
    });
}

void TabletService::outbox_changed()
{
    store_.post([](OpenStore& open) {
        if (open.sync)
            open.sync->queued();
    });
    emit assignmentsChanged();
    emit visitsChanged();
}

void TabletService::load_settings()
{
    const QSettings stored{QString::fromStdString(file("settings.ini").string()), QSettings::IniFormat};
    settings_.language = stored.value("language", QString::fromStdString(settings_.language)).toString().toStdString();
    settings_.appearance =
        stored.value("appearance", QString::fromStdString(settings_.appearance)).toString().toStdString();
    settings_.text_percent = std::clamp(stored.value("text_percent", settings_.text_percent).toInt(), 100, 200);
}

Result<void> TabletService::store_settings(const Settings& settings)
{
    QSettings stored{QString::fromStdString(file("settings.ini").string()), QSettings::IniFormat};
    stored.setValue("language", QString::fromStdString(settings.language));
    stored.setValue("appearance", QString::fromStdString(settings.appearance));
    stored.setValue("text_percent", settings.text_percent);
    stored.sync();
    if (stored.status() != QSettings::NoError)
        return Error{Errc::io_failed, "settings.ini"};
    settings_ = settings;
    return {};
}

} // namespace balieblik::services
