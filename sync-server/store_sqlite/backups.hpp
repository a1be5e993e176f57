// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/backups.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteBackups final : public store::Backups {
public:
    explicit SqliteBackups(Scope scope) : scope_(scope) {}

    Result<void> add(const store::Backup& backup) override;
    Result<std::vector<store::Backup>> all() override;
    Result<std::optional<store::VisitVersion>> mark(VisitVersionId id) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
