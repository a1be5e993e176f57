// SPDX-License-Identifier: EUPL-1.2
// What this machine can do at best: the same bytes into bare SQLCipher and bare files, durable at every commit, with
// nothing of ours around them. Measured in the same run as the server, because a shared machine is never the same
// twice.
#pragma once

#include "base/result.hpp"

#include <filesystem>

namespace balieblik::load {

struct BareLimits {
    double single_commits_per_s{}; // one row of `row_bytes` a commit
    double batch_rows_per_s{};     // 100 rows a commit
    double file_mb_per_s{};        // 8 MiB files, each flushed with its folder
};

Result<BareLimits> measure_bare(const std::filesystem::path& folder, std::size_t row_bytes);

} // namespace balieblik::load
