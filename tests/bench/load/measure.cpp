// SPDX-License-Identifier: EUPL-1.2
#include "measure.hpp"

#include "device_store/device_store.hpp"
#include "hand_in.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "vault/hash.hpp"

namespace balieblik::load {
namespace {

asio::awaitable<void> fetch_token(Wire& wire, const LoadField& field, const SimulatedTablet& tablet, std::string& token)
{
    co_await wire.open();
    auto ask = request_text("POST", "/v1/challenge", "", "{}");
    const auto asked = co_await wire.exchange(std::move(ask));
    const auto challenge = json::read_text<sync::Challenge>(asked.body);
    expect(challenge.has_value(), asked, "challenge");
    sync::TokenRequest request{tablet.device_id, tablet.install_id, challenge->nonce, {}, "1.0"};
    request.signature = tablet.key.sign(vault::label::token, {to_text(field.tenant), to_text(tablet.device_id),
                                                              to_text(tablet.install_id), request.nonce});
    auto prove = request_text("POST", "/v1/token", "", json::print_struct(request));
    const auto proven = co_await wire.exchange(std::move(prove));
    const auto granted = json::read_text<sync::TokenReply>(proven.body);
    expect(granted.has_value(), proven, "token");
    token = granted->token;
}

struct Pulled {
    std::int64_t entries = 0;
};

asio::awaitable<void> pull_everything(Stage& stage, Wire& wire, std::string token, sync::PullRequest request,
                                      device_store::DeviceStore& store, Pulled& pulled)
{
    const auto nothing_to_verify = [](const sync::Receipt&) { return false; };
    for (bool more = true; more;) {
        const auto start = SteadyClock::now();
        auto ask = request_text("POST", "/v1/sync/pull", token, json::print_struct(request));
        auto reply = co_await wire.exchange(std::move(ask));
        auto page = json::read_text<sync::PullReply>(reply.body, {.bytes = 64 * 1024 * 1024, .depth = 64});
        expect(reply.status == 200 && page.has_value(), reply, "pull");
        const bool fresh = !request.cursor;
        pulled.entries += static_cast<std::int64_t>(page->entries.size());
        more = page->has_more;
        const auto kept = more ? store.stage(*page, fresh) : [&]() -> Result<void> {
            BALIEBLIK_TRY(differing, store.apply(*page, fresh, nothing_to_verify));
            return differing.empty() ? Result<void>{} : Error{Errc::checksum_mismatch, differing.front()};
        }();
        expect(kept.has_value(), reply, "applying a page");
        request.cursor = page->cursor;
        stage.took(start);
    }
}

} // namespace

Measure::Measure(LoadField& field, Workshop& workshop, ServerProcess& server)
    : field_(field), workshop_(workshop), server_(server)
{
}

void Measure::sign_in()
{
    if (!tokens_.empty())
        return;
    tokens_.resize(field_.tablets.size());
    // A few at a time: this is not what is measured.
    for (std::size_t from = 0; from < field_.tablets.size(); from += 32) {
        Stage stage(field_, server_);
        const auto to = std::min(from + 32, field_.tablets.size());
        std::vector<Wire> wires;
        for (auto i = from; i < to; ++i)
            wires.push_back(stage.wire());
        for (auto i = from; i < to; ++i)
            stage.start(fetch_token(wires[i - from], field_, field_.tablets[i], tokens_[i]));
        stage.run();
    }
}

Result<Pace> Measure::pushes(std::size_t connections, std::size_t pushes_each, std::size_t per_push)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        std::vector<Script> scripts;
        for (std::size_t i = 0; i < connections; ++i)
            scripts.push_back(visits_of(i, pushes_each, per_push));
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t i = 0; i < connections; ++i)
            wires.push_back(stage.wire());
        for (auto& wire : wires)
            stage.start(wire.open());
        stage.run();

        for (std::size_t i = 0; i < connections; ++i)
            stage.start(hand_in(stage, wires[i], std::move(scripts[i])));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        const auto took = seconds_since(start);
        const auto visits = static_cast<std::int64_t>(connections * pushes_each * per_push);
        acknowledged_ += visits;
        return stage.pace(visits, took, server_.cpu_seconds() - cpu);
    });
}

Result<Pace> Measure::new_device(const std::filesystem::path& folder)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        std::filesystem::create_directories(folder);
        BALIEBLIK_TRY(key, storage::Key::from(Bytes(storage::Key::size, 9)));
        BALIEBLIK_TRY(database, storage::Database::open(folder / "tablet.db", key));
        BALIEBLIK_TRY(store, device_store::DeviceStore::open(std::move(database), folder / "photos", workshop_.clock,
                                                             workshop_.random, {"1.0", "load"}));
        // The last tablet takes no part in the pushes: it still has all its assignments.
        const auto last = field_.tablets.size() - 1;
        sync::PullRequest request;
        request.install_id = field_.tablets[last].install_id;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<sync::EntityKind>>(
            [&](auto kind) { request.kinds.emplace_back(kind.name); });
        Stage stage(field_, server_);
        auto wire = stage.wire();
        stage.start(wire.open());
        stage.run();

        Pulled pulled;
        stage.start(pull_everything(stage, wire, tokens_[last], request, *store, pulled));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        return stage.pace(pulled.entries, seconds_since(start), server_.cpu_seconds() - cpu);
    });
}

Script Measure::visits_of(std::size_t tablet, std::size_t pushes, std::size_t per_push)
{
    auto& mine = field_.tablets.at(tablet);
    Script script{{}, per_push};
    for (std::size_t n = 0; n < pushes; ++n) {
        std::vector<SealedVisit> visits;
        for (std::size_t v = 0; v < per_push; ++v)
            visits.push_back(seal_visit(field_, mine, workshop_, visit_bytes));
        script.requests.push_back(push_request(mine.install_id, tokens_[tablet], visits));
    }
    return script;
}

Result<Stored> stored(const LoadField& field, Workshop& workshop)
{
    BALIEBLIK_TRY(key, store_sqlite::read_master_key(field.data / "master.key"));
    BALIEBLIK_TRY(store,
                  store_sqlite::open_store({.file = field.data / "server.db"}, key, workshop.clock, workshop.random));
    auto count_them = [](store::Tx& tx) -> Result<Stored> {
        Stored found;
        BALIEBLIK_TRY(projects, tx.field().projects());
        for (const auto& project : projects) {
            BALIEBLIK_TRY(waves, tx.field().waves(project.id));
            for (const auto& wave : waves) {
                BALIEBLIK_TRY(visits, tx.visits().of_wave(wave.id));
                found.visits += static_cast<std::int64_t>(visits.size());
                found.waiting += std::count_if(visits.begin(), visits.end(), [](const store::VisitVersion& visit) {
                    return visit.state == VisitVersionState::awaiting_media;
                });
            }
        }
        return found;
    };
    return store->read(field.tenant, count_them);
}

} // namespace balieblik::load
