// SPDX-License-Identifier: EUPL-1.2
// Everything the tablet knows, in one encrypted database: who it is, what the server sent, the visits being filled in,
// and what waits to be handed in. One method is one use case and one transaction, durable when it returns; a refusal
// (disk_full, io_failed, ...) leaves everything as it was. Photos lie beside it, each encrypted with a key of its own.
//
// One thread at a time. Filling in a visit goes through Draft (draft.hpp).
#pragma once

#include "device_store/facts.hpp"
#include "forms/session/session.hpp"
#include "storage/transaction.hpp"
#include "sync/ledger.hpp"
#include "vault/recovery.hpp"
#include "vault/sign.hpp"

#include <filesystem>
#include <map>

namespace balieblik::device_store {

// What the app says about itself in every visit.
struct AppFacts {
    std::string app_version;
    std::string platform;
};

// What a bundle holds.
struct BundleReport {
    std::int64_t mutations{};
    std::int64_t photos{};
    std::int64_t photos_damaged{}; // among them, and not whole
};

// The clock of ids: they stay when the times of a visit are made coarse, and so say no more of theirs than the year.
class YearClock final : public Clock {
public:
    explicit YearClock(const Clock& clock) : clock_(clock) {}
    Reading read() const override;

private:
    const Clock& clock_;
};

struct VisitRow;
struct VisitHead;
struct JournalLap;

// A questionnaire ready for sessions. It stays as it was when the visit started.
struct FormInUse {
    sync::FormVersion version;
    std::shared_ptr<const forms::Program> program;
    std::shared_ptr<const forms::Form> form;
};

class DeviceStore final : public sync::Ledger {
public:
    // Brings the database to the schema of this program, takes up what a crash interrupted (photo files that nothing
    // refers to go) and is then usable. Clock and randomness must outlive it.
    // Refusals: those of storage::migrate, io_failed.
    static Result<std::unique_ptr<DeviceStore>> open(storage::Database database, std::filesystem::path photos,
                                                     const Clock& clock, Random& random, AppFacts app);
    ~DeviceStore() override;

    // --- Who this tablet is
    // Keeps what enrolment gave, and the key and install that were enrolled (they exist before there is a database).
    // Refusal: state_conflict (enrolled already).
    Result<void> enrol(const Enrolment& enrolment, const vault::SigningKey& key, InstallId install);
    Result<std::optional<Enrolment>> enrolment();
    // What a code that the office gave for a tablet which it forgot is sent with: as the tablet that this was.
    // Refusal: state_conflict (not enrolled).
    Result<sync::EnrolRequest> request_to_enrol_again(std::string code);
    // The office that answered is the one whose keys were pinned, and took this tablet for the one that it is. Nothing
    // here changes by it. Refusal: server_not_trusted.
    Result<void> check_same_office(const sync::EnrolReply& reply);
    // For sync::Credentials: the token's signature and the check of a receipt against the pinned key.
    Result<std::string> sign_token(const TenantId& tenant, const sync::TokenRequest& request);
    bool receipt_is_genuine(const sync::Receipt& receipt);
    bool order_is_genuine(const sync::Order& order);
    bool policy_is_genuine(const sync::Policy& policy);
    Result<std::optional<std::string>> setting(std::string_view name);
    Result<void> set_setting(std::string_view name, std::string_view value);

    // --- Assignments
    // Ours, and those withdrawn of which work is kept; the nearest deadline first.
    Result<std::vector<AssignmentCard>> assignments();
    // Refusal: not_found.
    Result<AssignmentCard> assignment(AssignmentId id);
    // Queued as commands and shown at once. Refusals: not_found, state_conflict, reason_missing.
    Result<void> accept(AssignmentId id);
    Result<void> decline(AssignmentId id, std::string_view reason);
    // Gives an accepted or begun assignment back; a draft of it goes. Refusals as above; sealed_already.
    Result<void> hand_back(AssignmentId id, std::string_view reason);

    // --- Visits
    // Starts the visit of an assignment (implies accepting it), or gives the draft that is there. The form version, the
    // norm and the briefing stay as they are now until it is sealed. Refusals: lease_over, not_found, state_conflict,
    // sealed_already, unknown_form (not arrived yet), and those of forms::compile.
    Result<VisitId> start_visit(AssignmentId id, std::string_view language);
    // A visit to practise with: marked, never sent. Refusal: unknown_form.
    Result<VisitId> start_practice(std::string_view form_id, std::string_view version, std::string_view language);
    // The returned visit opened again, pre-filled, as the next version. Refusals: lease_over, not_found, state_conflict
    // (a return of a version that was superseded meanwhile), unknown_form.
    Result<VisitId> start_correction(VisitVersionId returned);
    Result<std::vector<VisitCard>> visits();
    // Refusal: not_found.
    Result<VisitCard> visit(VisitId id);
    // The body of the version handed in last, for reading. Refusals: lease_over; not_found; forbidden once it was
    // approved.
    Result<VisitBody> sealed_body(VisitId id);
    // Closes what is due in every draft but the one that is open, which closes its own; gives in how many. Call it now
    // and then: time passes without anybody touching the tablet.
    Result<std::int64_t> close_due(std::optional<VisitId> besides = std::nullopt);
    // What was done in a visit and when, oldest first: answers, laps, moves to another version, closed items.
    Result<std::vector<LogLine>> log_of(VisitId id);
    // The score of a practice visit with its explanation, as JSON. Refusal: forbidden for every other visit.
    Result<boost::json::object> practice_score(VisitId id);
    // Practice only. Refusal: forbidden.
    Result<void> remove_practice(VisitId id);
    // The draft that was open last, if it is one still.
    Result<std::optional<VisitId>> last_open();

    // --- Visits begun on another tablet of the same inspector (sync-protocol.md, section 16)
    // As the office told; not those of which there is a draft here, or a later version. The newest first.
    Result<std::vector<DraftOffer>> draft_offers();
    // It is asked for as soon as there is a network, and is then a draft like any other. Refusal: not_found.
    Result<void> wish_draft(VisitId visit);
    // Not wanted here: not shown again until its tablet tells of something newer. Refusal: not_found.
    Result<void> dismiss_offer(VisitId visit);

    // --- Laps tapped while the key was locked
    // They are sealed to this key (vault::SealedJournal); each record is a JournalLap as JSON.
    Result<vault::PublicKey> journal_key();
    // Adds the journal's laps to their drafts and gives how many were new; repeating it adds nothing.
    // One that finds no place any more is kept in the visit's log ("lap_refused").
    Result<std::int64_t> merge_journal(const std::filesystem::path& journal);

    // --- Out of touch with the office (sync-protocol.md, section 15)
    // For how long, as far as it is certain; no clock that is set back makes it shorter.
    Result<milliseconds> out_of_touch();
    // The office's patience is over: nothing new is begun and nothing old read until it was reached again. What was
    // begun can be finished and handed in.
    Result<bool> lease_is_over();
    // Everything unsent, with its photos, in a file that only the office's server opens. The outbox stays as it is.
    // Refusals: state_conflict (the tablet was never in touch since this was built), disk_full, io_failed.
    Result<BundleReport> write_bundle(const std::filesystem::path& file);

    // --- Housekeeping
    // Removes the content of visits that the server holds for good: decided on 14 days ago, and in a verified backup.
    // Gives how many.
    Result<std::int64_t> purge();
    Result<void> checkpoint() { return database_.checkpoint(); }
    // True once the disk failed; from then on everything is refused (io_failed), and the store must be opened again.
    bool failed() const { return database_.failed(); }

    // --- sync::Ledger
    Result<sync::Standing> standing() override;
    Result<std::vector<sync::Mutation>> unacknowledged(std::int64_t max_mutations, std::int64_t max_bytes) override;
    Result<void> acknowledge(InstallId install, const std::vector<sync::MutationResult>& results) override;
    Result<void> rewind(std::int64_t next_no) override;
    Result<void> take_new_install() override;
    Result<bool> note_epoch(const std::string& epoch, std::int64_t next_no) override;
    Result<bool> note_next_no(std::int64_t next_no) override;
    Result<std::vector<sync::HeldVersion>> versions_to_ask(std::int64_t limit) override;
    Result<void> versions_told(const std::vector<sync::HeldVersion>& asked,
                               const std::vector<VisitVersionId>& missing) override;
    Result<std::vector<sync::Upload>> uploads(std::int64_t limit) override;
    Result<Bytes> attachment_bytes(const std::string& sha256, std::int64_t offset, std::int64_t length) override;
    Result<void> upload_begun(const std::string& sha256, const std::string& location) override;
    Result<void> upload_lost(const std::string& sha256) override;
    Result<void> upload_finished(const std::string& sha256) override;
    Result<void> upload_refused(const std::string& sha256, Errc code) override;
    Result<std::optional<std::string>> pull_cursor() override;
    Result<void> stage(const sync::PullReply& page, bool fresh) override;
    Result<std::vector<std::string>> apply(const sync::PullReply& last, bool fresh,
                                           const sync::ReceiptVerifier& verify) override;
    Result<void> forget_cursor() override;
    Result<std::optional<sync::Order>> order() override;
    Result<void> keep_order(const sync::Order& order) override;
    Result<std::optional<sync::DraftBackup>> draft_to_keep() override;
    Result<void> draft_kept(VisitId visit, std::int64_t rev) override;
    Result<void> draft_refused(VisitId visit, std::int64_t rev, Errc code) override;
    Result<void> keep_offers(const sync::DraftHeads& heads) override;
    Result<std::optional<sync::DraftWish>> wished_draft() override;
    Result<void> take_draft(const sync::TakenDraft& taken) override;
    Result<void> draft_gone(VisitId visit) override;
    Result<std::optional<sync::Policy>> policy() override;
    Result<void> keep_policy(const sync::Policy& policy) override;

private:
    friend class Draft;
    using Tx = storage::Transaction;

    struct Tablet; // the one row about ourselves
    struct VersionRow;
    struct OwnWork;
    struct Received { // what a pull says about visits of ours
        std::string kind;
        std::string body;
    };

    Result<Tablet> tablet();
    Result<void> note_contact();
    Result<void> check_lease(); // refusal: lease_over
    Result<vault::SigningKey> signing_key();

    // Outbox: within the caller's transaction.
    Result<void> queue(sync::MutationKind kind, const boost::uuids::uuid& subject, std::optional<std::string> command,
                       std::optional<std::string> body, const std::string& sha256);
    Result<void> queue_command(AssignmentId id, sync::AssignmentCommandKind command, std::optional<std::string> reason);
    Result<void> renumber(InstallId install);
    Result<void> rewind_in(std::int64_t next_no);
    Result<void> hand_in_again(std::int64_t next_no);
    Result<void> queue_again(const MutationId& id, InstallId install, std::int64_t no);
    Result<void> take_receipt(const sync::Receipt& receipt);

    // Pull: within the caller's transaction.
    Result<void> stage_rows(const sync::PullReply& page, bool fresh);
    Result<void> forget_cursor_in();
    Result<void> clear_streams(bool everything, const std::vector<std::string>& streams);
    Result<void> take_entry(const sync::PullEntry& entry, std::vector<Received>& received);
    Result<void> take_staged(std::vector<Received>& received);
    Result<void> take_received(const std::vector<Received>& received, const std::string& epoch,
                               const sync::ReceiptVerifier& verify);
    Result<void> take_policy(const sync::Policy& told, const std::string& epoch);
    Result<std::vector<std::string>> differing(const std::vector<sync::StreamChecksum>& checksums);

    // Assignments and visits.
    template <class T>
    Result<std::map<std::string, T>> server_rows(sync::EntityKind kind);
    Result<std::optional<std::string>> server_row(sync::EntityKind kind, const std::string& id);
    Result<std::optional<AssignmentFacts>> joined(AssignmentId id);
    Result<std::vector<AssignmentFacts>> all_joined();
    Result<std::optional<AssignmentFacts>> known_facts(AssignmentId id);
    Result<std::vector<AssignmentCard>> cards(std::optional<AssignmentId> only);
    Result<OwnWork> own_work();
    static AssignmentCard card_of(AssignmentFacts facts, const OwnWork& work,
                                  const std::map<std::string, sync::VisitReturn>& returns);
    static VisitCard card_of(const VisitHead& visit, const OwnWork& work);
    Result<std::optional<VersionRow>> last_version(VisitId id);
    Result<void> command(AssignmentId id, sync::AssignmentCommandKind command, AssignmentStep step,
                         std::string_view reason);
    Result<void> note_refused_lap(const JournalLap& refused);
    Result<void> remove_draft(VisitId id);
    Result<void> remove_unused_photos();
    Result<void> start_commands(const AssignmentFacts& facts);
    // Within the caller's transaction; `mutation`: false for practice.
    Result<void> keep_version(const VisitBody& body, const std::string& text, const std::string& sha256,
                              const std::optional<boost::json::object>& score, bool practice);

    // Drafts and the office.
    Result<std::int64_t> count_unkept_drafts();
    Result<std::string> content_of(VisitId draft, bool with_log);
    Result<void> doubt_kept(const std::vector<sync::OwnDraft>& kept);
    Result<void> note_kept(VisitId visit, std::int64_t rev, std::optional<std::string> refused);
    Result<void> take_in(const sync::TakenDraft& taken, Bytes secret); // within the caller's transaction

    // Questionnaires.
    Result<std::shared_ptr<const FormInUse>> form_that_arrived(const std::string& form_id, const std::string& version);
    Result<std::shared_ptr<const FormInUse>> form_in_use(const FormRef& form);
    Result<std::shared_ptr<const FormInUse>> ready(sync::FormVersion version);
    forms::Surroundings surroundings(const std::shared_ptr<const FormInUse>& form,
                                     const std::optional<AssignmentFacts>& facts);
    Result<void> keep_draft(const DraftFacts& draft, const std::optional<AssignmentFacts>& context,
                            const sync::FormVersion& form, const std::vector<forms::SavedAnswer>& answers);

    DeviceStore(storage::Database database, std::filesystem::path photos, const Clock& clock, Random& random,
                AppFacts app);

    storage::Database database_;
    std::filesystem::path photos_;
    const Clock& clock_;
    Random& random_;
    YearClock id_clock_{clock_};
    IdSource ids_{id_clock_, random_};
    AppFacts app_;
    std::map<std::string, std::shared_ptr<const FormInUse>> forms_; // by hash
};

} // namespace balieblik::device_store
