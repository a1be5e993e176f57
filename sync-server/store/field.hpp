// SPDX-License-Identifier: EUPL-1.2
// The field: projects, waves, places, norms, scenarios, questionnaires, inspectors and assignments.
#pragma once

#include "model/assignment.hpp"
#include "model/person.hpp"
#include "model/wave.hpp"
#include "sync/message.hpp"

namespace balieblik::store {

// A questionnaire without its XML and its files, and since when it is there; none: longer than this was written down.
struct PublishedForm {
    sync::FormVersion form;
    std::optional<Timestamp> published_at;
};

// `add` refuses with state_conflict what is there already (by id or by its short code). `update` of something with a
// `rev` wants the stored revision in it, writes and raises it; refusal: stale. Lists come in the order of their codes.
class Field {
public:
    virtual ~Field() = default;

    virtual Result<void> add(const Project& project) = 0;
    virtual Result<void> update(Project& project) = 0;
    virtual Result<std::optional<Project>> project(ProjectId id) = 0;
    virtual Result<std::vector<Project>> projects() = 0;

    virtual Result<void> add(const Wave& wave) = 0;
    virtual Result<void> update(Wave& wave) = 0;
    virtual Result<std::optional<Wave>> wave(WaveId id) = 0;
    virtual Result<std::vector<Wave>> waves(ProjectId project) = 0;

    virtual Result<void> add(const Location& location) = 0;
    virtual Result<void> update(Location& location) = 0;
    virtual Result<std::optional<Location>> location(LocationId id) = 0;
    virtual Result<std::optional<Location>> location_named(const std::string& code) = 0;
    virtual Result<std::vector<Location>> locations() = 0;

    virtual Result<void> add(const Norm& norm) = 0;
    virtual Result<std::optional<Norm>> norm(Channel channel, std::int64_t version) = 0;
    // The one in force with the latest `valid_from` that is not after `day`.
    virtual Result<std::optional<Norm>> norm_on(Channel channel, const std::string& day) = 0;
    virtual Result<std::vector<Norm>> norms() = 0;

    virtual Result<void> add(const Scenario& scenario) = 0;
    virtual Result<std::optional<Scenario>> scenario(ScenarioId id) = 0;
    virtual Result<std::optional<Scenario>> scenario_named(const std::string& code) = 0; // its latest version
    virtual Result<std::vector<Scenario>> scenarios() = 0;

    // A published questionnaire never changes: the same form and version with another hash is a state_conflict.
    virtual Result<void> add(const sync::FormVersion& form, Timestamp published_at) = 0;
    virtual Result<std::optional<sync::FormVersion>> form(const std::string& form_id, const std::string& version) = 0;
    // Its hash alone: cheap enough to ask for each visit that comes in.
    virtual Result<std::optional<std::string>> form_sha256(const std::string& form_id, const std::string& version) = 0;
    virtual Result<std::vector<PublishedForm>> forms() = 0;

    virtual Result<void> add(const Inspector& inspector) = 0;
    virtual Result<void> update(Inspector& inspector) = 0;
    virtual Result<std::optional<Inspector>> inspector(InspectorId id) = 0;
    virtual Result<std::optional<Inspector>> inspector_named(const std::string& alias) = 0;
    virtual Result<std::vector<Inspector>> inspectors() = 0;

    virtual Result<void> add(const Assignment& assignment) = 0;
    virtual Result<void> update(Assignment& assignment) = 0;
    virtual Result<std::optional<Assignment>> assignment(AssignmentId id) = 0;
    virtual Result<std::vector<Assignment>> assignments_of_wave(WaveId wave) = 0; // by deadline
    virtual Result<std::int64_t> count_assignments(WaveId wave, AssignmentState state) = 0;
    virtual Result<std::vector<Assignment>> assignments_of_inspector(InspectorId inspector) = 0; // by deadline
};

} // namespace balieblik::store
