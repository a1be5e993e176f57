// SPDX-License-Identifier: EUPL-1.2
// The steps to this program's schema, made from migrations/*.sql.
#pragma once

#include "storage/migrate.hpp"

namespace balieblik::store_sqlite {

std::span<const storage::Migration> migrations();

} // namespace balieblik::store_sqlite
