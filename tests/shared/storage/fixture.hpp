// SPDX-License-Identifier: EUPL-1.2
// A database in a folder of its own.
#pragma once

#include "storage/database.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {

struct DatabaseTest : testing::Test {
    TempFolder folder;
    std::filesystem::path file = folder / "data.db";
    Bytes key_bytes = Bytes(32, 0x5a);
    storage::Key key = std::move(storage::Key::from(key_bytes).value());

    storage::Database open(storage::OpenOptions options = {})
    {
        return std::move(storage::Database::open(file, key, options).value());
    }
};

} // namespace balieblik::test
