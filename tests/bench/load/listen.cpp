// SPDX-License-Identifier: EUPL-1.2
// Tablets that listen: how soon they know, and what each of them costs while nothing happens.
#include "hand_in.hpp"

namespace balieblik::load {
namespace {

// Opens the event stream and waits until its head is there.
asio::awaitable<void> begin_listening(Wire& wire, std::string token)
{
    co_await wire.open();
    auto ask = request_text("GET", "/v1/sync/wake", token, "", {{"Accept", "text/event-stream"}});
    co_await wire.say(std::move(ask));
    std::string heard;
    while (heard.find("\r\n\r\n") == heard.npos)
        heard += co_await wire.hear();
    if (!heard.starts_with("HTTP/1.1 200"))
        throw std::runtime_error("listening: " + heard.substr(0, 200));
}

asio::awaitable<void> wait_for_change(Wire& wire)
{
    std::string heard;
    while (heard.find("event: changed") == heard.npos)
        heard += co_await wire.hear();
}

struct Rounds {
    std::vector<std::string> pushes;
    sync::PullRequest pull; // from where the tablet stands
    std::string token;
};

asio::awaitable<void> push_and_see(Stage& stage, Wire& speaks, Wire& listens, Rounds rounds)
{
    auto stand = request_text("POST", "/v1/sync/pull", rounds.token, json::print_struct(rounds.pull));
    auto reply = co_await speaks.exchange(std::move(stand));
    for (;;) {
        const auto page = json::read_text<sync::PullReply>(reply.body, {.bytes = 64 * 1024 * 1024, .depth = 64});
        expect(page.has_value(), reply, "pull");
        rounds.pull.cursor = page->cursor;
        if (!page->has_more)
            break;
        auto next = request_text("POST", "/v1/sync/pull", rounds.token, json::print_struct(rounds.pull));
        reply = co_await speaks.exchange(std::move(next));
    }
    for (auto& push : rounds.pushes) {
        const auto start = SteadyClock::now();
        // The event may come before the reply: both lines are read.
        co_await speaks.say(std::move(push));
        co_await wait_for_change(listens);
        const auto acknowledged = co_await speaks.exchange("");
        expect(acknowledged.status == 200, acknowledged, "push");
        auto ask = request_text("POST", "/v1/sync/pull", rounds.token, json::print_struct(rounds.pull));
        const auto seen = co_await speaks.exchange(std::move(ask));
        const auto page = json::read_text<sync::PullReply>(seen.body, {.bytes = 64 * 1024 * 1024, .depth = 64});
        expect(page.has_value() && !page->entries.empty(), seen, "what came of it");
        rounds.pull.cursor = page->cursor;
        stage.took(start);
    }
}

} // namespace

Result<Pace> Measure::visible(std::size_t times)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        auto& tablet = field_.tablets.front();
        Rounds rounds;
        rounds.token = tokens_.front();
        rounds.pull.install_id = tablet.install_id;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<sync::EntityKind>>(
            [&](auto kind) { rounds.pull.kinds.emplace_back(kind.name); });
        for (std::size_t n = 0; n < times; ++n) {
            const auto visit = seal_visit(field_, tablet, workshop_, visit_bytes);
            rounds.pushes.push_back(push_request(tablet.install_id, rounds.token, {visit}));
        }
        Stage stage(field_, server_);
        auto speaks = stage.wire();
        auto listens = stage.wire();
        stage.start(speaks.open());
        stage.start(begin_listening(listens, rounds.token));
        stage.run();
        stage.start(push_and_see(stage, speaks, listens, std::move(rounds)));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        acknowledged_ += static_cast<std::int64_t>(times);
        return stage.pace(static_cast<std::int64_t>(times), seconds_since(start), server_.cpu_seconds() - cpu);
    });
}

Result<double> Measure::memory_of_listeners(std::size_t count)
{
    return guarded([&]() -> Result<double> {
        sign_in();
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t n = 0; n < count; ++n)
            wires.push_back(stage.wire());
        const auto before = server_.memory_kib();
        // A few at a time: shaking hands is not what is measured.
        for (std::size_t from = 0; from < count; from += 64) {
            for (auto n = from; n < std::min(from + 64, count); ++n)
                stage.start(begin_listening(wires[n], tokens_[n % tokens_.size()]));
            stage.run();
        }
        return static_cast<double>(server_.memory_kib() - before) / static_cast<double>(count);
    });
}

} // namespace balieblik::load
