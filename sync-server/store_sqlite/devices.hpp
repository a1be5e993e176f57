// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/devices.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteDevices final : public store::Devices {
public:
    explicit SqliteDevices(Scope scope) : scope_(scope) {}

    Result<void> add_enrolment(const store::Enrolment& enrolment) override;
    Result<std::optional<store::Enrolment>> enrolment_by_lookup(const std::string& lookup) override;
    Result<std::vector<store::Enrolment>> enrolments_of(InspectorId inspector) override;
    Result<void> update_enrolment(const store::Enrolment& enrolment) override;
    Result<void> add(const store::StoredDevice& device) override;
    Result<std::optional<store::StoredDevice>> find(DeviceId id) override;
    Result<std::vector<store::StoredDevice>> all() override;
    Result<void> update(const store::StoredDevice& device) override;
    Result<void> add(const store::DeviceOrder& order) override;
    Result<void> update(const store::DeviceOrder& order) override;
    Result<std::optional<store::DeviceOrder>> last_order(DeviceId device) override;
    Result<void> report(const store::DeviceReport& report) override;
    Result<std::optional<store::DeviceReport>> last_report(DeviceId device) override;
    Result<bool> use_challenge(const std::string& nonce, Timestamp expires_at, Timestamp now) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
