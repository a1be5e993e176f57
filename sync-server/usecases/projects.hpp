// SPDX-License-Identifier: EUPL-1.2
// Projects and waves: clearances, the steps of a wave, and how fieldwork stands (counts, never scores).
#pragma once

#include "model/assignment.hpp"
#include "model/visit.hpp"
#include "model/wave.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct ProjectView {
    Project project;
    std::vector<std::string> missing_clearances; // names of members of Project
    std::vector<Wave> waves;                     // by code
};
BOOST_DESCRIBE_STRUCT(ProjectView, (), (project, missing_clearances, waves))
struct ProjectList {
    std::vector<ProjectView> projects; // by code; those in which the actor has a role
};
BOOST_DESCRIBE_STRUCT(ProjectList, (), (projects))

Result<ProjectList> list_projects(store::Tx& tx, const Actor& actor);
// Refusal: not_found (also without a role in it).
Result<ProjectView> open_project(store::Tx& tx, const Actor& actor, ProjectId project);

struct NewProject {
    std::string code;
    std::string name;
    std::string client;
    std::string purpose;
    std::string legal_basis;
    // What staff and works council are promised, so it is chosen once; none: a year, and thirty days.
    std::optional<std::int64_t> retention_days;
    std::optional<std::int64_t> correction_days;
};
BOOST_DESCRIBE_STRUCT(NewProject, (), (code, name, client, purpose, legal_basis, retention_days, correction_days))
// Days after the last publication of a wave: until then it can be corrected with the whole record, and at all.
inline constexpr std::int64_t most_correction_days = 365;
inline constexpr std::int64_t most_retention_days = 3650;
// Coordinator or client admin of the whole organisation. Refusals: forbidden, validation, state_conflict (the code is
// taken).
Result<ProjectView> add_project(store::Tx& tx, const Environment& env, const Actor& actor, const NewProject& request);

// Dates as "2026-03-12"; an absent member stays as it is, an empty one is cleared.
struct Clearances {
    std::optional<std::string> works_council_consent;
    std::optional<std::string> staff_notice;
    std::optional<std::string> dpia_reference;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Clearances, (), (works_council_consent, staff_notice, dpia_reference, rev))
// Coordinator. Refusals: forbidden, not_found, validation (no such date), stale, state_conflict (a clearance may not go
// while a wave is in the field).
Result<ProjectView> set_clearances(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                   const Clearances& request);

struct NewWave {
    std::string code;
    std::string name;
    std::string starts_on;
    std::string ends_on;
    Channel channel{};
    std::string form_id;
    std::string form_version;
    std::optional<std::vector<DimensionWeight>> dimension_weights; // none: the questionnaire's own
};
BOOST_DESCRIBE_STRUCT(NewWave, (), (code, name, starts_on, ends_on, channel, form_id, form_version, dimension_weights))
// Coordinator. Refusals: forbidden, not_found, validation (names the member; `channel` where the questionnaire is of
// another one), unknown_form, state_conflict (the code is taken).
Result<Wave> add_wave(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                      const NewWave& request);

struct WaveView {
    Wave wave;
    ProjectId project_id;
    std::string project_name;
    std::vector<WaveStep> possible_steps; // in this state, for somebody with the role
    std::vector<std::string> missing;     // what the next step still lacks, by name
    std::optional<Norm> norm;             // in force for the wave
};
BOOST_DESCRIBE_STRUCT(WaveView, (), (wave, project_id, project_name, possible_steps, missing, norm))
// Refusal: not_found (also without a role in the project).
Result<WaveView> open_wave(store::Tx& tx, const Actor& actor, WaveId wave);

struct WaveMove {
    WaveStep step{};
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(WaveMove, (), (step, rev))
// schedule, start_fieldwork, close: coordinator. validate: reviewer. archive: coordinator. publish is publish_wave of
// usecases/release. Refusals: forbidden, not_found, stale, state_conflict, wave_not_cleared (detail names what is
// missing: works_council_consent, staff_notice, dpia_reference, norm, form), wave_not_validated (detail names what is
// missing: unreviewed:<n>, returned:<n>, norms, weights).
// Closing expires what nobody has started or sent; what arrives later is late and waits for a reviewer.
Result<WaveView> move_wave(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                           const WaveMove& request);

struct StateCount {
    AssignmentState state{};
    std::int64_t count{};
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))
struct LocationProgress {
    LocationId location_id;
    std::string location;
    std::string municipality; // CBS code
    std::vector<StateCount> states;
    std::int64_t total{};
    std::int64_t overdue{};
};
BOOST_DESCRIBE_STRUCT(LocationProgress, (), (location_id, location, municipality, states, total, overdue))
struct AbortCount {
    AbortReason reason{};
    std::int64_t count{};
};
BOOST_DESCRIBE_STRUCT(AbortCount, (), (reason, count))
struct FieldworkProgress {
    WaveId wave_id;
    std::vector<StateCount> states;
    std::vector<LocationProgress> locations;
    std::vector<AbortCount> aborted; // visits that could not be done
    std::int64_t awaiting_media{};
    std::int64_t awaiting_review{};
    std::int64_t late{}; // not decided yet
    std::int64_t quarantined{};
    std::int64_t overdue{};
    Timestamp as_of{};
};
BOOST_DESCRIBE_STRUCT(FieldworkProgress, (),
                      (wave_id, states, locations, aborted, awaiting_media, awaiting_review, late, quarantined, overdue,
                       as_of))
// Coordinator or reviewer: counts of states and reasons, never an answer or a score.
Result<FieldworkProgress> fieldwork_progress(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave);

struct ScenarioList {
    std::vector<Scenario> scenarios; // by code
};
BOOST_DESCRIBE_STRUCT(ScenarioList, (), (scenarios))
struct NormList {
    std::vector<Norm> norms;
};
BOOST_DESCRIBE_STRUCT(NormList, (), (norms))
struct MunicipalityList {
    std::vector<Municipality> municipalities; // by code
};
BOOST_DESCRIBE_STRUCT(MunicipalityList, (), (municipalities))

// Coordinator, reviewer or client admin of any project.
Result<ScenarioList> list_scenarios(store::Tx& tx, const Actor& actor);
Result<NormList> list_norms(store::Tx& tx, const Actor& actor);
// Anybody who is signed in: reference data.
Result<MunicipalityList> list_municipalities(store::Tx& tx);

} // namespace balieblik::usecases
