// SPDX-License-Identifier: EUPL-1.2
// Projects and their waves: when fieldwork may start, and the road to a release.
#pragma once

#include "base/result.hpp"
#include "model/place.hpp"

namespace balieblik {

BOOST_DEFINE_ENUM_CLASS(ProjectState, draft, cleared, running, closed)

// An investigation for one client. The three clearances are what staff were promised (invariant 9).
struct Project {
    ProjectId id;
    std::string code; // unique within a tenant
    std::string name;
    std::string client;
    std::string purpose;
    std::string legal_basis;
    std::optional<std::string> works_council_consent; // date
    std::optional<std::string> staff_notice;          // date on which staff were told that visits may happen
    std::optional<std::string> dpia_reference;
    int retention_days = 365;
    int correction_days = 30; // after publication; then photos go and times are coarsened
    ProjectState state = ProjectState::draft;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Project, (),
                      (id, code, name, client, purpose, legal_basis, works_council_consent, staff_notice,
                       dpia_reference, retention_days, correction_days, state, rev))

BOOST_DEFINE_ENUM_CLASS(WaveState, draft, scheduled, fieldwork, closed, validated, published, archived, destroyed)

struct DimensionWeight {
    std::string dimension; // "TONE"
    double weight{};
};
BOOST_DESCRIBE_STRUCT(DimensionWeight, (), (dimension, weight))

struct Wave {
    WaveId id;
    ProjectId project_id;
    std::string code; // unique within the project
    std::string name;
    std::string starts_on; // dates
    std::string ends_on;
    Channel channel{};
    std::string form_id;
    std::string form_version;
    std::vector<DimensionWeight> dimension_weights; // empty: the questionnaire's own
    WaveState state = WaveState::draft;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Wave, (),
                      (id, project_id, code, name, starts_on, ends_on, channel, form_id, form_version,
                       dimension_weights, state, rev))

// What still has to be there before a wave of this project may enter fieldwork: the names of the absent members of
// Project ("works_council_consent", ...), empty when cleared.
std::vector<std::string> missing_clearances(const Project& project);

BOOST_DEFINE_ENUM_CLASS(WaveStep, schedule, start_fieldwork, close, validate, publish, archive, destroy)

// The state after a step. Refusal: state_conflict. The conditions of a step (clearances, nothing unreviewed, norms and
// weights complete) are checked where their facts are known.
Result<WaveState> after(WaveState state, WaveStep step);

} // namespace balieblik
