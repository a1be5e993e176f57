// SPDX-License-Identifier: EUPL-1.2
// backup, restore and verify: the store as a whole, from outside.
#include "commands.hpp"

#include "store_sqlite/backup_folder.hpp"
#include "usecases/backups.hpp"
#include "vault/durable_file.hpp"

namespace balieblik {

namespace fs = std::filesystem;

struct BackupReport {
    std::string folder;
    std::int64_t visits{};
    std::int64_t photos{};
    std::int64_t bytes{};
    bool published{}; // tablets are told by this command; otherwise the running server does within a minute
};
BOOST_DESCRIBE_STRUCT(BackupReport, (), (folder, visits, photos, bytes, published))

struct RestoreReport {
    std::string folder;
    std::string epoch;
    std::int64_t visits{};
    std::int64_t photos{};
};
BOOST_DESCRIBE_STRUCT(RestoreReport, (), (folder, epoch, visits, photos))

struct VerifyReport {
    std::int64_t visits{};
    std::int64_t photos{};
    std::string trail;
};
BOOST_DESCRIBE_STRUCT(VerifyReport, (), (visits, photos, trail))

namespace {

template <class T>
void print(std::ostream& out, const T& report)
{
    out << json::print_struct(report) << std::endl;
}

} // namespace

Result<void> back_up(const Config& config, Machine& machine, const std::string& folder, std::ostream& out)
{
    const auto into = folder.empty() ? config.backups : folder;
    if (into.empty())
        return Error{Errc::validation, "backups: no folder is set or given"};
    BALIEBLIK_TRY(verified, Home::back_up(config, machine, into));
    auto home = Home::open(config, machine);
    if (home) {
        BALIEBLIK_CHECK(usecases::publish_backup((*home)->store(), verified.tenant, machine.environment,
                                                 verified.backup, verified.visits));
    } else if (home.error().code == Errc::busy) {
        BALIEBLIK_CHECK(Home::hand_over(config, verified));
    } else {
        return home.error();
    }
    print(out, BackupReport{(fs::path(into) / verified.folder).string(), verified.backup.visits, verified.backup.photos,
                            verified.backup.bytes, home.has_value()});
    return {};
}

Result<void> restore(const Config& config, Machine& machine, const std::string& folder, std::ostream& out)
{
    BALIEBLIK_TRY(restored, Home::restore(config, machine, folder));
    print(out, RestoreReport{folder, restored.epoch, restored.backup.visits, restored.backup.photos});
    return {};
}

Result<void> verify(const Config& config, Machine& machine, const std::string& folder, std::ostream& out)
{
    VerifyReport report;
    if (!folder.empty()) {
        BALIEBLIK_TRY(key, Home::master_key(config));
        BALIEBLIK_TRY(found, store_sqlite::verify_backup(folder, key, machine.clock));
        report = {found.backup.visits, found.backup.photos, "not looked at"};
    } else {
        BALIEBLIK_TRY(found, Home::verify(config, machine));
        report = {found.backup.visits, found.backup.photos, "unbroken"};
        BALIEBLIK_TRY(home, Home::open(config, machine));
        auto look = [](store::Tx& tx) { return tx.audit().first_break(); };
        BALIEBLIK_TRY(broken, home->store().read(found.tenant, look));
        if (broken)
            return Error{Errc::hash_mismatch, "the trail breaks at event " + std::to_string(*broken)};
    }
    print(out, report);
    return {};
}

} // namespace balieblik
