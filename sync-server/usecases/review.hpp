// SPDX-License-Identifier: EUPL-1.2
// A reviewer's desk: what waits, one visit in full with its score explained, and the decision. Every read leaves an
// event, so all of these are writes.
#pragma once

#include "model/visit.hpp"
#include "scoring/explain.hpp"
#include "store/blobs.hpp"
#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

BOOST_DEFINE_ENUM_CLASS(VisitFlag, late, competing, aborted, recognised, score_alarm, critical, clock, awaiting_media,
                        norm_differs, taken_over, other_form)

struct QueueRow {
    VisitVersionId visit_version_id;
    VisitId visit_id;
    std::int64_t version{};
    WaveId wave_id;
    std::string location;
    std::string municipality;
    std::string scenario;        // code
    std::int64_t inspector_no{}; // a number within the project, never the alias
    VisitVersionState state{};
    std::vector<VisitFlag> flags;
    std::int64_t returns{};
    std::int64_t photos{};
    std::string sealed_at;
    Timestamp received_at{};
    bool own{}; // the reviewer's own visit: may not be opened
};
BOOST_DESCRIBE_STRUCT(QueueRow, (),
                      (visit_version_id, visit_id, version, wave_id, location, municipality, scenario, inspector_no,
                       state, flags, returns, photos, sealed_at, received_at, own))
struct QueueQuery {
    WaveId wave_id;
    bool decided{}; // also those that were decided
    Paging page;
};
BOOST_DESCRIBE_STRUCT(QueueQuery, (), (wave_id, decided, page))
struct ReviewQueue {
    std::vector<QueueRow> rows; // longest waiting first
    std::int64_t total{};
    Paging page;
};
BOOST_DESCRIBE_STRUCT(ReviewQueue, (), (rows, total, page))
// Reviewer of the project.
Result<ReviewQueue> review_queue(store::Tx& tx, const Environment& env, const Actor& actor, const QueueQuery& query);
// The same, for somebody who waits for the page: each visit on it is scored, so it is read on a snapshot once its trace
// is written, and the one writer goes on with what tablets hand in.
Result<ReviewQueue> review_queue(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                 const QueueQuery& query);

struct OpenedAnswer {
    std::string reference;  // "/data/d/d2"; inside a repeat "/data/d/rows[2]/d2"
    std::string section_nl; // of a repeat with the number of its row
    std::string section_en;
    std::string label_nl;
    std::string label_en;
    std::string value; // lexical form, as sealed
    std::string value_nl;
    std::string value_en;
};
BOOST_DESCRIBE_STRUCT(OpenedAnswer, (),
                      (reference, section_nl, section_en, label_nl, label_en, value, value_nl, value_en))

struct ScoredItem {
    std::string reference; // "/data/D/D2"
    std::string question;  // its name
    std::string question_nl;
    std::string question_en;
    std::string answer_nl; // in words; empty if there is none
    std::string answer_en;
    std::string dimension;
    double weight{};
    std::optional<double> points; // 0..100; none: left out, and `standing` says why
    bool bonus{};
    bool critical{};
    scoring::Standing standing{};
};
BOOST_DESCRIBE_STRUCT(ScoredItem, (),
                      (reference, question, question_nl, question_en, answer_nl, answer_en, dimension, weight, points,
                       bonus, critical, standing))
struct ScoredDimension {
    std::string dimension;
    double weight{};
    std::optional<double> score; // none: left out, and `standing` says why
    double coverage{};           // 0..1
    double applicable{};         // weight of the items that count
    double total{};              // weight of all its items
    scoring::DimensionStanding standing{};
};
BOOST_DESCRIBE_STRUCT(ScoredDimension, (), (dimension, weight, score, coverage, applicable, total, standing))
// What the server's own scorer makes of the visit, beside what the record says.
struct VisitScore {
    std::optional<double> index;
    std::optional<double> recorded_index; // calculated on the tablet
    bool alarm{};                         // they differ by more than 1e-6
    std::optional<std::int64_t> wait_s;
    std::vector<ScoredDimension> dimensions;
    std::vector<ScoredItem> items;
    std::vector<std::string> critical; // names of critical items that were hit
    // The same in words: the index, each dimension, what stands beside the index.
    std::vector<scoring::Explanation> explanation_nl;
    std::vector<scoring::Explanation> explanation_en;
};
BOOST_DESCRIBE_STRUCT(VisitScore, (),
                      (index, recorded_index, alarm, wait_s, dimensions, items, critical, explanation_nl,
                       explanation_en))

struct PhotoRow {
    std::string sha256;
    std::string question;
    std::string media_type;
    std::int64_t size{};
    bool arrived{};
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (sha256, question, media_type, size, arrived))

struct ReviewRow {
    ReviewOutcome outcome{};
    std::vector<ReasonCode> reasons;
    std::string remark;
    Timestamp at{};
    VisitVersionId visit_version_id;
};
BOOST_DESCRIBE_STRUCT(ReviewRow, (), (outcome, reasons, remark, at, visit_version_id))

struct OpenedVisit {
    QueueRow visit;
    std::vector<VisitFlag> flags; // all of them
    std::optional<AbortReason> aborted;
    std::string language;
    std::string started_at;
    std::string scenario_title_nl;
    std::string scenario_title_en;
    std::string answer_key_nl;
    std::string answer_key_en;
    std::vector<OpenedAnswer> answers;
    std::vector<Lap> laps; // both values of a corrected one
    std::vector<ClockFlag> clock_flags;
    std::vector<std::string> cleared;
    std::vector<PhotoRow> photos;
    VisitScore score;
    std::vector<ReviewRow> history; // of all versions of this assignment, oldest first
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(OpenedVisit, (),
                      (visit, flags, aborted, language, started_at, scenario_title_nl, scenario_title_en, answer_key_nl,
                       answer_key_en, answers, laps, clock_flags, cleared, photos, score, history, rev))
// Reviewer of the project. Takes a submitted assignment into review. Refusals: not_found (also without the role),
// own_visit.
Result<OpenedVisit> open_visit(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId version);

// The photo's row, whose bytes the caller reads from BlobFiles. Refusals: not_found, own_visit, upload_incomplete.
struct ReadablePhoto {
    store::Blob blob;
    std::string media_type;
};
Result<ReadablePhoto> open_photo(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId version,
                                 const std::string& sha256);

struct ReviewRequest {
    ReviewOutcome outcome{};
    std::vector<ReasonCode> reasons;
    std::string remark;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(ReviewRequest, (), (outcome, reasons, remark, rev))
struct Reviewed {
    VisitVersionId visit_version_id;
    VisitVersionState state{};
    AssignmentId assignment_id;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (visit_version_id, state, assignment_id, rev))
// Reviewer of the project, never of an own visit; rejecting an approved one voids it, also after the release. Refusals:
// not_found, own_visit, stale, state_conflict (decided already, photos under way, the wave validated, late and not
// admitted), returned_too_often, approved_already, reason_missing (all but approve want one; `other` wants a remark).
Result<Reviewed> review_visit(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId version,
                              const ReviewRequest& request);

struct QuarantineRow {
    InstallId install_id;
    std::int64_t no{};
    std::string kind;
    std::string code;
    std::string inspector; // alias for a coordinator, empty for a reviewer
    std::int64_t size{};
    Timestamp received_at{};
};
BOOST_DESCRIBE_STRUCT(QuarantineRow, (), (install_id, no, kind, code, inspector, size, received_at))
struct QuarantineList {
    std::vector<QuarantineRow> items; // newest first, at most 500
};
BOOST_DESCRIBE_STRUCT(QuarantineList, (), (items))
// Coordinator or reviewer.
Result<QuarantineList> list_quarantine(store::Tx& tx, const Environment& env, const Actor& actor);
struct OpenedQuarantine {
    QuarantineRow item;
    std::string detail;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(OpenedQuarantine, (), (item, detail, body))
// Reviewer. Refusals: forbidden, not_found, own_visit.
Result<OpenedQuarantine> open_quarantined(store::Tx& tx, const Environment& env, const Actor& actor, InstallId install,
                                          std::int64_t no);

} // namespace balieblik::usecases
