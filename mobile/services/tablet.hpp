// SPDX-License-Identifier: EUPL-1.2
// What the screens may ask of this tablet. View-models know this interface and nothing behind it: no database, no
// socket, no thread. Every `done` runs on the thread that asked, from the event loop, never from inside the call.
#pragma once

#include "device_store/draft.hpp"
#include "device_store/facts.hpp"
#include "sync/rescue.hpp"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace balieblik::services {

template <class T>
using Done = std::function<void(Result<T>)>;

// The two locks. `screen_locked`: the key is still in memory, nothing may be shown but the wait clock. `key_locked`:
// the key is gone; laps go to the sealed journal.
enum class LockState { not_enrolled, secret_unset, key_locked, screen_locked, open };

// Where the lanes of the outbox stand, for the sync page.
struct SyncStatus {
    bool online = false;
    bool busy = false;
    bool waiting_for_key = false; // the key lock is on
    std::optional<Timestamp> last_contact;
    std::int64_t commands_waiting = 0; // accept, decline, start, hand back
    std::int64_t visits_waiting = 0;
    std::int64_t photos_waiting = 0;
    std::optional<Error> problem;
    std::int64_t drafts_waiting = 0; // begun visits that changed since the office last kept them
    bool lease_over = false;         // out of touch for longer than the office allows: nothing new is begun
    bool forgotten = false;          // the office does not know this tablet any more and has to enrol it again
    bool cut_off = false; // work waits, and for a long time nothing has come of it: a file may bring it there
};

// A tablet whose PIN is forgotten, on its way to being opened by two people at the office.
struct RecoveryView {
    sync::RecoveryState state{};
    std::vector<std::string> words; // six, to compare with the console
};

// The outbox in a sealed file, for somebody to carry to the office.
struct SavedBundle {
    std::string file;     // its full path
    std::int64_t items{}; // messages, visits and photos
    std::int64_t photos_damaged{};
};

// Who this tablet is, as the settings page says it.
struct Profile {
    std::string tenant_name;
    std::string alias;
    std::string device_name;
    std::string address;
};

// Kept outside of the encrypted store: they are needed before it opens and say nothing about anybody's work.
struct Settings {
    std::string language = "nl";
    std::string appearance = "system"; // system, light, dark
    int text_percent = 100;            // 100..200
};

// What stands behind an address: the authority's fingerprint and, where no public authority vouches for it, six words
// to compare with the console.
struct ServerIdentity {
    std::string ca_spki_sha256; // empty: a public authority vouches
    std::vector<std::string> words;
};

// The wait clock of the draft that is open; it runs while the screen is locked too.
struct ClockView {
    std::vector<Lap> laps;
    std::optional<milliseconds> undo_left;
    std::optional<milliseconds> since_first; // since the first tap, as of `read`
    Reading read;
};

// The same clock at a later moment: the time since the first tap has grown, and what was left to undo has shrunk.
ClockView as_of(const Reading& now, ClockView clock);

// The open draft in full. The pointers inside the nodes live as long as `kept` does.
struct VisitView {
    std::shared_ptr<const void> kept;
    device_store::DraftFacts facts;
    std::optional<device_store::AssignmentFacts> assignment; // none for practice
    std::optional<sync::VisitReturn> returned;
    std::string title; // of the questionnaire, in the draft's language
    std::vector<forms::Section> sections;
    std::vector<forms::NodeView> nodes;
    std::vector<forms::Finding> findings;
    std::vector<device_store::Photo> photos;
    std::vector<std::string> open_items; // references of questions that wait for something to happen
    ClockView clock;
    bool has_laps = true; // the questionnaire has questions that taps of the clock answer
};

// What one step changed. It is on disk before this arrives.
struct VisitUpdate {
    forms::Changes changes;
    std::vector<forms::NodeView> nodes; // those that changed and are still there
    std::vector<forms::Section> sections;
    std::vector<forms::Finding> findings;
    std::vector<device_store::Photo> photos;
    std::vector<std::string> open_items;
    ClockView clock;
};

class Tablet : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // --- Enrolment and locks
    virtual LockState lock_state() const = 0;
    virtual bool has_key_store() const = 0; // true: a PIN; false: a pass-phrase
    virtual std::optional<Profile> profile() const = 0;
    // Asks an address who it is, and sends nothing else. Refusals: offline, server_not_trusted.
    virtual void identify(std::string address, Done<ServerIdentity> done) = 0;
    // Refusals: enrolment_code_*, server_not_trusted, offline. Then the state is `secret_unset`.
    virtual void enrol(sync::EnrolmentInvitation invitation, std::string device_name, Done<void> done) = 0;
    // With a new code of an office that was set back to before it knew this tablet: everything here stays as it is and
    // is handed in. Refusals: enrolment_code_*, enrolment_of_another, server_not_trusted, device_revoked, offline.
    virtual void enrol_again(std::string code, Done<void> done) = 0;
    // The first PIN or pass-phrase: makes key file and database, then the state is `open`.
    // Refusals: pin_too_weak, passphrase_too_short, disk_full, io_failed.
    virtual void choose_secret(std::string secret, Done<void> done) = 0;
    // From either lock. Refusals: pin_wrong, pin_delayed.
    virtual void unlock(std::string secret, Done<void> done) = 0;
    virtual void change_secret(std::string old_secret, std::string new_secret, Done<void> done) = 0;
    // How long until another try is taken; 0: now.
    virtual milliseconds unlock_delay() const = 0;
    // How many more wrong tries until everything here is removed, where the office chose so; none: never.
    virtual std::optional<int> tries_left() const = 0;
    // Asks the office to open this tablet, or how far that is. Where there is a key store the request outlives the app.
    // Refusals: offline, state_conflict (this tablet does not know its office), and the server's.
    virtual void ask_recovery(Done<RecoveryView> done) = 0;
    // After it was granted: another PIN or pass-phrase; then the state is `open`. Refusals: state_conflict (not
    // granted), signature_invalid, and those of choose_secret.
    virtual void recover(std::string secret, Done<void> done) = 0;
    // After two minutes without a touch (the screens count those). Whether the key stays is decided behind this.
    virtual void lock() = 0;

    // --- Assignments and visits
    virtual void assignments(Done<std::vector<device_store::AssignmentCard>> done) = 0;
    virtual void visits(Done<std::vector<device_store::VisitCard>> done) = 0;
    virtual void accept(AssignmentId id, Done<void> done) = 0;
    virtual void decline(AssignmentId id, std::string reason, Done<void> done) = 0;
    virtual void hand_back(AssignmentId id, std::string reason, Done<void> done) = 0;

    // --- One visit at a time is open
    // Starts it, goes on with its draft, or opens the returned version pre-filled.
    virtual void open_assignment(AssignmentId id, std::string language, Done<VisitView> done) = 0;
    virtual void open_practice(std::string language, Done<VisitView> done) = 0;
    // The draft that was open when the app ended; none if there is none.
    virtual void open_last(Done<std::optional<VisitView>> done) = 0;
    virtual void close_visit() = 0;

    // As device_store::Draft has them.
    virtual void answer(std::string reference, std::string value, Done<VisitUpdate> done) = 0;
    virtual void add_repeat(std::string repeat, Done<VisitUpdate> done) = 0;
    virtual void remove_repeat(std::string instance, Done<VisitUpdate> done) = 0;
    virtual void set_language(std::string language, Done<VisitUpdate> done) = 0;
    virtual void go_to(device_store::Place place, Done<void> done) = 0;
    virtual void undo_tap(Done<VisitUpdate> done) = 0;
    virtual void correct_lap(LapKind kind, Timestamp time, std::string reason, Done<VisitUpdate> done) = 0;
    // Refusals: photo_unreadable, too_large, disk_full. The bytes are any picture file; what is kept has no metadata.
    virtual void add_photo(std::string reference, Bytes picture, Done<VisitUpdate> done) = 0;
    // A PDF as it is, or a picture as add_photo takes it. Refusals: answer_refused (neither), and those of add_photo.
    virtual void add_document(std::string reference, Bytes document, Done<VisitUpdate> done) = 0;
    virtual void remove_photo(std::string reference, Done<VisitUpdate> done) = 0;
    virtual void photo_bytes(std::string reference, Done<Bytes> done) = 0;
    // A picture beside the questionnaire of the open visit, by its name. Refusals: not_found, and those of
    // forms::read_picture.
    virtual void form_picture(std::string name, Done<Bytes> done) = 0;
    // Another version of the questionnaire, which the wave uses by now; none: there is nothing to move to.
    virtual void newer_form(Done<std::optional<FormRef>> done) = 0;
    virtual void plan_move(std::string version, Done<device_store::MovePlan> done) = 0;
    virtual void move_to(std::string version, Done<VisitView> done) = 0;
    // Afterwards no draft is open. Refusal: seal_incomplete.
    virtual void seal(Done<device_store::SealedVisit> done) = 0;
    virtual void abort(AbortReason reason, Done<device_store::SealedVisit> done) = 0;
    // The explained score of a sealed practice visit. Refusal: forbidden for every other.
    virtual void practice_score(VisitId id, Done<boost::json::object> done) = 0;
    virtual void remove_practice(VisitId id, Done<void> done) = 0;

    // --- What this inspector began on another tablet, as the office keeps it
    virtual void draft_offers(Done<std::vector<device_store::DraftOffer>> done) = 0;
    // It comes when there is a network, and is then a draft here. Refusal: not_found.
    virtual void take_over(VisitId id, Done<void> done) = 0;
    // Not wanted here. Refusal: not_found.
    virtual void dismiss_offer(VisitId id, Done<void> done) = 0;

    // --- The wait clock, which works under every lock
    // True while a visit's clock is running or may be started: the clock page is then offered on the lock page.
    virtual bool clock_usable() const = 0;
    virtual ClockView clock() const = 0;
    // Under the key lock the tap goes to the sealed journal and the update is empty.
    virtual void tap(LapKind kind, Done<VisitUpdate> done) = 0;

    // --- Sync and settings
    virtual SyncStatus sync_status() const = 0;
    virtual void sync_now() = 0;
    // Refusals: state_conflict (never in touch since the office has a key for it), disk_full, io_failed.
    virtual void save_bundle(Done<SavedBundle> done) = 0;
    virtual Settings settings() const = 0;
    virtual Result<void> store_settings(const Settings& settings) = 0;

signals:
    void lockChanged();
    void assignmentsChanged();
    void visitsChanged();
    void clockChanged();
    void syncChanged();
    void offersChanged();
    // The disk had failed and works again. What was refused meanwhile may be tried again; what is shown of the open
    // visit may differ from what was kept.
    void storeReopened();
    // The open visit changed by itself: the time of a question that waited has passed.
    void visitMoved(const balieblik::services::VisitUpdate& update);
};

} // namespace balieblik::services
