// SPDX-License-Identifier: EUPL-1.2
// Photos on their way to the server, and the encrypted files they are read from.
#include "device_store/rows.hpp"

#include "vault/sealed_file.hpp"

#include <set>

namespace balieblik::device_store {

Result<std::vector<sync::Upload>> DeviceStore::uploads(std::int64_t limit)
{
    using Row = std::tuple<std::string, std::int64_t, VisitVersionId, std::optional<std::string>>;
    std::vector<sync::Upload> found;
    const auto keep = [&](Row row) {
        found.push_back({std::get<0>(row), std::get<1>(row), std::get<2>(row), std::move(std::get<3>(row))});
    };
    // Only what the server can place: it knows a photo by the visit version that declares it.
    BALIEBLIK_CHECK(database_.each<Row>(keep,
                                        "SELECT u.sha256, u.size, u.visit_version_id, u.location FROM upload u JOIN "
                                        "visit_version v USING (visit_version_id) WHERE u.done = 0 AND u.refused IS "
                                        "NULL AND v.received = 1 ORDER BY v.sealed_at, u.sha256 LIMIT ?",
                                        limit));
    return found;
}

Result<Bytes> DeviceStore::attachment_bytes(const std::string& sha256, std::int64_t offset, std::int64_t length)
{
    using Row = std::tuple<std::string, Bytes>;
    BALIEBLIK_TRY(row, database_.first<Row>("SELECT file, file_key FROM blob WHERE sha256 = ?", sha256));
    if (!row)
        return Error{Errc::not_found, "a photo"};
    const auto key = vault::Secret::copy_of(std::get<1>(*row));
    vault::wipe(std::get<1>(*row));
    BALIEBLIK_TRY(reader, vault::SealedFileReader::open(photos_ / std::get<0>(*row), key, sha256));
    return reader.read(static_cast<std::uint64_t>(offset), static_cast<std::size_t>(length));
}

Result<void> DeviceStore::upload_begun(const std::string& sha256, const std::string& location)
{
    BALIEBLIK_CHECK(database_.run("UPDATE upload SET location = ? WHERE sha256 = ?", location, sha256));
    return {};
}

Result<void> DeviceStore::upload_lost(const std::string& sha256)
{
    BALIEBLIK_CHECK(database_.run("UPDATE upload SET location = NULL WHERE sha256 = ?", sha256));
    return {};
}

Result<void> DeviceStore::upload_finished(const std::string& sha256)
{
    BALIEBLIK_CHECK(database_.run("UPDATE upload SET done = 1, location = NULL WHERE sha256 = ?", sha256));
    return {};
}

Result<void> DeviceStore::upload_refused(const std::string& sha256, Errc code)
{
    BALIEBLIK_CHECK(
        database_.run("UPDATE upload SET refused = ?, location = NULL WHERE sha256 = ?", name(code), sha256));
    return {};
}

// Rows first, files after: a crash in between leaves files that the next opening removes.
Result<void> DeviceStore::remove_unused_photos()
{
    BALIEBLIK_CHECK(
        database_.run("DELETE FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM photo UNION SELECT u.sha256 "
                      "FROM upload u JOIN visit_version v USING (visit_version_id) WHERE v.body IS NOT "
                      "NULL)"));
    BALIEBLIK_TRY(files, database_.all<std::string>("SELECT file FROM blob"));
    const std::set<std::string> used(files.begin(), files.end());
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(photos_, problem))
        if (entry.is_regular_file() && !used.contains(entry.path().filename().string()))
            std::filesystem::remove(entry.path(), problem); // the next opening tries again
    return {};
}

} // namespace balieblik::device_store
