// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/installs.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteInstalls final : public store::Installs {
public:
    explicit SqliteInstalls(Scope scope) : scope_(scope) {}

    Result<std::optional<store::Install>> find(InstallId id) override;
    Result<void> add(const store::Install& install) override;
    Result<void> update(const store::Install& install) override;
    Result<std::optional<store::StoredMutation>> mutation(InstallId install, std::int64_t no) override;
    Result<void> add_mutation(const store::StoredMutation& mutation) override;
    Result<std::optional<store::StoredMutation>> command_elsewhere(InstallId install, MutationId id) override;
    Result<void> quarantine(const store::Quarantined& item) override;
    Result<std::vector<store::QuarantineHead>> quarantined(std::int64_t limit) override;
    Result<std::int64_t> quarantine_count() override;
    Result<std::optional<store::Quarantined>> quarantined(InstallId install, std::int64_t no) override;
    Result<Timestamp> in_trouble_since(InstallId install, std::int64_t no, Timestamp now) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
