// SPDX-License-Identifier: EUPL-1.2
// A tablet without disk, network and threads: the real questionnaire engine behind the interface that the view-models
// know. Every answer comes from the event loop, as from the real one; refusals can be ordered.
#pragma once

#include "forms/record/record.hpp"
#include "services/tablet.hpp"
#include "support/clock.hpp"

#include <QTimer>

namespace balieblik::test {

class DeskTablet final : public services::Tablet {
public:
    // `form_xml` and `norms` as they lie in forms/<id>/<version>.
    DeskTablet(const Clock& clock, std::string form_xml, std::string norms);

    // --- What a test arranges or looks at
    services::LockState state = services::LockState::open;
    bool key_store = true;
    std::optional<Error> refuse_next; // the next request is refused with this, and nothing changes
    std::string secret = "273918";
    milliseconds delay{0};
    std::vector<device_store::AssignmentCard> cards;
    std::vector<device_store::VisitCard> handed_in;
    services::SyncStatus sync;
    services::Settings stored;
    std::vector<std::string> words{"ahorn", "beker", "ceder", "duin", "eiland", "fluit"};
    std::optional<sync::EnrolmentInvitation> enrolled_with;
    std::vector<std::pair<std::string, std::string>> given; // answers that were stored, in order
    std::optional<device_store::Place> place;
    std::optional<sync::VisitReturn> returned;
    boost::json::object score;

    void set_state(services::LockState now);
    device_store::AssignmentCard& add_assignment(std::string location, Timestamp from,
                                                 AssignmentState assignment_state);

    // --- services::Tablet
    services::LockState lock_state() const override { return state; }
    bool has_key_store() const override { return key_store; }
    std::optional<services::Profile> profile() const override;
    void identify(std::string address, services::Done<services::ServerIdentity> done) override;
    void enrol(sync::EnrolmentInvitation invitation, std::string device_name, services::Done<void> done) override;
    void choose_secret(std::string secret, services::Done<void> done) override;
    void unlock(std::string secret, services::Done<void> done) override;
    void change_secret(std::string old_secret, std::string new_secret, services::Done<void> done) override;
    milliseconds unlock_delay() const override { return delay; }
    void lock() override { set_state(services::LockState::screen_locked); }
    void assignments(services::Done<std::vector<device_store::AssignmentCard>> done) override;
    void visits(services::Done<std::vector<device_store::VisitCard>> done) override;
    void accept(AssignmentId id, services::Done<void> done) override;
    void decline(AssignmentId id, std::string reason, services::Done<void> done) override;
    void hand_back(AssignmentId id, std::string reason, services::Done<void> done) override;
    void open_assignment(AssignmentId id, std::string language, services::Done<services::VisitView> done) override;
    void open_practice(std::string language, services::Done<services::VisitView> done) override;
    void open_last(services::Done<std::optional<services::VisitView>> done) override;
    void close_visit() override { session_.reset(); }
    void answer(std::string reference, std::string value, services::Done<services::VisitUpdate> done) override;
    void add_repeat(std::string repeat, services::Done<services::VisitUpdate> done) override;
    void remove_repeat(std::string instance, services::Done<services::VisitUpdate> done) override;
    void set_language(std::string language, services::Done<services::VisitUpdate> done) override;
    void go_to(device_store::Place to, services::Done<void> done) override;
    void undo_tap(services::Done<services::VisitUpdate> done) override;
    void correct_lap(LapKind kind, Timestamp time, std::string reason,
                     services::Done<services::VisitUpdate> done) override;
    void add_photo(std::string reference, Bytes picture, services::Done<services::VisitUpdate> done) override;
    void remove_photo(std::string reference, services::Done<services::VisitUpdate> done) override;
    void photo_bytes(std::string reference, services::Done<Bytes> done) override;
    void seal(services::Done<device_store::SealedVisit> done) override;
    void abort(AbortReason reason, services::Done<device_store::SealedVisit> done) override;
    void practice_score(VisitId id, services::Done<boost::json::object> done) override;
    void remove_practice(VisitId id, services::Done<void> done) override;
    bool clock_usable() const override { return !laps_.empty() || session_.has_value(); }
    services::ClockView clock() const override;
    void tap(LapKind kind, services::Done<services::VisitUpdate> done) override;
    services::SyncStatus sync_status() const override { return sync; }
    void sync_now() override {}
    services::Settings settings() const override { return stored; }
    Result<void> store_settings(const services::Settings& settings) override;

private:
    template <class T>
    void later(services::Done<T> done, Result<T> result)
    {
        QTimer::singleShot(0, this, [done = std::move(done), result = std::move(result)] { done(result); });
    }
    template <class T>
    bool refused(const services::Done<T>& done)
    {
        if (!refuse_next)
            return false;
        later<T>(done, *std::exchange(refuse_next, std::nullopt));
        return true;
    }
    Result<services::VisitView> begin(std::optional<device_store::AssignmentFacts> facts, std::string language);
    services::VisitView view() const;
    services::VisitUpdate update(forms::Changes changes) const;
    void step(const Result<forms::Changes>& changes, const services::Done<services::VisitUpdate>& done);
    Result<forms::Changes> answer_laps();

    const Clock& clock_;
    SeededRandom random_;
    IdSource ids_;
    std::shared_ptr<const forms::Program> program_;
    std::string norms_;
    std::optional<forms::Session> session_;
    device_store::DraftFacts facts_;
    std::optional<device_store::AssignmentFacts> assignment_;
    std::vector<Lap> laps_;
    std::map<std::string, Bytes> photos_;
};

} // namespace balieblik::test
