// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/audit.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteAudit final : public store::Audit {
public:
    explicit SqliteAudit(Scope scope) : scope_(scope) {}

    Result<void> append(const store::AuditEvent& event) override;
    Result<std::vector<store::StoredAuditEvent>> events(std::int64_t before_no, std::int64_t limit) override;
    Result<std::optional<std::int64_t>> first_break() override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
