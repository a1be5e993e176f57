// SPDX-License-Identifier: EUPL-1.2
// Sealed visit versions: stored byte for byte as they came, insert-only; only their state moves.
#pragma once

#include "model/visit.hpp"

namespace balieblik::store {

// What is known of a visit version beside its body.
struct VisitVersion {
    VisitVersionId id;
    VisitId visit_id;
    std::int64_t version = 1;
    std::optional<VisitVersionId> supersedes;
    AssignmentId assignment_id;
    WaveId wave_id;
    LocationId location_id;
    InspectorId inspector_id;
    DeviceId device_id;
    std::string form_id;
    std::string form_version;
    std::string form_sha256;
    std::int64_t norm_version{};
    std::optional<AbortReason> aborted;
    std::string sha256;    // of the body's bytes
    std::string signature; // of the device
    std::int64_t size{};
    std::string sealed_at; // as the tablet says, with offset
    Timestamp received_at{};
    VisitVersionState state = VisitVersionState::awaiting_media;
    bool late{};          // came for a cancelled, expired or reassigned assignment
    bool late_admitted{}; // a reviewer lets it count
    bool competing{};     // another version of the same visit or assignment stands beside it
    bool backed_up{};     // with its photos, in a backup that was read back
    std::int64_t rev = 1; // of the receipt, return or outcome that tablets are told
};
BOOST_DESCRIBE_STRUCT(VisitVersion, (),
                      (id, visit_id, version, supersedes, assignment_id, wave_id, location_id, inspector_id, device_id,
                       form_id, form_version, form_sha256, norm_version, aborted, sha256, signature, size, sealed_at,
                       received_at, state, late, late_admitted, competing, backed_up, rev))

struct DeclaredAttachment {
    VisitVersionId visit_version_id;
    std::string sha256;
    std::int64_t size{};
    std::string media_type;
    std::string question;
    std::string name;
    bool arrived{};
};
BOOST_DESCRIBE_STRUCT(DeclaredAttachment, (), (visit_version_id, sha256, size, media_type, question, name, arrived))

// What a release needs of a version that counts in it: one that was approved and not broken off.
struct CountedVisit {
    VisitVersionId id;
    VisitId visit_id;
    LocationId location_id;
    InspectorId inspector_id;
    std::string form_id;
    std::string form_version;
    std::int64_t norm_version{};
    std::string sha256;
    std::optional<std::string> record; // the sealed body, or what coarsening left of it
};
BOOST_DESCRIBE_STRUCT(CountedVisit, (),
                      (id, visit_id, location_id, inspector_id, form_id, form_version, norm_version, sha256, record))

class Visits {
public:
    virtual ~Visits() = default;

    // Refusal: state_conflict if the id is there.
    virtual Result<void> add(const VisitVersion& version, const std::string& body) = 0;
    virtual Result<std::optional<VisitVersion>> find(VisitVersionId id) = 0;
    // The bytes that were signed; none after they were destroyed (retention).
    virtual Result<std::optional<std::string>> body(VisitVersionId id) = 0;
    virtual Result<std::vector<VisitVersion>> of_assignment(AssignmentId assignment) = 0; // oldest first
    virtual Result<std::vector<VisitVersion>> of_visit(VisitId visit) = 0;                // by version, then arrival
    virtual Result<std::vector<VisitVersion>> of_wave(WaveId wave) = 0;                   // oldest first
    // By id, from the one behind `after`; none: from the first.
    virtual Result<std::vector<CountedVisit>> counted(WaveId wave, const std::optional<VisitVersionId>& after,
                                                      std::int64_t limit) = 0;
    // Versions of a wave that wait for a reviewer, or for their photos (awaits_review).
    virtual Result<std::int64_t> count_awaiting_review(WaveId wave) = 0;
    // The versions of the norm by which what counts in a wave is judged, each once.
    virtual Result<std::vector<std::int64_t>> norm_versions(WaveId wave) = 0;
    virtual Result<std::optional<VisitId>> counted_of(AssignmentId assignment) = 0;
    // Writes state, late_admitted, competing and rev; nothing else of a version ever changes, but for coarsen().
    virtual Result<void> update(const VisitVersion& version) = 0;

    // Those of a wave that had arrived by then and are not coarse yet.
    virtual Result<std::vector<VisitVersionId>> not_coarse(WaveId wave, Timestamp received_until,
                                                           std::int64_t limit) = 0;
    virtual Result<std::int64_t> count_not_coarse(WaveId wave) = 0;
    // Retention: `record` takes the body's place, whose hash stays; so do times as coarse as the record's, also of its
    // message and of what tablets were told of it. Once only.
    virtual Result<void> coarsen(VisitVersionId id, const std::string& record, const std::string& sealed_at,
                                 Timestamp received_at, Timestamp at) = 0;
    virtual Result<std::optional<std::string>> coarsened(VisitVersionId id) = 0;
    // Records of a wave that are coarse and still there.
    virtual Result<std::int64_t> count_coarse(WaveId wave) = 0;
    // Retention, later: of so many of them the record goes, with its weekday and what reviewers wrote of it. That the
    // visit was made, and the hash that was signed, stay. Gives how many.
    virtual Result<std::int64_t> destroy_coarse(WaveId wave, std::int64_t limit, Timestamp at) = 0;

    virtual Result<void> declare(const DeclaredAttachment& attachment) = 0;
    virtual Result<std::vector<DeclaredAttachment>> attachments(VisitVersionId id) = 0;
    // Every version of this inspector that declares this hash.
    virtual Result<std::vector<VisitVersionId>> declaring(InspectorId inspector, const std::string& sha256) = 0;
};

} // namespace balieblik::store
