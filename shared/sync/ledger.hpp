// SPDX-License-Identifier: EUPL-1.2
// The tablet's durable memory, as far as the sync client needs it: the outbox, the uploads and the cursor.
// Every call is one transaction and durable when it returns; a refusal (disk_full, io_failed, ...) changed nothing.
#pragma once

#include "sync/drafts.hpp"

#include <functional>

namespace balieblik::sync {

// Who this tablet is towards the server, and how much waits.
struct Standing {
    TenantId tenant;
    DeviceId device_id;
    InstallId install_id;
    std::string app_version;
    std::int64_t unsent_mutations{}; // not acknowledged
    std::int64_t unsent_visits{};    // visit versions among them
    std::int64_t unsent_attachments{};
    std::int64_t unkept_drafts{};  // changed since the office last kept them, and not refused by it
    std::int64_t doubted_visits{}; // received, and perhaps lost since: the server was set back and not asked yet
    std::string epoch{};           // the history of the server, as far as it was heard
    bool policy_in_doubt = false;  // the server was set back since the policy was heard
};

// A sealed attachment whose visit version the server has received and whose bytes it may lack.
struct Upload {
    std::string sha256;
    std::int64_t size{};
    VisitVersionId visit_version_id;
    std::optional<std::string> location; // where an upload was begun earlier: a path
};

// Is this receipt signed with the receipt key that was pinned at enrolment?
using ReceiptVerifier = std::function<bool(const Receipt&)>;

// Is this order signed with the order key that was pinned at enrolment, and for this tablet?
using OrderVerifier = std::function<bool(const Order&)>;

// May the policy `next` take the place of `kept`, by all that was heard of the server's history? Within one numbers
// never go back, unless the server was seen to be set back; that another has begun is for another reply to say.
inline bool may_follow(const Policy& next, const Policy& kept, std::string_view epoch, bool in_doubt)
{
    return next.epoch == kept.epoch ? next.number >= kept.number || in_doubt : next.epoch == epoch;
}

// Is this policy signed with the same key?
using PolicyVerifier = std::function<bool(const Policy&)>;

class Ledger {
public:
    virtual ~Ledger() = default;

    virtual Result<Standing> standing() = 0;

    // --- Outbox
    // The unacknowledged mutations of the present install in the order of their numbers, as many as both bounds allow
    // but at least one if there is any.
    virtual Result<std::vector<Mutation>> unacknowledged(std::int64_t max_mutations, std::int64_t max_bytes) = 0;
    // What became of mutations of `install`; an install given up meanwhile is passed over. The caller has verified the
    // receipts. An acknowledged mutation is kept until its effect is backed up or its visit is purged.
    virtual Result<void> acknowledge(InstallId install, const std::vector<MutationResult>& results) = 0;
    // The server expects `next_no`: what was acknowledged from there on is unacknowledged again. Where that number lies
    // beyond what was ever issued, or what is wanted is no longer here, a new install is taken.
    virtual Result<void> rewind(std::int64_t next_no) = 0;
    // Takes a new install_id and numbers what is unacknowledged from 1.
    virtual Result<void> take_new_install() = 0;
    // The history of the server as a reply names it. If it differs from the one known: rewinds to `next_no`, queues
    // again what earlier installs handed in, and lets every upload that is not backed up be asked for again.
    // Gives whether it differed.
    virtual Result<bool> note_epoch(const std::string& epoch, std::int64_t next_no) = 0;
    // The same history, but the server expects a number that it acknowledged before: it was set back and nobody told
    // it. Does what another epoch does, and gives whether that was so. Only for a number that no acknowledgement can
    // have overtaken.
    virtual Result<bool> note_next_no(std::int64_t next_no) = 0;
    // Visit versions that the server received and that it is to be asked about: all that are still here after it was
    // set back, since its numbers say how much it holds and not of what, and each now and then.
    virtual Result<std::vector<HeldVersion>> versions_to_ask(std::int64_t limit) = 0;
    // What it does not hold is handed in again, under new numbers; for the others it vouched.
    virtual Result<void> versions_told(const std::vector<HeldVersion>& asked,
                                       const std::vector<VisitVersionId>& missing) = 0;

    // --- Attachments
    virtual Result<std::vector<Upload>> uploads(std::int64_t limit) = 0;
    // At most `length` plain bytes from `offset` on. Refusals: not_found, hash_mismatch, io_failed.
    virtual Result<Bytes> attachment_bytes(const std::string& sha256, std::int64_t offset, std::int64_t length) = 0;
    virtual Result<void> upload_begun(const std::string& sha256, const std::string& location) = 0;
    virtual Result<void> upload_lost(const std::string& sha256) = 0; // forgets the location
    virtual Result<void> upload_finished(const std::string& sha256) = 0;
    // Set aside, with the reason; the others go on.
    virtual Result<void> upload_refused(const std::string& sha256, Errc code) = 0;

    // --- Pull
    // From where the next page is asked: behind what is staged, else behind what is applied; none: from the start.
    virtual Result<std::optional<std::string>> pull_cursor() = 0;
    // Keeps a page that is not the last. `fresh`: it answers a request without a cursor, so that it and what follows
    // replace everything.
    virtual Result<void> stage(const PullReply& page, bool fresh) = 0;
    // Applies all that is staged and the last page, and stores the cursor. Gives the streams whose checksum differs.
    virtual Result<std::vector<std::string>> apply(const PullReply& last, bool fresh,
                                                   const ReceiptVerifier& verify) = 0;
    // The next pull starts from nothing; what is visible stays until it is applied.
    virtual Result<void> forget_cursor() = 0;

    // --- Orders
    // The last order that was kept.
    virtual Result<std::optional<Order>> order() = 0;
    // The caller has verified it, and its number is greater than that of the one before.
    virtual Result<void> keep_order(const Order& order) = 0;

    // --- Drafts, kept by the office
    // The one that waits longest, sealed; none: the office has them all as they are, or has no key for them yet.
    virtual Result<std::optional<DraftBackup>> draft_to_keep() = 0;
    virtual Result<void> draft_kept(VisitId visit, std::int64_t rev) = 0;
    // As it is now the office does not take it; changed, it is tried again.
    virtual Result<void> draft_refused(VisitId visit, std::int64_t rev, Errc code) = 0;
    // In the place of what was heard before.
    virtual Result<void> keep_offers(const DraftHeads& heads) = 0;
    virtual Result<std::optional<DraftWish>> wished_draft() = 0;
    // From here on it is a draft of this tablet; or it cannot be one, and then it is wished no more and says why.
    virtual Result<void> take_draft(const TakenDraft& taken) = 0;
    // The office has it no more.
    virtual Result<void> draft_gone(VisitId visit) = 0;

    // --- What the office wants of all its tablets
    // The last policy that was kept.
    virtual Result<std::optional<Policy>> policy() = 0;
    // The caller has verified it, and that it may follow the one before.
    virtual Result<void> keep_policy(const Policy& policy) = 0;
};

} // namespace balieblik::sync
