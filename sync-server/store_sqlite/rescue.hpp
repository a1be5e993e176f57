// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/rescue.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteRescue final : public store::Rescue {
public:
    explicit SqliteRescue(Scope scope) : scope_(scope) {}

    Result<std::optional<store::StoredPolicy>> last_policy() override;
    Result<void> add(const store::StoredPolicy& policy) override;
    Result<std::optional<Bytes>> intake_secret() override;
    Result<void> keep_intake_secret(const Bytes& secret) override;
    Result<std::vector<store::HalfMark>> half_marks() override;
    Result<void> keep_half_marks(const std::vector<store::HalfMark>& marks) override;
    Result<void> add(const store::RecoveryRequest& request) override;
    Result<std::optional<store::RecoveryRequest>> recovery(store::RecoveryId id) override;
    Result<std::optional<store::RecoveryRequest>> recovery_asked_with(DeviceId device,
                                                                      const std::string& request_key) override;
    Result<std::vector<store::RecoveryRequest>> open_recoveries(DeviceId device) override;
    Result<std::vector<store::RecoveryRequest>> recoveries_asked_since(Timestamp since) override;
    Result<void> update(const store::RecoveryRequest& request) override;
    Result<std::int64_t> forget_halves(Timestamp expired_before) override;
    Result<std::int64_t> forget_recoveries(Timestamp asked_before) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
