// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/field.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteField final : public store::Field {
public:
    explicit SqliteField(Scope scope) : scope_(scope) {}

    Result<void> add(const Project& project) override;
    Result<void> update(Project& project) override;
    Result<std::optional<Project>> project(ProjectId id) override;
    Result<std::vector<Project>> projects() override;
    Result<void> add(const Wave& wave) override;
    Result<void> update(Wave& wave) override;
    Result<std::optional<Wave>> wave(WaveId id) override;
    Result<std::vector<Wave>> waves(ProjectId project) override;
    Result<void> add(const Location& location) override;
    Result<void> update(Location& location) override;
    Result<std::optional<Location>> location(LocationId id) override;
    Result<std::optional<Location>> location_named(const std::string& code) override;
    Result<std::vector<Location>> locations() override;
    Result<void> add(const Norm& norm) override;
    Result<std::optional<Norm>> norm(Channel channel, std::int64_t version) override;
    Result<std::optional<Norm>> norm_on(Channel channel, const std::string& day) override;
    Result<std::vector<Norm>> norms() override;
    Result<void> add(const Scenario& scenario) override;
    Result<std::optional<Scenario>> scenario(ScenarioId id) override;
    Result<std::optional<Scenario>> scenario_named(const std::string& code) override;
    Result<std::vector<Scenario>> scenarios() override;
    Result<void> add(const sync::FormVersion& form, Timestamp published_at) override;
    Result<std::optional<sync::FormVersion>> form(const std::string& form_id, const std::string& version) override;
    Result<std::optional<std::string>> form_sha256(const std::string& form_id, const std::string& version) override;
    Result<std::vector<store::PublishedForm>> forms() override;
    Result<void> add(const Inspector& inspector) override;
    Result<void> update(Inspector& inspector) override;
    Result<std::optional<Inspector>> inspector(InspectorId id) override;
    Result<std::optional<Inspector>> inspector_named(const std::string& alias) override;
    Result<std::vector<Inspector>> inspectors() override;
    Result<void> add(const Assignment& assignment) override;
    Result<void> update(Assignment& assignment) override;
    Result<std::optional<Assignment>> assignment(AssignmentId id) override;
    Result<std::vector<Assignment>> assignments_of_wave(WaveId wave) override;
    Result<std::int64_t> count_assignments(WaveId wave, AssignmentState state) override;
    Result<std::vector<Assignment>> assignments_of_inspector(InspectorId inspector) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
