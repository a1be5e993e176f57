// SPDX-License-Identifier: EUPL-1.2
// The composition root of the running server: store, gatekeeper, routes, listener; and its end.
#include "commands.hpp"

#include "http/backend.hpp"
#include "http/routes.hpp"
#include "runtime/log.hpp"
#include "usecases/backups.hpp"
#include "usecases/drafts.hpp"
#include "usecases/recoveries.hpp"
#include "usecases/retention.hpp"

#include <csignal>

namespace balieblik {
namespace {

constexpr seconds look_around{20};
constexpr std::chrono::hours housekeeping{1};
constexpr std::chrono::hours failed_backup_waits{1};
constexpr std::chrono::days tombstones_live{180};
constexpr std::size_t backups_always_kept = 3;

// What nobody will ask for any more.
void tidy(Home& home, Machine& machine, TenantId tenant)
{
    const usecases::PhotoShelf shelf{home.store(), home.photos(), machine.environment};
    const auto swept = usecases::sweep_uploads(shelf, tenant);
    const auto before = machine.clock.now() - tombstones_live;
    const auto compacted = home.store().write(tenant, [&](store::Tx& tx) { return tx.streams().compact(before); });
    const auto forgotten =
        home.store().write(tenant, [&](store::Tx& tx) { return usecases::forget_recoveries(tx, machine.environment); });
    const auto drafts =
        home.store().write(tenant, [&](store::Tx& tx) { return usecases::forget_drafts(tx, machine.environment); });
    for (const auto* done : {&swept, &compacted, &forgotten, &drafts})
        if (!*done)
            log::error("housekeeping_failed", {{"code", name(done->error().code)}});
    if (const auto retained = usecases::keep_no_longer(shelf, tenant); !retained)
        log::error("retention_failed", {{"code", name(retained.error().code)}});
    else if (retained->waves > 0)
        log::info("retention", {{"items", retained->visits + retained->photos + retained->records}});
    log::info("housekeeping", {{"items", (swept ? *swept : 0) + (compacted ? *compacted : 0)}});
}

// A certificate that nears its end is made anew (or was replaced on the disk) and shown from the next connection on.
// The authority behind it stays, so no tablet has to be told.
void renew(Home& home, const Config& config, Timestamp now, http::Server& server, std::string& shown)
{
    const auto tls = home.tls(config, now);
    if (!tls || tls->identity.chain == shown)
        return;
    if (const auto taken = server.show(tls->identity); taken) {
        shown = tls->identity.chain;
        log::info("tls_renewed");
    } else {
        log::error("tls_not_renewed", {{"code", name(taken.error().code)}});
    }
}

// A backup that was made beside this process, or by it: the tablets are told what they need not keep any more.
Result<void> publish(Home& home, Machine& machine, const store_sqlite::VerifiedBackup& backup)
{
    BALIEBLIK_TRY(marked, usecases::publish_backup(home.store(), backup.tenant, machine.environment, backup.backup,
                                                   backup.visits));
    log::info("backed_up", {{"items", marked}});
    return {};
}

void publish_handed_over(Home& home, Machine& machine)
{
    for (const auto& backup : home.handed_over())
        if (publish(home, machine, backup))
            home.forget(backup);
}

// Only after a newer one was read back. Tablets count on backups of the last two weeks.
void prune(const Config& config, Timestamp now)
{
    const auto days = std::chrono::days{std::max<std::int64_t>(config.backup_days, 14)};
    const auto pruned = store_sqlite::prune_backups(config.backups, now - days, backups_always_kept);
    if (!pruned)
        log::error("prune_failed", {{"code", name(pruned.error().code)}});
    else if (*pruned > 0)
        log::info("backups_pruned", {{"items", *pruned}});
}

// Whether it was made; a copy of everything that fails every few seconds would leave the disk no time for anything
// else.
bool back_up_now(Home& home, Machine& machine, const Config& config)
{
    const auto made = Home::back_up(config, machine, config.backups);
    const auto told = made ? publish(home, machine, *made) : Result<void>{made.error()};
    if (!told)
        log::error("backup_failed", {{"code", name(told.error().code)}});
    else if (config.backup_days > 0)
        prune(config, machine.clock.now());
    return told.has_value();
}

// When the last verified backup was made; long ago if there is none.
Timestamp last_backup(Home& home, TenantId tenant)
{
    auto look = [](store::Tx& tx) { return tx.backups().all(); };
    const auto known = home.store().read(tenant, look);
    return known && !known->empty() ? known->front().made_at : Timestamp{};
}

// True for a signal, false after `patience`.
bool told_to_stop(seconds patience)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    const timespec time{patience.count(), 0};
    return ::sigtimedwait(&signals, nullptr, &time) > 0;
}

} // namespace

Result<void> serve(const Config& config, Machine& machine, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    BALIEBLIK_TRY(tls, home->tls(config, machine.clock.now()));
    http::Backend backend{home->store(), home->photos(), tenant, tls.authority, tls.spki_sha256};
    http::StoredGatekeeper gatekeeper{home->store(), tenant, machine.environment};
    http::App app{config, machine.clock, machine.random, gatekeeper, &backend};
    home->store().when_changed([&app](TenantId, const std::vector<std::string>& streams) { app.wakes.ring(streams); });
    BALIEBLIK_TRY(server, http::Server::start(app, http::all_tables(), tls.identity));

    if (config.allow_single_factor)
        log::warning("single_factor", {{"reason", "people sign in with a password only; allow_single_factor is set"}});
    log::info("listening", {{"port", server->port()}, {"tenant", to_text(tenant)}});
    out << "Balieblik listens: " << app.public_address() << "/console/" << std::endl;

    auto shown = tls.identity.chain;
    auto tidied = machine.clock.now();
    auto next_backup = tidied;
    while (!told_to_stop(look_around)) {
        publish_handed_over(*home, machine);
        const auto now = machine.clock.now();
        const bool due = !config.backups.empty() && now >= next_backup &&
                         now - last_backup(*home, tenant) >= std::chrono::hours{config.backup_hours};
        if (due && !back_up_now(*home, machine, config))
            next_backup = now + failed_backup_waits;
        if (now - tidied < housekeeping)
            continue;
        tidied = now;
        tidy(*home, machine, tenant);
        renew(*home, config, now, *server, shown);
    }
    log::info("stopping");
    server->stop();
    home->store().when_changed({}); // the store outlives the app
    log::info("stopped");
    log::flush();
    return {};
}

} // namespace balieblik
