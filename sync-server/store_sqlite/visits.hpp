// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/visits.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteVisits final : public store::Visits {
public:
    explicit SqliteVisits(Scope scope) : scope_(scope) {}

    Result<void> add(const store::VisitVersion& version, const std::string& body) override;
    Result<std::optional<store::VisitVersion>> find(VisitVersionId id) override;
    Result<std::optional<std::string>> body(VisitVersionId id) override;
    Result<std::vector<store::VisitVersion>> of_assignment(AssignmentId assignment) override;
    Result<std::vector<store::VisitVersion>> of_visit(VisitId visit) override;
    Result<std::vector<store::VisitVersion>> of_wave(WaveId wave) override;
    Result<std::vector<store::CountedVisit>> counted(WaveId wave, const std::optional<VisitVersionId>& after,
                                                     std::int64_t limit) override;
    Result<std::int64_t> count_awaiting_review(WaveId wave) override;
    Result<std::vector<std::int64_t>> norm_versions(WaveId wave) override;
    Result<std::optional<VisitId>> counted_of(AssignmentId assignment) override;
    Result<void> update(const store::VisitVersion& version) override;
    Result<std::vector<VisitVersionId>> not_coarse(WaveId wave, Timestamp received_until, std::int64_t limit) override;
    Result<std::int64_t> count_not_coarse(WaveId wave) override;
    Result<void> coarsen(VisitVersionId id, const std::string& record, const std::string& sealed_at,
                         Timestamp received_at, Timestamp at) override;
    Result<std::optional<std::string>> coarsened(VisitVersionId id) override;
    Result<std::int64_t> count_coarse(WaveId wave) override;
    Result<std::int64_t> destroy_coarse(WaveId wave, std::int64_t limit, Timestamp at) override;
    Result<void> declare(const store::DeclaredAttachment& attachment) override;
    Result<std::vector<store::DeclaredAttachment>> attachments(VisitVersionId id) override;
    Result<std::vector<VisitVersionId>> declaring(InspectorId inspector, const std::string& sha256) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
