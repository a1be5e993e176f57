// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/retention.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteRetention final : public store::Retention {
public:
    explicit SqliteRetention(Scope scope) : scope_(scope) {}

    Result<std::optional<store::RetentionJob>> job(WaveId wave) override;
    Result<void> write(const store::RetentionJob& job) override;
    Result<std::vector<store::RetentionJob>> all() override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
