// SPDX-License-Identifier: EUPL-1.2
// The tablet for real: key file, encrypted store on its thread, sync, and the two locks.
//
// In the data folder: key.json (the wrapped database key), store.db, photos/, laps.journal, settings.ini.
#pragma once

#include "device_store/wipe.hpp"
#include "services/store_thread.hpp"
#include "sync/client.hpp"
#include "vault/key_file.hpp"
#include "vault/random.hpp"

#include <QSslCertificate>
#include <QTimer>
#include <QUrl>

#include <atomic>
#include <filesystem>

namespace balieblik::services {

struct TabletOptions {
    std::filesystem::path folder;
    std::string app_version;
    std::string platform;
    // The platform's key store. It is asked on the store's thread, when a PIN is chosen, tried or changed.
    vault::KeyStore* key_store = nullptr;
    // Makes it keep a secret for this tablet; asked at enrolment, on the same thread. True: a PIN will do.
    std::function<bool()> ready_key_store = {};
    vault::Argon2Cost pin_cost = vault::pin_cost;
    std::filesystem::path bundles = {};              // where sealed outboxes are put; empty: into `folder`
    std::function<void()> forget_key_store = {};     // removes its secret, after the office ordered a wipe
    milliseconds key_kept{std::chrono::minutes{60}}; // after the screen lock, while work is unsent or a clock runs
    milliseconds key_looked_at{10'000};              // how often it is asked whether that time is over
};

class TabletService final : public Tablet {
    Q_OBJECT

public:
    // Ends a wipe that was cut short. To be called before the key store is asked for its secret, which would make one.
    // Refusal: io_failed.
    static Result<void> end_wipe(const std::filesystem::path& folder, const std::function<void()>& forget_key_store);
    // Makes the folder if need be. Refusals: io_failed, key_file_damaged.
    static Result<std::unique_ptr<TabletService>> open(TabletOptions options, const Clock& clock);
    ~TabletService() override;

    LockState lock_state() const override { return state_; }
    bool has_key_store() const override { return wants_pin_; }
    std::optional<Profile> profile() const override { return profile_; }
    void identify(std::string address, Done<ServerIdentity> done) override;
    void enrol(sync::EnrolmentInvitation invitation, std::string device_name, Done<void> done) override;
    void enrol_again(std::string code, Done<void> done) override;
    void choose_secret(std::string secret, Done<void> done) override;
    void unlock(std::string secret, Done<void> done) override;
    void change_secret(std::string old_secret, std::string new_secret, Done<void> done) override;
    milliseconds unlock_delay() const override;
    std::optional<int> tries_left() const override;
    void ask_recovery(Done<RecoveryView> done) override;
    void recover(std::string secret, Done<void> done) override;
    void lock() override;

    void assignments(Done<std::vector<device_store::AssignmentCard>> done) override;
    void visits(Done<std::vector<device_store::VisitCard>> done) override;
    void accept(AssignmentId id, Done<void> done) override;
    void decline(AssignmentId id, std::string reason, Done<void> done) override;
    void hand_back(AssignmentId id, std::string reason, Done<void> done) override;

    void open_assignment(AssignmentId id, std::string language, Done<VisitView> done) override;
    void open_practice(std::string language, Done<VisitView> done) override;
    void open_last(Done<std::optional<VisitView>> done) override;
    void close_visit() override;

    void answer(std::string reference, std::string value, Done<VisitUpdate> done) override;
    void add_repeat(std::string repeat, Done<VisitUpdate> done) override;
    void remove_repeat(std::string instance, Done<VisitUpdate> done) override;
    void set_language(std::string language, Done<VisitUpdate> done) override;
    void go_to(device_store::Place place, Done<void> done) override;
    void undo_tap(Done<VisitUpdate> done) override;
    void correct_lap(LapKind kind, Timestamp time, std::string reason, Done<VisitUpdate> done) override;
    void add_photo(std::string reference, Bytes picture, Done<VisitUpdate> done) override;
    void add_document(std::string reference, Bytes document, Done<VisitUpdate> done) override;
    void remove_photo(std::string reference, Done<VisitUpdate> done) override;
    void photo_bytes(std::string reference, Done<Bytes> done) override;
    void form_picture(std::string name, Done<Bytes> done) override;
    void newer_form(Done<std::optional<FormRef>> done) override;
    void plan_move(std::string version, Done<device_store::MovePlan> done) override;
    void move_to(std::string version, Done<VisitView> done) override;
    void seal(Done<device_store::SealedVisit> done) override;
    void abort(AbortReason reason, Done<device_store::SealedVisit> done) override;
    void practice_score(VisitId id, Done<boost::json::object> done) override;
    void remove_practice(VisitId id, Done<void> done) override;

    void draft_offers(Done<std::vector<device_store::DraftOffer>> done) override;
    void take_over(VisitId id, Done<void> done) override;
    void dismiss_offer(VisitId id, Done<void> done) override;

    bool clock_usable() const override;
    ClockView clock() const override;
    void tap(LapKind kind, Done<VisitUpdate> done) override;

    SyncStatus sync_status() const override;
    void sync_now() override;
    void save_bundle(Done<SavedBundle> done) override;
    Settings settings() const override { return settings_; }
    Result<void> store_settings(const Settings& settings) override;

signals:
    // The office had everything removed. The program must end: it holds a secret that belongs to nothing any more.
    void wiped();

private:
    using DraftWork = std::function<Result<forms::Changes>(device_store::Draft&)>;

    // What an enrolment leaves in memory until a PIN or pass-phrase protects it.
    struct Unprotected {
        device_store::Enrolment enrolment;
        vault::SigningKey key;
        InstallId install;
        vault::PublicKey recovery_key;
    };
    // A request to the office to open this tablet. On the store's thread.
    struct Recovery {
        vault::SealingKey key; // made for this request
        std::optional<std::string> grant = {};
    };
    struct RecoveryQuestion {
        sync::RecoveryAsk ask;
        vault::key_file::Office office;
    };
    // What the lock page needs when the key is gone.
    struct LockedClock {
        VisitId visit_id;
        vault::PublicKey journal_key;
    };

    TabletService(TabletOptions options, const Clock& clock);

    std::filesystem::path file(const char* name) const { return options_.folder / name; }
    vault::KeyFileTools tools();
    // Refuses as everything here answers: after the call, from the window's own loop.
    template <class T>
    void refuse(Done<T> done, Error error)
    {
        QMetaObject::invokeMethod(
            this, [done = std::move(done), error = std::move(error)] { done(error); }, Qt::QueuedConnection);
    }
    void watch_network();
    void load_settings();
    void set_state(LockState state);
    void note_wait();
    void enrol_at(const QUrl& server, std::optional<QSslCertificate> authority, sync::EnrolmentInvitation invitation,
                  std::string device_name, Done<void> done);
    Result<void> remember_enrolment(sync::EnrolReply reply, const sync::EnrolmentInvitation& invitation,
                                    const std::string& device_name, vault::SigningKey key, InstallId install);
    Result<void> make_store(OpenStore& open, const Unprotected& enrolled, std::string_view secret);
    // On the store's thread.
    Result<void> open_store(OpenStore& open, const vault::Secret& database_key);
    Result<void> reopen_store(OpenStore& open);
    Result<void> enter(OpenStore& open, const vault::Secret& database_key);
    Result<void> remember_office(device_store::DeviceStore& store);
    Result<RecoveryQuestion> recovery_question();
    void hear_of_recovery(const sync::RecoveryAnswer& answer);
    void known_again(const sync::EnrolReply& reply, Done<void> done);
    void start_sync(OpenStore& open);
    // How long the office was not reached.
    struct Contact {
        bool lease_over = false;
        milliseconds out_of_touch{};
    };
    void hear(const sync::SyncStatus& status, bool pulled, const Contact& contact);
    void hear_of_drafts(const sync::SyncStatus& status);
    void forget_what_was_decided();
    void tried(const Result<void>& result);
    void wipe();
    static device_store::TabletFiles files_in(const std::filesystem::path& folder);

    void opened(Done<void> done, Result<void> result);
    void lock_key();
    bool clock_runs() const;
    // Behind the screen lock: a clock runs, or work is unsent.
    bool key_is_needed() const;
    void step(DraftWork work, Done<VisitUpdate> done);
    void open_draft(std::function<Result<VisitId>(device_store::DeviceStore&)> start, Done<VisitView> done);
    void finish(std::function<Result<device_store::SealedVisit>(device_store::Draft&)> end,
                Done<device_store::SealedVisit> done);
    void command(std::function<Result<void>(device_store::DeviceStore&)> work, Done<void> done);
    void outbox_changed();
    // Closes what is due, in the open visit and in the others.
    void close_due();
    void remember(const ClockView& clock);

    TabletOptions options_;
    const Clock& clock_;
    vault::SystemRandom random_;
    std::optional<vault::KeyFile> key_file_; // from open() on touched on the store's thread only
    std::atomic<bool> wants_pin_{false};
    std::atomic<std::int64_t> try_again_at_{0}; // of Reading::boot, milliseconds
    std::atomic<std::int64_t> tries_left_{-1};  // below 0: nothing is removed for wrong tries
    std::optional<Recovery> recovery_;
    std::shared_ptr<Unprotected> unprotected_;
    LockState state_ = LockState::not_enrolled;
    std::optional<Profile> profile_;
    Settings settings_;
    sync::SyncStatus sync_;
    Contact contact_;
    bool takes_over_ = false; // another tablet's draft is on its way
    bool wiping_ = false;
    bool watches_network_ = false;
    ClockView clock_view_;
    std::optional<device_store::DraftFacts> draft_;
    bool draft_has_laps_ = false;
    std::optional<LockedClock> locked_clock_;
    QTimer key_timer_;
    milliseconds key_until_{}; // of Reading::boot, while it runs
    QTimer due_timer_;         // begins anew with every answer: nothing closes under somebody's hands
    // Last: its thread ends before what it works with.
    StoreThread store_{[this](OpenStore& open) { return reopen_store(open); }};
};

} // namespace balieblik::services
