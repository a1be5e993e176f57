// SPDX-License-Identifier: EUPL-1.2
#include "measure.hpp"

#include "device_store/device_store.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "vault/hash.hpp"
#include "wire.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <stdexcept>

namespace balieblik::load {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::size_t visit_bytes = 3000;

double seconds_since(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// What one tablet is going to say, written before the clock starts.
struct Script {
    std::vector<std::string> requests;
    std::size_t results_each = 1;
};

class Stage {
public:
    Stage(const LoadField& field, const ServerProcess& server) : field_(field), server_(server) {}

    Wire wire() { return Wire(loop_, server_.port(), field_.ca_certificate); }
    void start(asio::awaitable<void> tablet)
    {
        asio::co_spawn(loop_, std::move(tablet), [this](std::exception_ptr thrown) {
            if (thrown && !failure_)
                failure_ = thrown;
        });
    }
    // Until all have finished; throws what the first of them threw.
    void run()
    {
        loop_.restart();
        loop_.run();
        if (failure_)
            std::rethrow_exception(failure_);
    }
    void took(SteadyClock::time_point start) { latencies_.push_back(seconds_since(start) * 1e3); }

    Pace pace(std::int64_t items, double seconds, double cpu_seconds)
    {
        Pace pace;
        pace.items = items;
        pace.seconds = seconds;
        pace.per_s = static_cast<double>(items) / seconds;
        pace.server_cpu_ms = cpu_seconds * 1e3 / static_cast<double>(items);
        std::sort(latencies_.begin(), latencies_.end());
        if (!latencies_.empty()) {
            pace.p50_ms = latencies_[latencies_.size() / 2];
            pace.p99_ms = latencies_[latencies_.size() * 99 / 100];
        }
        return pace;
    }

private:
    const LoadField& field_;
    const ServerProcess& server_;
    asio::io_context loop_{1};
    std::vector<double> latencies_;
    std::exception_ptr failure_;
};

void expect(bool holds, const WireReply& reply, std::string_view doing)
{
    if (!holds)
        throw std::runtime_error(std::string(doing) + ": " + std::to_string(reply.status) + " " +
                                 reply.body.substr(0, 300));
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

asio::awaitable<void> hand_in(Stage& stage, Wire& wire, Script script)
{
    for (auto& request : script.requests) {
        const auto start = SteadyClock::now();
        auto reply = co_await wire.exchange(std::move(request));
        stage.took(start);
        expect(reply.status == 200 && count(reply.body, "\"status\":\"applied\"") == script.results_each, reply,
               "push");
    }
}

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

asio::awaitable<void> open_wire(Wire& wire) { co_await wire.open(); }

struct Photo {
    std::string begin;
    std::string path; // once it is known
    const std::string* bytes;
};

asio::awaitable<void> send_photos(Stage& stage, Wire& wire, std::string token, std::vector<Photo> photos)
{
    for (auto& photo : photos) {
        const auto start = SteadyClock::now();
        auto begun = co_await wire.exchange(std::move(photo.begin));
        expect(begun.status == 201, begun, "beginning an upload");
        auto append = request_text(
            "PATCH", begun.location, token, *photo.bytes,
            {{"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}});
        auto sent = co_await wire.exchange(std::move(append));
        expect(sent.status == 204, sent, "sending a photo");
        stage.took(start);
    }
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

template <class Made>
auto guarded(Made make) -> std::invoke_result_t<Made>
{
    try {
        return make();
    } catch (const std::exception& thrown) {
        return Error{Errc::internal, thrown.what()};
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
        for (std::size_t i = 0; i < connections; ++i) {
            auto& tablet = field_.tablets.at(i);
            Script script{{}, per_push};
            for (std::size_t n = 0; n < pushes_each; ++n) {
                sync::PushRequest push{tablet.install_id, tablet.next_no, {}};
                for (std::size_t v = 0; v < per_push; ++v)
                    push.mutations.push_back(seal_visit(field_, tablet, workshop_, visit_bytes).mutation);
                script.requests.push_back(request_text("POST", "/v1/sync/push", tokens_[i], json::print_struct(push)));
            }
            scripts.push_back(std::move(script));
        }
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t i = 0; i < connections; ++i)
            wires.push_back(stage.wire());
        for (auto& wire : wires)
            stage.start(open_wire(wire));
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
        stage.start(open_wire(wire));
        stage.run();

        Pulled pulled;
        stage.start(pull_everything(stage, wire, tokens_[last], request, *store, pulled));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        return stage.pace(pulled.entries, seconds_since(start), server_.cpu_seconds() - cpu);
    });
}

Result<Pace> Measure::photos(std::size_t connections, std::size_t each, std::size_t bytes)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        std::vector<std::string> contents;
        std::vector<std::vector<Photo>> photos(connections);
        contents.reserve(connections * each);
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t i = 0; i < connections; ++i)
            wires.push_back(stage.wire());
        for (std::size_t i = 0; i < connections; ++i) {
            auto& tablet = field_.tablets.at(i);
            Script script;
            for (std::size_t n = 0; n < each; ++n) {
                std::string content(bytes, static_cast<char>('a' + n));
                const auto mark = to_text(workshop_.ids.make<VisitId>());
                content.replace(0, mark.size(), mark); // no two are the same
                contents.push_back(std::move(content));
                const auto sha256 = vault::sha256_hex(contents.back());
                const auto visit =
                    seal_visit(field_, tablet, workshop_, visit_bytes, {{sha256, static_cast<std::int64_t>(bytes)}});
                const sync::PushRequest push{tablet.install_id, visit.mutation.no, {visit.mutation}};
                script.requests.push_back(request_text("POST", "/v1/sync/push", tokens_[i], json::print_struct(push)));
                const auto encoded = [](std::string_view text) {
                    auto made = vault::to_base64url(as_bytes(text));
                    std::replace(made.begin(), made.end(), '-', '+');
                    std::replace(made.begin(), made.end(), '_', '/');
                    return made + std::string((4 - made.size() % 4) % 4, '=');
                };
                photos[i].push_back(
                    {request_text("POST", "/v1/blobs", tokens_[i], "",
                                  {{"Tus-Resumable", "1.0.0"},
                                   {"Upload-Length", std::to_string(bytes)},
                                   {"Upload-Metadata",
                                    "sha256 " + encoded(sha256) + ",visit_version_id " + encoded(to_text(visit.id))}}),
                     {},
                     &contents.back()});
            }
            stage.start(open_wire(wires[i]));
            stage.run();
            stage.start(hand_in(stage, wires[i], std::move(script)));
            stage.run();
            acknowledged_ += static_cast<std::int64_t>(each);
        }
        Stage sending(field_, server_);
        std::vector<Wire> lines;
        for (std::size_t i = 0; i < connections; ++i)
            lines.push_back(sending.wire());
        for (auto& line : lines)
            sending.start(open_wire(line));
        sending.run();
        for (std::size_t i = 0; i < connections; ++i)
            sending.start(send_photos(sending, lines[i], tokens_[i], std::move(photos[i])));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        sending.run();
        return sending.pace(static_cast<std::int64_t>(connections * each), seconds_since(start),
                            server_.cpu_seconds() - cpu);
    });
}

Result<std::int64_t> stored_visits(const LoadField& field, Workshop& workshop)
{
    BALIEBLIK_TRY(key, store_sqlite::read_master_key(field.data / "master.key"));
    BALIEBLIK_TRY(store,
                  store_sqlite::open_store({.file = field.data / "server.db"}, key, workshop.clock, workshop.random));
    auto count_them = [](store::Tx& tx) -> Result<std::int64_t> {
        std::int64_t found = 0;
        BALIEBLIK_TRY(projects, tx.field().projects());
        for (const auto& project : projects) {
            BALIEBLIK_TRY(waves, tx.field().waves(project.id));
            for (const auto& wave : waves) {
                BALIEBLIK_TRY(visits, tx.visits().of_wave(wave.id));
                found += static_cast<std::int64_t>(visits.size());
            }
        }
        return found;
    };
    return store->read(field.tenant, count_them);
}

} // namespace balieblik::load
