// SPDX-License-Identifier: EUPL-1.2
// The composition root of the running server: store, gatekeeper, routes, listener; and its end.
#include "commands.hpp"

#include "http/backend.hpp"
#include "http/routes.hpp"
#include "runtime/log.hpp"
#include "usecases/photos.hpp"

#include <csignal>

namespace balieblik {
namespace {

constexpr std::chrono::hours housekeeping{1};
constexpr std::chrono::days tombstones_live{180};

// What nobody will ask for any more.
void tidy(Home& home, Machine& machine, TenantId tenant)
{
    const usecases::PhotoShelf shelf{home.store(), home.photos(), machine.environment};
    const auto swept = usecases::sweep_uploads(shelf, tenant);
    const auto before = machine.clock.now() - tombstones_live;
    const auto compacted = home.store().write(tenant, [&](store::Tx& tx) { return tx.streams().compact(before); });
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
    BALIEBLIK_TRY(server, http::Server::start(app, http::all_tables(), tls.identity));

    if (config.allow_single_factor)
        log::warning("single_factor", {{"reason", "people sign in with a password only; allow_single_factor is set"}});
    log::info("listening", {{"port", server->port()}, {"tenant", to_text(tenant)}});
    out << "Balieblik listens: " << app.public_address() << "/console/" << std::endl;

    auto shown = tls.identity.chain;
    while (!told_to_stop(housekeeping)) {
        tidy(*home, machine, tenant);
        renew(*home, config, machine.clock.now(), *server, shown);
    }
    log::info("stopping");
    server->stop();
    log::info("stopped");
    log::flush();
    return {};
}

} // namespace balieblik
