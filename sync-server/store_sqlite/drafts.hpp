// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/drafts.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteDrafts final : public store::Drafts {
public:
    explicit SqliteDrafts(Scope scope) : scope_(scope) {}

    Result<std::optional<store::KeptDraft>> find(DeviceId device, VisitId visit) override;
    Result<void> keep(const store::KeptDraft& draft) override;
    Result<std::int64_t> keep_newest(DeviceId device, std::int64_t count) override;
    Result<std::vector<store::KeptDraft>> of_inspector(InspectorId inspector) override;
    Result<store::KeptCount> count_of_device(DeviceId device) override;
    Result<std::int64_t> count_of_wave(WaveId wave) override;
    Result<std::int64_t> forget(VisitId visit, std::int64_t up_to_version) override;
    Result<std::int64_t> forget_of_assignment(AssignmentId assignment, InspectorId inspector) override;
    Result<std::int64_t> forget_of_wave(WaveId wave) override;
    Result<std::int64_t> forget_received_before(Timestamp moment) override;
    Result<void> note(const store::TakeOver& taken) override;
    Result<std::optional<store::TakeOver>> take_over(VisitId visit, DeviceId by) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
