// SPDX-License-Identifier: EUPL-1.2
#include "bare.hpp"

#include "storage/transaction.hpp"
#include "vault/durable_file.hpp"

#include <chrono>

namespace balieblik::load {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Rows a second when `rows_per_commit` of them share a commit.
Result<double> rows_per_second(storage::Database& database, const std::string& body, int rows_per_commit)
{
    constexpr double patience = 2;
    std::int64_t rows = 0;
    const auto start = SteadyClock::now();
    while (seconds_since(start) < patience) {
        BALIEBLIK_TRY(transaction, storage::Transaction::begin(database));
        for (int i = 0; i < rows_per_commit; ++i, ++rows)
            BALIEBLIK_CHECK(database.run("insert into visit (body) values (?)", body));
        BALIEBLIK_CHECK(transaction.commit());
    }
    return static_cast<double>(rows) / seconds_since(start);
}

Result<double> megabytes_per_second(const std::filesystem::path& folder)
{
    constexpr int files = 12;
    const Bytes bytes(8 * 1024 * 1024, 0x5a);
    const auto start = SteadyClock::now();
    for (int i = 0; i < files; ++i) {
        BALIEBLIK_TRY(
            file, vault::DurableFile::open(folder / ("bare" + std::to_string(i)), vault::DurableFile::Mode::create));
        BALIEBLIK_CHECK(file.write(bytes));
        BALIEBLIK_CHECK(file.flush());
        BALIEBLIK_CHECK(vault::flush_folder(folder));
    }
    return files * static_cast<double>(bytes.size()) / 1e6 / seconds_since(start);
}

} // namespace

Result<BareLimits> measure_bare(const std::filesystem::path& folder, std::size_t row_bytes)
{
    std::filesystem::create_directories(folder);
    const Bytes secret(storage::Key::size, 7);
    BALIEBLIK_TRY(key, storage::Key::from(secret));
    BALIEBLIK_TRY(database, storage::Database::open(folder / "bare.db", key));
    BALIEBLIK_CHECK(database.script("create table visit (no integer primary key, body text not null)"));
    const std::string body(row_bytes, 'v');
    BareLimits limits;
    BALIEBLIK_TRY(singles, rows_per_second(database, body, 1));
    BALIEBLIK_TRY(batches, rows_per_second(database, body, 100));
    BALIEBLIK_TRY(files, megabytes_per_second(folder));
    limits = {singles, batches, files};
    std::filesystem::remove_all(folder);
    return limits;
}

} // namespace balieblik::load
