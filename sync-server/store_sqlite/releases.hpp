// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/releases.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteReleases final : public store::Releases {
public:
    explicit SqliteReleases(Scope) {}
};

} // namespace balieblik::store_sqlite
