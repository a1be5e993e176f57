// SPDX-License-Identifier: EUPL-1.2
#include "server/line/hall.hpp"

#include "runtime/log.hpp"

#include <boost/beast/http.hpp>

namespace balieblik::test {
namespace {

namespace asio = boost::asio;
namespace bhttp = boost::beast::http;

asio::awaitable<void> write_all(std::shared_ptr<line::Stream> stream, std::string text)
{
    boost::system::error_code problem;
    const auto bytes = asio::buffer(text);
    co_await asio::async_write(*stream, bytes, asio::redirect_error(asio::use_awaitable, problem));
}

asio::awaitable<void> listen(std::weak_ptr<Caller> caller, std::shared_ptr<line::Stream> stream)
{
    std::string room(8192, '\0');
    const auto piece = asio::buffer(room);
    for (;;) {
        boost::system::error_code problem;
        const auto got = co_await stream->async_read_some(piece, asio::redirect_error(asio::use_awaitable, problem));
        const auto there = caller.lock();
        if (!there)
            co_return;
        there->heard.append(room, 0, got);
        if (problem) {
            there->ended = true;
            co_return;
        }
    }
}

} // namespace

std::string request_text(std::string_view method, std::string_view target, const Headers& headers,
                         std::string_view body)
{
    std::string text{method};
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (const auto& [name, value] : headers)
        text.append(name).append(": ").append(value).append("\r\n");
    if (!body.empty())
        text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    return text.append("\r\n").append(body);
}

void Caller::say(std::string text)
{
    auto writing = write_all(stream, std::move(text));
    asio::co_spawn(stream->get_executor(), std::move(writing), asio::detached);
}

std::optional<Answer> Caller::answer(std::size_t from) const
{
    std::optional<Answer> last;
    while (from < heard.size()) {
        bhttp::response_parser<bhttp::string_body> parser;
        parser.eager(true);
        parser.skip(bodiless);
        parser.body_limit(64 * 1024 * 1024);
        boost::system::error_code problem;
        std::size_t used = 0;
        while (!parser.is_done() && !problem) {
            const auto more = parser.put(asio::buffer(heard.data() + from + used, heard.size() - from - used), problem);
            used += more;
            if (more == 0)
                break;
        }
        if (!parser.is_done())
            break;
        from += used;
        Answer answer;
        answer.status = static_cast<int>(parser.get().result_int());
        for (const auto& field : parser.get()) {
            std::string name{field.name_string()};
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            answer.headers[name] = std::string(field.value());
        }
        answer.body = parser.get().body();
        last = std::move(answer);
    }
    return last;
}

Hall::Hall()
{
    log::open(log::Level::error, "");
    Agenda::get().start_anew();
    store = store_sqlite::open_store({.file = folder / "server.db"}, Bytes(32, 7), clock, random).value();
    field.emplace(environment);
    write([&](store::Tx& tx) { return field->write(tx); });
    gatekeeper.emplace(*store, field->tenant, environment);
    backend.emplace(http::Backend{*store, *files, field->tenant, "", ""});
    config.device_burst = config.sign_in_burst = 100'000; // limits are tried elsewhere
    app = std::make_unique<http::App>(config, clock, random, *gatekeeper, &*backend);
    store->when_changed([this](TenantId, const auto& streams) { app->wakes.ring(streams); });
    // No thread but this one: what would block does so here.
    shared = std::unique_ptr<http::Shared>(new http::Shared{*app, http::all_tables(), {64, 64}, {}, {0, 16}, {0, 16}});
}

Hall::~Hall()
{
    shared->connections.cut_all();
    pass();
    store->when_changed({});
    EXPECT_EQ(open, 0u) << "a conversation never ended";
    EXPECT_EQ(exceptions, 0u);
}

std::shared_ptr<Caller> Hall::call(Weather up, Weather down)
{
    auto made = std::make_shared<Caller>();
    made->up = std::make_shared<Pipe>(up, next_seed++);
    made->down = std::make_shared<Pipe>(down, next_seed++);
    made->stream = std::make_shared<line::Stream>(io.get_executor(), made->down, made->up);
    const auto connection = std::make_shared<http::Connection>("127.0.0.1", io.get_executor(), made->up, made->down);
    if (!shared->connections.enter(connection)) {
        made->ended = true;
        return made;
    }
    ++open;
    auto served = http::serve(connection, *shared);
    asio::co_spawn(io, std::move(served), [this, connection](std::exception_ptr thrown) {
        exceptions += thrown ? 1 : 0;
        --open;
        connection->stream.close();
        shared->connections.leave(connection);
    });
    auto listening = listen(made, made->stream);
    asio::co_spawn(io, std::move(listening), asio::detached);
    return made;
}

void Hall::pass(milliseconds time)
{
    auto& agenda = Agenda::get();
    const auto until = agenda.now() + time;
    do {
        io.restart();
        io.poll();
    } while (agenda.next(until));
}

std::optional<Answer> Hall::ask(const std::string& request, Weather up, Weather down)
{
    const auto caller = call(up, down);
    caller->bodiless = request.starts_with("HEAD ");
    caller->say(request);
    for (int waited = 0; waited < 600 && !caller->ended && !caller->answer(); ++waited)
        pass(seconds{1});
    caller->stream->close();
    pass(seconds{1});
    return caller->answer();
}

Assignment Hall::offered()
{
    const auto assignment = field->assignment();
    write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    return assignment;
}

Headers Hall::token(const Tablet& tablet)
{
    const auto challenge = ask(request_text("POST", "/v1/challenge", {}));
    const auto nonce = json::read_text<sync::Challenge>(challenge->body).value().nonce;
    const auto reply = ask(request_text("POST", "/v1/token", {{"Content-Type", "application/json"}},
                                        json::print_struct(tablet.token_request(nonce))));
    EXPECT_EQ(reply->status, 200) << reply->body;
    return {{"Authorization", "Bearer " + json::read_text<sync::TokenReply>(reply->body).value().token},
            {"Sync-Protocol", "1"}};
}

std::string Hall::push_of(const Tablet& tablet, const sync::Mutation& mutation, const Headers& headers) const
{
    auto with = headers;
    with.emplace_back("Content-Type", "application/json");
    const sync::PushRequest request{tablet.install_id, mutation.no, {mutation}};
    return request_text("POST", "/v1/sync/push", with, json::print_struct(request));
}

std::size_t Hall::versions_of(const Assignment& assignment)
{
    return store->read(field->tenant, [&](store::Tx& tx) { return tx.visits().of_assignment(assignment.id); })
        .value()
        .size();
}

sync::MutationStatus status_of(const std::optional<Answer>& answer)
{
    return json::read_text<sync::PushReply>(answer.value().body).value().results.at(0).status;
}

} // namespace balieblik::test
