// SPDX-License-Identifier: EUPL-1.2
// The steps of the tablet's schema (migrations/*.sql).
#pragma once

#include "storage/migrate.hpp"

namespace balieblik::device_store {

std::span<const storage::Migration> migrations();

} // namespace balieblik::device_store
