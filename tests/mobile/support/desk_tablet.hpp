// SPDX-License-Identifier: EUPL-1.2
// The tablet of previews with everything around a visit that a test arranges: assignments, locks, an office, and
// refusals that can be ordered.
#pragma once

#include "services/preview_tablet.hpp"
#include "support/clock.hpp"

namespace balieblik::test {

class DeskTablet final : public services::PreviewTablet {
public:
    // `form_xml` and `norms` as they lie in forms/<id>/<version>.
    DeskTablet(const Clock& clock, std::string form_xml, std::string norms);

    // --- What a test arranges or looks at
    services::LockState state = services::LockState::open;
    bool key_store = true;
    std::optional<Error> refuse_next; // the next request is refused with this, and nothing changes
    std::string secret = "273918";
    milliseconds delay{0};
    std::optional<int> tries;
    sync::RecoveryState recovery = sync::RecoveryState::asked; // what the office answers
    services::SavedBundle saved{"/home/merel/Documenten/balieblik-tablet-van-Merel-20260312-100500.bundle", 3, 0};
    std::vector<device_store::AssignmentCard> cards;
    std::vector<device_store::VisitCard> handed_in;
    std::vector<device_store::DraftOffer> offers;
    services::SyncStatus sync;
    services::Settings& stored = settings_;
    std::vector<std::string> words{"ahorn", "beker", "ceder", "duin", "eiland", "fluit"};
    std::optional<sync::EnrolmentInvitation> enrolled_with;
    std::optional<std::string> enrolled_again_with;
    std::vector<std::pair<std::string, std::string>> given; // answers that were stored, in order
    std::optional<device_store::Place>& place = place_;
    std::optional<sync::VisitReturn>& returned = returned_;
    boost::json::object& score = score_;
    std::optional<FormRef> newer;        // what the wave went over to
    device_store::MovePlan plan;         // what moving there would do
    std::optional<std::string> moved_to; // the version that was moved to

    void set_state(services::LockState now);
    device_store::AssignmentCard& add_assignment(std::string location, Timestamp from,
                                                 AssignmentState assignment_state);

    // What the open visit tells when one of its questions got this answer by itself.
    services::VisitUpdate closed(std::string_view reference, std::string value) const;

    // --- services::Tablet
    services::LockState lock_state() const override { return state; }
    bool has_key_store() const override { return key_store; }
    std::optional<services::Profile> profile() const override;
    void identify(std::string address, services::Done<services::ServerIdentity> done) override;
    void enrol(sync::EnrolmentInvitation invitation, std::string device_name, services::Done<void> done) override;
    void enrol_again(std::string code, services::Done<void> done) override;
    void choose_secret(std::string secret, services::Done<void> done) override;
    void unlock(std::string secret, services::Done<void> done) override;
    void change_secret(std::string old_secret, std::string new_secret, services::Done<void> done) override;
    milliseconds unlock_delay() const override { return delay; }
    std::optional<int> tries_left() const override { return tries; }
    void ask_recovery(services::Done<services::RecoveryView> done) override;
    void recover(std::string new_secret, services::Done<void> done) override;
    void save_bundle(services::Done<services::SavedBundle> done) override;
    void lock() override { set_state(services::LockState::screen_locked); }
    void assignments(services::Done<std::vector<device_store::AssignmentCard>> done) override;
    void visits(services::Done<std::vector<device_store::VisitCard>> done) override;
    void accept(AssignmentId id, services::Done<void> done) override;
    void decline(AssignmentId id, std::string reason, services::Done<void> done) override;
    void hand_back(AssignmentId id, std::string reason, services::Done<void> done) override;
    void draft_offers(services::Done<std::vector<device_store::DraftOffer>> done) override;
    void take_over(VisitId id, services::Done<void> done) override;
    void dismiss_offer(VisitId id, services::Done<void> done) override;
    void open_assignment(AssignmentId id, std::string language, services::Done<services::VisitView> done) override;
    void newer_form(services::Done<std::optional<FormRef>> done) override;
    void plan_move(std::string version, services::Done<device_store::MovePlan> done) override;
    void move_to(std::string version, services::Done<services::VisitView> done) override;
    services::SyncStatus sync_status() const override { return sync; }
    Result<void> store_settings(const services::Settings& settings) override;

private:
    std::optional<Error> refusal() override { return std::exchange(refuse_next, std::nullopt); }
    void taken(const std::string& reference, const std::string& value) override
    {
        given.emplace_back(reference, value);
    }
};

} // namespace balieblik::test
