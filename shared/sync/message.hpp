// SPDX-License-Identifier: EUPL-1.2
// The wire between tablet and server, as docs/sync-protocol.md describes it. Described once; the same structs are what
// the client sends, what the use cases take and what the golden fixtures hold.
#pragma once

#include "base/json.hpp"
#include "model/assignment.hpp"
#include "model/person.hpp"
#include "model/visit.hpp"
#include "model/wave.hpp"

namespace balieblik::sync {

inline constexpr int protocol_version = 1;
inline constexpr int schema_rev = 1;

// What a side accepts (sync-protocol.md, "Limits").
inline constexpr std::int64_t max_push_mutations = 100;
inline constexpr std::int64_t max_mutation_bytes = 256 * 1024;
inline constexpr std::int64_t max_push_bytes = 4 * 1024 * 1024;
inline constexpr std::int64_t max_pull_entries = 500;
inline constexpr std::int64_t max_pull_bytes = 1024 * 1024;
inline constexpr std::int64_t max_attachment_bytes = 8 * 1024 * 1024;
inline constexpr int max_attachments_per_visit = 20;

// --- Orders ----------------------------------------------------------------------------------------------------

// What the office can tell a tablet to do (sync-protocol.md, section 11).
BOOST_DEFINE_ENUM_CLASS(OrderMode, lock, release, wipe_after_upload, wipe_now)

// Signed with the order key over label "balieblik.order.v1", tenant, device_id, number and mode. Numbers only grow,
// also over a server that is set back: an order that was seen before says nothing.
struct Order {
    DeviceId device_id;
    std::int64_t number{};
    OrderMode mode{};
    std::string signature; // hexadecimal
};
BOOST_DESCRIBE_STRUCT(Order, (), (device_id, number, mode, signature))

// --- Enrolment -------------------------------------------------------------------------------------------------

// What a QR code or a pasted line holds. Typed codes carry address and code only.
struct EnrolmentInvitation {
    std::string address;        // "https://host:port"
    std::string code;           // 12 characters, the last a check character
    std::string ca_spki_sha256; // hexadecimal; of the organisation's own TLS CA, never of a leaf
};
BOOST_DESCRIBE_STRUCT(EnrolmentInvitation, (), (address, code, ca_spki_sha256))

// Who a tablet was before the server was set back to a time at which it did not know it (sync-protocol.md, 15.5).
struct EnrolledBefore {
    DeviceId device_id;
    InspectorId inspector_id;   // whose work lies on it
    std::optional<Order> order; // the last one it was given
};
BOOST_DESCRIBE_STRUCT(EnrolledBefore, (), (device_id, inspector_id, order))

struct EnrolRequest {
    std::string code;
    std::string public_key; // Ed25519 of the device, hexadecimal
    InstallId install_id;
    std::string device_name;
    std::string platform;
    std::string app_version;
    std::optional<EnrolledBefore> before = std::nullopt; // none: a new tablet
};
BOOST_DESCRIBE_STRUCT(EnrolRequest, (), (code, public_key, install_id, device_name, platform, app_version, before))

struct EnrolReply {
    TenantId tenant;
    std::string tenant_name;
    DeviceId device_id;
    InspectorId inspector_id;
    std::string alias;
    std::string epoch;
    std::string order_key;      // Ed25519, hexadecimal: signs lock and wipe orders
    std::string receipt_key;    // Ed25519, hexadecimal: signs receipts
    std::string recovery_key;   // X25519, hexadecimal: the recovery wrap is sealed to it
    std::string ca_certificate; // PEM of the organisation's TLS CA
};
BOOST_DESCRIBE_STRUCT(EnrolReply, (),
                      (tenant, tenant_name, device_id, inspector_id, alias, epoch, order_key, receipt_key, recovery_key,
                       ca_certificate))

// A device proves who it is by signing a challenge; no clock is needed.
struct Challenge {
    std::string nonce; // hexadecimal, 32 bytes, lives for two minutes, single use
};
BOOST_DESCRIBE_STRUCT(Challenge, (), (nonce))

struct TokenRequest {
    DeviceId device_id;
    InstallId install_id;
    std::string nonce;
    std::string signature; // hexadecimal; over label "balieblik.token.v1", tenant, device_id, install_id, nonce
    std::string app_version;
};
BOOST_DESCRIBE_STRUCT(TokenRequest, (), (device_id, install_id, nonce, signature, app_version))

// What the office wants of all its tablets (sync-protocol.md, section 15). Signed with the order key over label
// "balieblik.policy.v1", tenant, epoch, number, lease_days, wipe_after_wrong_pins and intake_key. Numbers go back only
// where the server was set back.
struct Policy {
    std::int64_t number{};
    std::int64_t lease_days{};            // without contact; 0: for ever
    std::int64_t wipe_after_wrong_pins{}; // 0: never
    std::string intake_key;               // X25519, hexadecimal: what only the server may open is sealed to it
    std::string signature;                // hexadecimal
    std::string epoch;                    // the history of the server that it belongs to
};
BOOST_DESCRIBE_STRUCT(Policy, (), (number, lease_days, wipe_after_wrong_pins, intake_key, signature, epoch))

struct TokenReply {
    std::string token;
    Timestamp expires_at{};
    std::optional<Order> order; // the last one, as long as it is in force
    std::optional<Policy> policy;
};
BOOST_DESCRIBE_STRUCT(TokenReply, (), (token, expires_at, order, policy))

// --- Receipts --------------------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(ReceiptState, received, complete, backed_up)

// What the server vouches for. Signed with the receipt key over label "balieblik.receipt.v1", tenant,
// visit_version_id, sha256 and state; the tablet deletes only on these.
struct Receipt {
    VisitVersionId visit_version_id;
    std::string sha256;
    ReceiptState state{};
    Timestamp at{};
    bool late{};
    std::string signature; // hexadecimal
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (visit_version_id, sha256, state, at, late, signature))

// --- Pull ------------------------------------------------------------------------------------------------------

// What a tablet receives. `wave` is a brief of it; `visit_return` asks for a correction; `visit_outcome` says that a
// visit was approved or rejected, after which the tablet keeps no readable copy; `tablet_policy` is the one in force.
BOOST_DEFINE_ENUM_CLASS(EntityKind, assignment, location, scenario, wave, form_version, receipt, visit_return,
                        visit_outcome, tablet_policy)
BOOST_DEFINE_ENUM_CLASS(Op, put, rem)

struct WaveBrief {
    WaveId id;
    std::string name;
    std::string project_name;
    Channel channel{};
    FormRef form;
    Norm norm; // in force for the wave
    WaveState state{};
};
BOOST_DESCRIBE_STRUCT(WaveBrief, (), (id, name, project_name, channel, form, norm, state))

struct FormFile {
    std::string name; // "norms.csv"
    std::string text;
    std::optional<Bytes> picture = std::nullopt; // then there is no text
};
BOOST_DESCRIBE_STRUCT(FormFile, (), (name, text, picture))

struct FormVersion {
    FormRef form;
    std::string title_nl;
    std::string title_en;
    std::string xml;
    std::vector<FormFile> files;
};
BOOST_DESCRIBE_STRUCT(FormVersion, (), (form, title_nl, title_en, xml, files))

struct VisitReturn {
    VisitVersionId visit_version_id; // the version that is returned
    VisitId visit_id;
    AssignmentId assignment_id;
    std::vector<ReasonCode> reasons;
    std::string remark;
    Timestamp at{};
    std::string body; // of the returned version, so that a fresh tablet can correct it too
};
BOOST_DESCRIBE_STRUCT(VisitReturn, (), (visit_version_id, visit_id, assignment_id, reasons, remark, at, body))

struct VisitOutcome {
    VisitVersionId visit_version_id;
    VisitId visit_id;
    AssignmentId assignment_id;
    VisitVersionState state{}; // approved, rejected, superseded or voided
    Timestamp at{};
};
BOOST_DESCRIBE_STRUCT(VisitOutcome, (), (visit_version_id, visit_id, assignment_id, state, at))

struct PullRequest {
    InstallId install_id;
    std::optional<std::string> cursor; // opaque; none on a new device
    std::int64_t max_entries = max_pull_entries;
    std::int64_t max_bytes = max_pull_bytes;
    int schema_rev = sync::schema_rev;
    std::vector<std::string> kinds; // what this version of the app understands
};
BOOST_DESCRIBE_STRUCT(PullRequest, (), (install_id, cursor, max_entries, max_bytes, schema_rev, kinds))

struct PullEntry {
    std::string stream; // "inbox:<inspector_id>", "project:<project_id>", "tenant"
    std::int64_t seq{};
    std::string kind; // an EntityKind, or something newer that is skipped and counted
    std::string id;   // the entity's id; "<form_id>/<version>" for a form_version
    Op op{};
    std::int64_t rev{};
    std::optional<boost::json::object> body; // absent for rem
};
BOOST_DESCRIBE_STRUCT(PullEntry, (), (stream, seq, kind, id, op, rev, body))

// Sum mod 2^64 of the first 8 bytes (big-endian) of SHA-256("kind\nid\nrev") over the put entries of a stream.
struct StreamChecksum {
    std::string stream;
    std::string sum; // 16 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(StreamChecksum, (), (stream, sum))

struct PullReply {
    std::vector<PullEntry> entries; // ordered by stream, seq
    bool has_more{};
    std::vector<std::string> restart_streams; // forget what these held, before applying: they start again from 0
    std::vector<std::string> drop_streams;    // no longer allowed: forget what they held
    std::string cursor;
    std::int64_t next_no{}; // the mutation number that the server expects from this install
    std::string epoch;
    Timestamp server_time{};
    std::vector<StreamChecksum> checksums; // on the last page
    std::optional<Order> order;            // the one in force, if any
};
BOOST_DESCRIBE_STRUCT(PullReply, (),
                      (entries, has_more, restart_streams, drop_streams, cursor, next_no, epoch, server_time, checksums,
                       order))

// --- Push ------------------------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(MutationKind, assignment_command, visit_version)
BOOST_DEFINE_ENUM_CLASS(AssignmentCommandKind, accept, decline, start, hand_back)

struct AssignmentCommand {
    AssignmentId assignment_id;
    AssignmentCommandKind command{};
    std::optional<std::string> reason; // for decline and hand_back
    Timestamp at{};
};
BOOST_DESCRIBE_STRUCT(AssignmentCommand, (), (assignment_id, command, reason, at))

// One numbered change of one install. `body` holds exactly the bytes that `sha256` is of: for a visit_version the
// canonical visit body, with the device's signature beside it.
struct Mutation {
    std::int64_t no{};
    MutationId id;
    std::string kind; // a MutationKind
    int schema_rev = sync::schema_rev;
    std::string body;
    std::string sha256;
    std::optional<std::string> signature; // label "balieblik.visit.v1", tenant, visit_version_id, sha256
};
BOOST_DESCRIBE_STRUCT(Mutation, (), (no, id, kind, schema_rev, body, sha256, signature))

struct PushRequest {
    InstallId install_id;
    std::int64_t first_no{};
    std::vector<Mutation> mutations;
};
BOOST_DESCRIBE_STRUCT(PushRequest, (), (install_id, first_no, mutations))

BOOST_DEFINE_ENUM_CLASS(MutationStatus, applied, duplicate, quarantined, retry)

struct MutationResult {
    std::int64_t no{};
    MutationStatus status{};
    std::optional<std::string> code; // of a quarantined item, a stale command or a retry
    std::optional<Receipt> receipt;  // of a visit version
};
BOOST_DESCRIBE_STRUCT(MutationResult, (), (no, status, code, receipt))

struct PushReply {
    std::vector<MutationResult> results;
    std::int64_t next_no{};
    std::string epoch;
    Timestamp server_time{};
};
BOOST_DESCRIBE_STRUCT(PushReply, (), (results, next_no, epoch, server_time))

// --- Reports -----------------------------------------------------------------------------------------------------

// What waits on the tablet and what goes wrong there, in codes. Lossy.
struct Report {
    std::int64_t unsent_mutations{};
    std::int64_t unsent_visits{};
    std::int64_t unsent_attachments{};
    std::vector<std::string> problems; // Errc names, or "stuck"
    bool operator==(const Report&) const = default;
};
BOOST_DESCRIBE_STRUCT(Report, (), (unsent_mutations, unsent_visits, unsent_attachments, problems))

// --- Reconcile ---------------------------------------------------------------------------------------------------

struct HeldVersion {
    VisitVersionId visit_version_id;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(HeldVersion, (), (visit_version_id, sha256))

// What the tablet believes that the server holds.
struct ReconcileRequest {
    std::vector<HeldVersion> versions;
};
BOOST_DESCRIBE_STRUCT(ReconcileRequest, (), (versions))

// Those of them that it does not hold with that content.
struct ReconcileReply {
    std::vector<VisitVersionId> missing;
};
BOOST_DESCRIBE_STRUCT(ReconcileReply, (), (missing))

// --- Wake-up ---------------------------------------------------------------------------------------------------

// Asks to be told when something changed for this tablet. `since`: what the last reply said; none: the first question,
// answered at once.
struct WakeRequest {
    std::optional<std::int64_t> since;
};
BOOST_DESCRIBE_STRUCT(WakeRequest, (), (since))

struct WakeReply {
    bool changed{};    // pull; else nothing happened for a while
    std::int64_t at{}; // for the next question
};
BOOST_DESCRIBE_STRUCT(WakeReply, (), (changed, at))

// --- Attachments (tus 1.0: creation, then PATCH at the durable offset) -------------------------------------------

struct BlobsHaveRequest {
    std::vector<std::string> sha256;
};
BOOST_DESCRIBE_STRUCT(BlobsHaveRequest, (), (sha256))

// Of those asked for and declared by this inspector's visits, what the server does not hold in full.
struct BlobsHaveReply {
    std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(BlobsHaveReply, (), (missing))

// --- Refusals (RFC 9457) -------------------------------------------------------------------------------------------

struct Problem {
    std::string type;
    std::string title; // the person's sentence in the language asked for
    int status{};
    std::string code; // Errc
    std::string error_class;
    std::optional<std::string> detail;
    std::optional<std::int64_t> next_no;       // with mutation_gap
    std::optional<std::int64_t> retry_after_s; // with retry
    std::optional<std::int64_t> limit;         // with too_large (bytes) and rate_limited (a minute): what is allowed
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, error_class, detail, next_no, retry_after_s, limit))

} // namespace balieblik::sync
