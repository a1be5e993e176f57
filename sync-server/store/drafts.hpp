// SPDX-License-Identifier: EUPL-1.2
// Visits that are still being filled in, as their tablets last told (docs/sync-protocol.md, section 16). Their content
// is sealed; it is for one tablet of the same inspector and for nobody else: no use case shows it to a person.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

struct KeptDraft {
    DeviceId device_id;
    VisitId visit_id;
    InstallId install_id;
    InspectorId inspector_id;
    AssignmentId assignment_id;
    std::int64_t version{}; // the visit version that it is to become
    std::int64_t rev{};     // grows with each change under its install
    Timestamp saved_at{};   // by the tablet's clock
    Timestamp received_at{};
    std::string sealed;
};
BOOST_DESCRIBE_STRUCT(KeptDraft, (),
                      (device_id, visit_id, install_id, inspector_id, assignment_id, version, rev, saved_at,
                       received_at, sealed))

// Without their content.
struct KeptCount {
    std::int64_t drafts{};
    std::optional<Timestamp> newest; // received
};
BOOST_DESCRIBE_STRUCT(KeptCount, (), (drafts, newest))

// A begun visit went over to another tablet of its inspector.
struct TakeOver {
    VisitId visit_id;
    DeviceId device_id; // that took it over
    AssignmentId assignment_id;
    std::int64_t version{}; // that it was to become
    Timestamp at{};
};
BOOST_DESCRIBE_STRUCT(TakeOver, (), (visit_id, device_id, assignment_id, version, at))

class Drafts {
public:
    virtual ~Drafts() = default;

    virtual Result<std::optional<KeptDraft>> find(DeviceId device, VisitId visit) = 0;
    // In the place of an older one of the same tablet and visit.
    virtual Result<void> keep(const KeptDraft& draft) = 0;
    // All but the newest of this tablet. Gives how many went.
    virtual Result<std::int64_t> keep_newest(DeviceId device, std::int64_t count) = 0;
    virtual Result<std::vector<KeptDraft>> of_inspector(InspectorId inspector) = 0; // received last comes first
    virtual Result<KeptCount> count_of_device(DeviceId device) = 0;
    virtual Result<std::int64_t> count_of_wave(WaveId wave) = 0;

    // Whoever kept them: the visit arrived, in this version or a later one.
    virtual Result<std::int64_t> forget(VisitId visit, std::int64_t up_to_version) = 0;
    // The inspector gave the assignment back.
    virtual Result<std::int64_t> forget_of_assignment(AssignmentId assignment, InspectorId inspector) = 0;
    virtual Result<std::int64_t> forget_of_wave(WaveId wave) = 0; // and that they were taken over
    virtual Result<std::int64_t> forget_received_before(Timestamp moment) = 0;

    // The first one of a visit by a tablet is remembered, also after the draft is gone.
    virtual Result<void> note(const TakeOver& taken) = 0;
    virtual Result<std::optional<TakeOver>> take_over(VisitId visit, DeviceId by) = 0;
};

} // namespace balieblik::store
