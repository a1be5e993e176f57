// SPDX-License-Identifier: EUPL-1.2
// Rows of the tablet's database as they are read; for the .cpp files of this room only.
#pragma once

#include "device_store/device_store.hpp"

#include <boost/uuid/uuid.hpp>

#include <set>

namespace balieblik::device_store {

struct DeviceStore::Tablet {
    std::optional<Bytes> device_seed;
    std::optional<Bytes> journal_secret;
    std::optional<Enrolment> enrolment;
    InstallId install_id;
    std::int64_t next_no{};
    std::int64_t acks{};
    std::optional<std::string> epoch;
    std::optional<std::string> cursor;
    std::int64_t pull_acks{};
    std::optional<std::string> staged_cursor;
    bool staged_fresh{};
    std::optional<VisitId> last_open;

    BOOST_DESCRIBE_CLASS(Tablet, (),
                         (device_seed, journal_secret, enrolment, install_id, next_no, acks, epoch, cursor, pull_acks,
                          staged_cursor, staged_fresh, last_open),
                         (), ())
};

struct DeviceStore::VersionRow {
    VisitVersionId visit_version_id;
    VisitId visit_id;
    std::int64_t version{};
    Timestamp sealed_at{};
    std::optional<AbortReason> aborted;
    std::optional<std::string> body;
    std::string sha256;
    std::optional<boost::json::object> score;
    std::optional<sync::ReceiptState> receipt_state;
    bool late{};
    std::optional<VisitVersionState> outcome;
    std::optional<std::string> refused;

    BOOST_DESCRIBE_CLASS(VersionRow, (),
                         (visit_version_id, visit_id, version, sealed_at, aborted, body, sha256, score, receipt_state,
                          late, outcome, refused),
                         (), ())
};

struct VisitRow {
    VisitId visit_id;
    std::optional<AssignmentId> assignment_id;
    bool practice{};
    std::optional<AssignmentFacts> context;
    FormRef form;
    Timestamp started_at{};
};
BOOST_DESCRIBE_STRUCT(VisitRow, (), (visit_id, assignment_id, practice, context, form, started_at))

// What a card shows of a visit and of its last version: never the body, nor the context. A list reads hundreds of them.
struct VisitHead {
    VisitId visit_id;
    std::optional<AssignmentId> assignment_id;
    bool practice{};
    FormRef form;
    Timestamp started_at{};
};
BOOST_DESCRIBE_STRUCT(VisitHead, (), (visit_id, assignment_id, practice, form, started_at))

struct VersionHead {
    VisitVersionId visit_version_id;
    VisitId visit_id;
    std::int64_t version{};
    Timestamp sealed_at{};
    std::optional<AbortReason> aborted;
    std::optional<sync::ReceiptState> receipt_state;
    bool received{};
    bool late{};
    std::optional<VisitVersionState> outcome;
    std::optional<std::string> refused;

    // Nobody said yet that it arrived or what becomes of it.
    bool waits() const { return !received && !outcome && !refused; }
};
BOOST_DESCRIBE_STRUCT(VersionHead, (),
                      (visit_version_id, visit_id, version, sealed_at, aborted, receipt_state, received, late, outcome,
                       refused))

// Everything that this tablet did itself, as far as cards show it: read in a few passes instead of row by row.
struct DeviceStore::OwnWork {
    std::map<VisitId, VisitHead> visits;
    std::map<AssignmentId, VisitId> latest_visit;
    std::map<VisitId, VersionHead> last_version;
    std::map<VisitId, std::int64_t> drafts;     // the version that is being filled in
    std::map<VisitId, std::int64_t> open_items; // of drafts that have some
    std::set<AssignmentId> sealed;              // handed in, and the server has not said a word about it
    std::set<VisitId> undecided;                // handed in, and not every version is decided on
    std::set<VisitVersionId> emptied;           // their body is gone
    std::map<AssignmentId, std::vector<sync::AssignmentCommandKind>> commands; // to be laid over the server's state
    std::set<std::string> forms_here;                                          // "id/version"
};

inline Progress progress_of(const std::optional<sync::ReceiptState>& receipt)
{
    if (!receipt)
        return Progress::sealed;
    switch (*receipt) {
    case sync::ReceiptState::received:
        return Progress::received;
    case sync::ReceiptState::complete:
        return Progress::complete;
    case sync::ReceiptState::backed_up:
        return Progress::backed_up;
    }
    return Progress::sealed;
}

} // namespace balieblik::device_store
