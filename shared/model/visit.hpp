// SPDX-License-Identifier: EUPL-1.2
// A visit: one carried-out assignment. A draft until the inspector seals it; then an immutable, signed visit version.
#pragma once

#include "base/json.hpp"
#include "model/place.hpp"

namespace balieblik {

BOOST_DEFINE_ENUM_CLASS(VisitState, planned, arrived, queueing, being_served, left, recorded, sealed, synced, locked,
                        aborted)
// Why a visit could not be done. Such visits count in fieldwork figures and never in scores.
BOOST_DEFINE_ENUM_CLASS(AbortReason, closed, recognised, unsafe, outage, illness, briefing_error)
// The four taps of the wait clock: arrived, checked in or ticket, called and addressed, left.
BOOST_DEFINE_ENUM_CLASS(LapKind, B1, C1, C2, G4)

BOOST_DEFINE_ENUM_CLASS(VisitStep, tap_b1, tap_c1, tap_c2, tap_g4, record, seal, synchronise, lock, abort)

// The state after a step. Refusal: state_conflict. Laps may be skipped forwards (a counter without a ticket), never
// back.
Result<VisitState> after(VisitState state, VisitStep step);

// One tap, as measured. An answer is the first lap's wall time plus the time elapsed since, so that a wall clock that
// is set during the visit changes nothing; the raw readings travel along as evidence.
struct Lap {
    LapKind kind{};
    Timestamp wall{};
    std::int64_t offset_min{}; // local time minus UTC, minutes
    std::int64_t boot_ms{};    // since boot, sleep included
    std::string boot_id;
    std::optional<Timestamp> corrected; // what the inspector says it was; both are kept
    std::optional<std::string> reason;  // why it was corrected
};
BOOST_DESCRIBE_STRUCT(Lap, (), (kind, wall, offset_min, boot_ms, boot_id, corrected, reason))

BOOST_DEFINE_ENUM_CLASS(ClockFlag, wall_jumped, rebooted, out_of_order)

struct LapAnswer {
    LapKind kind{};
    Timestamp time{};
    std::int64_t offset_min{};
};
BOOST_DESCRIBE_STRUCT(LapAnswer, (), (kind, time, offset_min))

struct LapAnswers {
    std::vector<LapAnswer> answers; // in the order of LapKind, one a kind (the latest tap)
    std::vector<ClockFlag> flags;
};

// The answers that the laps amount to, and what was odd about the clocks. Source: first lap's wall time + elapsed time
// by the clock that counts sleep; differences over 2 s between both clocks and reboots in between are flagged, not
// repaired (invariant 1: B1 <= C1 <= C2 <= G4 in device-monotonic time).
LapAnswers answers_of(const std::vector<Lap>& laps);

// A declared attachment: a photo of a sign, a ticket or a room.
struct Attachment {
    std::string sha256; // hexadecimal, of the plain bytes
    std::int64_t size{};
    std::string media_type; // "image/jpeg"
    std::string question;   // reference of the question it answers
    std::string name;       // the answer's text: a file name without meaning
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (sha256, size, media_type, question, name))

struct FormRef {
    std::string form_id;
    std::string version;
    std::string sha256; // of form.xml
};
BOOST_DESCRIBE_STRUCT(FormRef, (), (form_id, version, sha256))

// Facts of the device, not answers.
struct DeviceFacts {
    std::string app_version;
    std::string platform;
    std::vector<ClockFlag> clock_flags;
    std::vector<std::string> cleared; // references whose answers were cleared on sealing (not reachable, invariant 6)
};
BOOST_DESCRIBE_STRUCT(DeviceFacts, (), (app_version, platform, clock_flags, cleared))

// The body of a visit version. On the wire and on disk it is the RFC 8785 text of this struct, written once on the
// tablet; every answer is a string in XForms lexical form, every number a whole one below 2^53.
struct VisitBody {
    VisitVersionId visit_version_id;
    VisitId visit_id;
    std::int64_t version = 1; // a label: 1, 2, ... may clash, then both are kept as competing
    std::optional<VisitVersionId> supersedes;
    AssignmentId assignment_id;
    InspectorId inspector_id;
    FormRef form;
    std::int64_t norm_version{};
    std::string language; // "nl" or "en": the language it was answered in
    std::string started_at;
    std::string sealed_at; // with offset
    std::optional<AbortReason> aborted;
    boost::json::object data; // mirrors the form's instance; repeats as lists
    std::vector<Lap> laps;
    std::vector<Attachment> attachments;
    DeviceFacts device;
};
BOOST_DESCRIBE_STRUCT(VisitBody, (),
                      (visit_version_id, visit_id, version, supersedes, assignment_id, inspector_id, form, norm_version,
                       language, started_at, sealed_at, aborted, data, laps, attachments, device))

// What becomes of a visit version on the server.
BOOST_DEFINE_ENUM_CLASS(VisitVersionState, awaiting_media, complete, in_review, returned, approved, rejected,
                        superseded, voided)

BOOST_DEFINE_ENUM_CLASS(ReviewOutcome, approve, give_back, reject, admit_late)
// Why a reviewer sends a visit back or rejects it.
BOOST_DEFINE_ENUM_CLASS(ReasonCode, times_implausible, answer_contradicts, remark_names_person, photo_shows_person,
                        photo_missing, scenario_not_followed, wrong_location, recognised, other)

struct Review {
    VisitVersionId visit_version_id;
    PersonId reviewer;
    ReviewOutcome outcome{};
    std::vector<ReasonCode> reasons;
    std::string remark; // to the inspector; never about a civil servant
    Timestamp at{};
};
BOOST_DESCRIBE_STRUCT(Review, (), (visit_version_id, reviewer, outcome, reasons, remark, at))

} // namespace balieblik
