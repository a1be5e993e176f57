// SPDX-License-Identifier: EUPL-1.2
// What the tablet's store hands out: plain described values for the app's pages.
#pragma once

#include "sync/message.hpp"

namespace balieblik::device_store {

// Where and as whom this tablet is enrolled, with everything that was pinned then.
struct Enrolment {
    std::string address;        // "https://host:port"
    std::string ca_spki_sha256; // of the organisation's TLS CA; empty if a public authority vouched
    std::string device_name;
    sync::EnrolReply organisation;
};
BOOST_DESCRIBE_STRUCT(Enrolment, (), (address, ca_spki_sha256, device_name, organisation))

// How far a visit is on its way, as the inspector sees it. Everything after `sealed` stands on a verified receipt.
BOOST_DEFINE_ENUM_CLASS(Progress, none, draft, sealed, received, complete, backed_up)

// The facts of an assignment as they were last known; kept with a visit from its start, so that work goes on when the
// office withdraws the assignment.
struct AssignmentFacts {
    Assignment assignment; // its state with what still waits in the outbox taken into account
    Location location;
    Scenario scenario;
    sync::WaveBrief wave;
};
BOOST_DESCRIBE_STRUCT(AssignmentFacts, (), (assignment, location, scenario, wave))

// One line of the list of assignments, and the head of its briefing.
struct AssignmentCard {
    AssignmentFacts facts;
    Progress progress{};
    std::optional<VisitId> visit_id;           // the inspector's visit of it, if there is one
    std::optional<sync::VisitReturn> returned; // waits for a correction; its body is left out
    std::optional<VisitVersionState> outcome;  // of the last visit version, once decided
    std::optional<std::string> refused;        // code: the office set the visit version aside and looks at it
    bool withdrawn = false;                    // no longer ours, but work of ours is kept and handed in
    bool form_here = false;                    // its questionnaire has arrived: a visit can start
    std::int64_t open_items = 0;               // of its draft: questions that wait for something to happen
    bool held_back = false;                    // its scenario is not told: out of touch for too long, and nothing begun
};
BOOST_DESCRIBE_STRUCT(AssignmentCard, (),
                      (facts, progress, visit_id, returned, outcome, refused, withdrawn, form_here, open_items,
                       held_back))

// A visit on this tablet: draft or handed in.
struct VisitCard {
    VisitId visit_id;
    std::optional<AssignmentId> assignment_id; // none for practice
    std::int64_t version = 1;
    bool practice = false;
    Progress progress{};
    std::optional<AbortReason> aborted;
    std::string form_id;
    Timestamp started_at{};
    std::optional<Timestamp> sealed_at;
    std::optional<VisitVersionId> visit_version_id; // of the version handed in last
    bool late = false;
    bool readable = true; // after approval the inspector no longer reads it
};
BOOST_DESCRIBE_STRUCT(VisitCard, (),
                      (visit_id, assignment_id, version, practice, progress, aborted, form_id, started_at, sealed_at,
                       visit_version_id, late, readable))

// A visit that the same inspector began on another tablet, as the office keeps it.
struct DraftOffer {
    VisitId visit_id;
    AssignmentId assignment_id;
    std::optional<AssignmentFacts> facts; // as far as this tablet knows them
    std::string device_name;
    bool device_in_use = false; // false: that tablet was withdrawn
    Timestamp saved_at{};
    bool wished = false;                // it was asked for and is on its way
    std::optional<std::string> refused; // code: why it could not be taken over when it was last wanted
};

// Where the inspector was, so that the app opens there again.
struct Place {
    std::string page; // "section", "clock", "missing", ...
    std::string reference;
    bool operator==(const Place&) const = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (page, reference))

// A draft as it lies in the store.
struct DraftFacts {
    VisitId visit_id;
    std::int64_t version = 1;
    std::optional<VisitVersionId> supersedes;
    std::optional<AssignmentId> assignment_id;
    bool practice = false;
    FormRef form;
    std::int64_t norm_version{};
    std::string language;
    VisitState state = VisitState::planned; // as far as the taps have come
    Timestamp started_at{};
    std::int64_t started_offset_min{};
    std::string page;
    std::string reference;
};
BOOST_DESCRIBE_STRUCT(DraftFacts, (),
                      (visit_id, version, supersedes, assignment_id, practice, form, norm_version, language, state,
                       started_at, started_offset_min, page, reference))

// A photo of a draft or of a visit handed in. The file is encrypted; its key never leaves the store.
struct Photo {
    std::string reference; // of the question
    std::string name;      // the answer's text
    std::string sha256;    // of the plain bytes
    std::int64_t size{};
    std::string media_type;
    bool here = true; // false: taken on another tablet, and kept by the server
};
BOOST_DESCRIBE_STRUCT(Photo, (), (reference, name, sha256, size, media_type, here))

// One thing that was done in a visit.
struct LogLine {
    std::string action; // answer, add_repeat, remove_repeat, lap, undo_lap, correct_lap, lap_refused, photo, clear,
                        // close, move, left, taken_over, photo_left
    std::string reference;
    std::string value;
    Timestamp changed_at{};
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (action, reference, value, changed_at))

// What sealing made.
struct SealedVisit {
    VisitId visit_id;
    VisitVersionId visit_version_id;
    std::int64_t version = 1;
    std::string sha256;
    std::vector<std::string> cleared; // references whose answers could not be reached any more
};
BOOST_DESCRIBE_STRUCT(SealedVisit, (), (visit_id, visit_version_id, version, sha256, cleared))

} // namespace balieblik::device_store
