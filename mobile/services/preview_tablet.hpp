// SPDX-License-Identifier: EUPL-1.2
// A tablet on which one questionnaire can be tried: every answer is taken and scored by the real engine, nothing is
// stored, nothing is sent, and there is nobody to enrol with. Answers come from the event loop, as from the real one.
#pragma once

#include "forms/session/session.hpp"
#include "services/tablet.hpp"
#include "vault/random.hpp"

#include <QTimer>

#include <map>

namespace balieblik::services {

class PreviewTablet : public Tablet {
public:
    // `form_xml` and the files beside it by their names ("norms.csv"). The clock must outlive the tablet. Refusals:
    // those of forms::read_form and forms::compile.
    static Result<std::unique_ptr<PreviewTablet>> open(const Clock& clock, std::string_view form_xml,
                                                       std::map<std::string, std::string> files);

    LockState lock_state() const override { return LockState::open; }
    bool has_key_store() const override { return false; }
    std::optional<Profile> profile() const override { return std::nullopt; }
    void identify(std::string address, Done<ServerIdentity> done) override;
    void enrol(sync::EnrolmentInvitation invitation, std::string device_name, Done<void> done) override;
    void enrol_again(std::string code, Done<void> done) override;
    void choose_secret(std::string secret, Done<void> done) override;
    void unlock(std::string secret, Done<void> done) override;
    void change_secret(std::string old_secret, std::string new_secret, Done<void> done) override;
    milliseconds unlock_delay() const override { return milliseconds{0}; }
    std::optional<int> tries_left() const override { return std::nullopt; }
    void ask_recovery(Done<RecoveryView> done) override;
    void recover(std::string secret, Done<void> done) override;
    void lock() override {}

    void assignments(Done<std::vector<device_store::AssignmentCard>> done) override;
    void visits(Done<std::vector<device_store::VisitCard>> done) override;
    void accept(AssignmentId id, Done<void> done) override;
    void decline(AssignmentId id, std::string reason, Done<void> done) override;
    void hand_back(AssignmentId id, std::string reason, Done<void> done) override;

    void open_assignment(AssignmentId id, std::string language, Done<VisitView> done) override;
    void open_practice(std::string language, Done<VisitView> done) override;
    void open_last(Done<std::optional<VisitView>> done) override;
    void close_visit() override
    {
        session_.reset();
        laps_.clear();
    }

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

    bool clock_usable() const override { return !laps_.empty() || session_.has_value(); }
    ClockView clock() const override;
    void tap(LapKind kind, Done<VisitUpdate> done) override;

    SyncStatus sync_status() const override { return {}; }
    void sync_now() override {}
    void save_bundle(Done<SavedBundle> done) override;
    Settings settings() const override { return settings_; }
    Result<void> store_settings(const Settings& settings) override;

protected:
    PreviewTablet(const Clock& clock, std::shared_ptr<const forms::Program> program,
                  std::map<std::string, std::string> files);

    // What the next request is refused with; none: it is carried out.
    virtual std::optional<Error> refusal() { return std::nullopt; }
    // Called with every answer that was taken.
    virtual void taken(const std::string&, const std::string&) {}
    // What the assignment says that a session needs to know; for practice what a scenario with an obstacle says.
    virtual std::vector<std::pair<std::string, std::string>> prefill() const;

    template <class T>
    void later(Done<T> done, Result<T> result)
    {
        QTimer::singleShot(0, this, [done = std::move(done), result = std::move(result)] { done(result); });
    }
    template <class T>
    bool refused(const Done<T>& done)
    {
        auto with = refusal();
        if (with)
            later<T>(done, *with);
        return with.has_value();
    }
    Result<VisitView> begin(std::optional<device_store::AssignmentFacts> facts, std::string language);
    VisitView view() const;

    const Clock& clock_;
    vault::SystemRandom random_;
    IdSource ids_;
    Settings settings_;
    std::optional<device_store::Place> place_;
    std::optional<sync::VisitReturn> returned_;
    boost::json::object score_;

private:
    VisitUpdate update(forms::Changes changes) const;
    std::vector<device_store::Photo> photos() const;
    void step(const Result<forms::Changes>& changes, const Done<VisitUpdate>& done);
    Result<forms::Changes> answer_laps();
    Result<std::string> language_of(std::string_view code) const;

    std::shared_ptr<const forms::Program> program_;
    std::map<std::string, std::string> files_;
    std::optional<forms::Session> session_;
    device_store::DraftFacts facts_;
    std::optional<device_store::AssignmentFacts> assignment_;
    std::vector<Lap> laps_;
    std::map<std::string, Bytes> photos_;
};

} // namespace balieblik::services
