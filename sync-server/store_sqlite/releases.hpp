// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/releases.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteReleases final : public store::Releases {
public:
    explicit SqliteReleases(Scope scope) : scope_(scope) {}

    Result<void> add(const store::StoredRelease& release) override;
    Result<std::optional<store::StoredRelease>> find(ReleaseId id) override;
    Result<std::optional<store::StoredRelease>> of_wave(WaveId wave) override;
    Result<std::vector<store::StoredRelease>> all() override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
