// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/releases.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteReleases final : public store::Releases {
public:
    explicit SqliteReleases(Scope scope) : scope_(scope) {}

    Result<void> add(ReleaseId release, std::int64_t first, std::span<const ReleaseCell> cells) override;
    Result<void> add(const store::StoredRelease& release, std::span<const ReleasePlace> places,
                     std::span<const ReleaseCell> cells) override;
    Result<std::optional<store::StoredRelease>> find(ReleaseId id) override;
    Result<std::optional<store::StoredRelease>> of_wave(WaveId wave) override;
    Result<std::vector<store::StoredRelease>> versions(WaveId wave) override;
    Result<std::vector<store::StoredRelease>> of_project(ProjectId project) override;
    Result<std::vector<store::StoredRelease>> all() override;
    Result<std::vector<ReleasePlace>> places(ReleaseId id) override;
    Result<std::optional<ReleasePlace>> place(ReleaseId id, const std::string& code) override;
    Result<std::vector<ReleasePlace>> places_within(ReleaseId id, const std::string& code) override;
    Result<std::vector<ReleaseCell>> cells(ReleaseId id, const store::CellFilter& filter, std::int64_t skip,
                                           std::int64_t limit) override;
    Result<std::int64_t> count(ReleaseId id, const store::CellFilter& filter) override;
    Result<std::map<Suppression, std::int64_t>> reasons(ReleaseId id) override;
    Result<std::optional<PublishingRule>> rule(ProjectId project) override;
    Result<void> set_rule(ProjectId project, const PublishingRule& rule) override;
    Result<std::vector<ReleaseCell>> cells_from(ReleaseId id, std::int64_t first, std::int64_t limit) override;
    Result<void> add(const store::StoredAnalyses& analyses) override;
    Result<std::optional<store::StoredAnalyses>> analyses(ReleaseId id) override;
    Result<void> keep(const store::StoredProof& proof) override;
    Result<std::optional<store::StoredProof>> proof(ReleaseId id) override;

private:
    Scope scope_;
};

class SqliteReleaseInputs final : public store::ReleaseInputs {
public:
    explicit SqliteReleaseInputs(Scope scope) : scope_(scope) {}

    Result<void> add(ReleaseId release, std::span<const store::WrittenInput> inputs) override;
    Result<std::vector<store::ReleaseInput>> of(ReleaseId release) override;
    Result<void> add(ReleaseId release, std::span<const store::SecondLook> looks) override;
    Result<std::vector<store::SecondLook>> second_looks(ReleaseId release) override;
    Result<void> destroy(ReleaseId release, std::span<const store::ReleaseSum> sums,
                         std::span<const store::VisitedLocation> locations) override;
    Result<bool> are_there(ReleaseId release) override;
    Result<std::vector<store::ReleaseSum>> sums(ReleaseId release) override;
    Result<std::vector<store::VisitedLocation>> locations(ReleaseId release) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
