// SPDX-License-Identifier: EUPL-1.2
// Everything the tablet knows, in one encrypted database: who it is, what the server sent, the visits being filled in,
// and what waits to be handed in. One method is one use case and one transaction, durable when it returns; a refusal
// (disk_full, io_failed, ...) leaves everything as it was. Photos lie beside it, each encrypted with a key of its own.
//
// One thread at a time. Filling in a visit goes through Draft (draft.hpp).
#pragma once

#include "device_store/facts.hpp"
#include "forms/session/session.hpp"
#include "storage/database.hpp"
#include "sync/ledger.hpp"
#include "vault/recovery.hpp"
#include "vault/sign.hpp"

#include <filesystem>
#include <unordered_map>

namespace balieblik::device_store {

// What the app says about itself in every visit.
struct AppFacts {
    std::string app_version;
    std::string platform;
};

// A questionnaire ready for sessions. It stays as it was when the visit started.
struct FormInUse {
    sync::FormVersion version;
    std::shared_ptr<const forms::Program> program;
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
    // The device's signing key: made at the first call, the same ever after.
    Result<vault::PublicKey> device_key();
    Result<InstallId> install_id();
    // Refusal: state_conflict (enrolled already).
    Result<void> enrol(const Enrolment& enrolment);
    Result<std::optional<Enrolment>> enrolment();
    // For sync::Credentials: the token's signature and the check of a receipt against the pinned key.
    Result<std::string> sign_token(const TenantId& tenant, const sync::TokenRequest& request);
    bool receipt_is_genuine(const sync::Receipt& receipt);
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
    // norm and the briefing stay as they are now until it is sealed. Refusals: not_found, state_conflict,
    // sealed_already, unknown_form (not arrived yet), and those of forms::compile.
    Result<VisitId> start_visit(AssignmentId id, std::string_view language);
    // A visit to practise with: marked, never sent. Refusal: unknown_form.
    Result<VisitId> start_practice(std::string_view form_id, std::string_view version, std::string_view language);
    // The returned visit opened again, pre-filled, as the next version. Refusals: not_found, state_conflict (a return
    // of a version that was superseded meanwhile), unknown_form.
    Result<VisitId> start_correction(VisitVersionId returned);
    Result<std::vector<VisitCard>> visits();
    // Refusal: not_found.
    Result<VisitCard> visit(VisitId id);
    // The body of the version handed in last, for reading. Refusals: not_found; forbidden once it was approved.
    Result<VisitBody> sealed_body(VisitId id);
    // The score of a practice visit with its explanation, as JSON. Refusal: forbidden for every other visit.
    Result<boost::json::object> practice_score(VisitId id);
    // Practice only. Refusal: forbidden.
    Result<void> remove_practice(VisitId id);
    // The draft that was open last, if it is one still.
    Result<std::optional<VisitId>> last_open();

    // --- Laps tapped while the key was locked
    // They are sealed to this key (vault::SealedJournal); each record is a JournalLap as JSON.
    Result<vault::PublicKey> journal_key();
    // Adds the journal's laps to their drafts and gives how many were new; repeating it adds nothing.
    Result<std::int64_t> merge_journal(const std::filesystem::path& journal);

    // --- Housekeeping
    // Removes the content of visits that the server holds for good: decided on, complete, and either backed up or 14
    // days old. Gives how many.
    Result<std::int64_t> purge();
    Result<void> checkpoint() { return database_.checkpoint(); }

    // --- sync::Ledger
    Result<sync::Standing> standing() override;
    Result<std::vector<sync::Mutation>> unacknowledged(std::int64_t max_mutations, std::int64_t max_bytes) override;
    Result<void> acknowledge(InstallId install, const std::vector<sync::MutationResult>& results) override;
    Result<void> rewind(std::int64_t next_no) override;
    Result<void> take_new_install() override;
    Result<bool> note_epoch(const std::string& epoch, std::int64_t next_no) override;
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

private:
    friend class Draft;

    DeviceStore(storage::Database database, std::filesystem::path photos, const Clock& clock, Random& random,
                AppFacts app);

    storage::Database database_;
    std::filesystem::path photos_;
    const Clock& clock_;
    Random& random_;
    IdSource ids_;
    AppFacts app_;
};

} // namespace balieblik::device_store
