// SPDX-License-Identifier: EUPL-1.2
// Bodies on their way in: held until they are whole, or handed on piece by piece.
#include "http/conversation.hpp"

#include "http/answer.hpp"

namespace balieblik::http {
namespace {

constexpr std::size_t piece_size = 1024 * 1024; // of a body that is stored as it arrives: most photos are one

} // namespace

awaitable<void> Conversation::go_on(const Request& request)
{
    if (request.header("expect") != "100-continue")
        co_return;
    static const std::string go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
    boost::system::error_code problem;
    const auto bytes = asio::buffer(go_ahead);
    co_await asio::async_write(stream(), bytes, into(problem));
}

awaitable<void> Conversation::take_body(EmptyParser& header, Request request, const Route& route,
                                        std::vector<std::string> arguments)
{
    const auto length = header.content_length().value_or(0);
    bhttp::request_parser<bhttp::string_body> parser{std::move(header)};
    parser.body_limit(route.body_limit);
    connection_->allow(time_for(config_.body_ms, length));
    co_await go_on(request);
    boost::system::error_code problem;
    co_await bhttp::async_read(stream(), connection_->buffer, parser, into(problem));
    if (problem == bhttp::error::body_limit) {
        auto refusal = body_too_large(request, route.body_limit);
        co_await refuse(request, route.pattern, std::move(refusal));
        co_return;
    }
    if (problem) {
        keep_alive_ = false;
        co_return;
    }
    request.body = std::move(parser.get().body());
    const std::string path = request.path;
    std::unique_ptr<Turns::Turn> turn;
    if (route.newest_wins) {
        turn = co_await shared_.turns.take(path, connection_, milliseconds{config_.chunk_ms});
        if (!turn) {
            auto refusal = busy(request);
            co_await refuse(request, route.pattern, std::move(refusal));
            co_return;
        }
    }
    auto response = co_await answered(route, request, std::move(arguments));
    turn.reset();
    if (response.wake && response.wake->again) {
        const auto streams = std::move(response.wake->streams);
        co_await tell_of_changes(request, route.pattern, streams);
        co_return;
    }
    if (response.wake) {
        const auto wake = std::move(*response.wake);
        response = co_await changed_or_not(wake);
    }
    co_await reply(request, route.pattern, std::move(response));
}

awaitable<Response> Conversation::answered(const Route& route, const Request& request,
                                           std::vector<std::string> arguments)
{
    auto work = [this, &route, &request, arguments = std::move(arguments)]() mutable {
        return answer(shared_.app, route, request, std::move(arguments));
    };
    if (route.pool == Pool::loop) {
        auto response = work();
        co_return response;
    }
    auto& workers = shared_.workers(route.pool);
    const auto place = workers.enter();
    if (!place) {
        auto response = busy(request);
        co_return response;
    }
    auto response = co_await run_blocking(workers, std::move(work));
    co_return response;
}

awaitable<void> Conversation::store_body(EmptyParser& header, Request request, const Route& route,
                                         std::vector<std::string> arguments)
{
    const auto turn = co_await shared_.turns.take(request.path, connection_, milliseconds{config_.chunk_ms});
    const auto place = shared_.store_workers.enter();
    if (!turn || !place) {
        auto refusal = busy(request);
        co_await refuse(request, route.pattern, std::move(refusal));
        co_return;
    }
    auto open = [this, &route, &request, &arguments] {
        return open_sink(shared_.app, route, request, std::move(arguments));
    };
    auto opened = co_await run_blocking(shared_.store_workers, std::move(open));
    if (auto* refusal = std::get_if<Response>(&opened)) {
        co_await refuse(request, route.pattern, std::move(*refusal));
        co_return;
    }
    auto& sink = *std::get<std::unique_ptr<Sink>>(opened);
    bhttp::request_parser<bhttp::buffer_body> parser{std::move(header)};
    parser.body_limit(route.body_limit);
    co_await go_on(request);
    std::string piece(piece_size, '\0');
    while (!parser.is_done()) {
        parser.get().body().data = piece.data();
        parser.get().body().size = piece.size();
        connection_->allow(milliseconds{config_.chunk_ms});
        boost::system::error_code problem;
        co_await bhttp::async_read(stream(), connection_->buffer, parser, into(problem));
        if (problem == bhttp::error::body_limit) {
            auto refusal = body_too_large(request, route.body_limit);
            co_await refuse(request, route.pattern, std::move(refusal));
            co_return;
        }
        // What came before a break is kept as well: the next attempt goes on behind it.
        const bool broke = problem && problem != bhttp::error::need_buffer;
        const std::string_view part{piece.data(), piece.size() - parser.get().body().size};
        auto feed = [&sink, &request, part] { return feed_sink(sink, request, part); };
        auto ended = co_await run_blocking(shared_.store_workers, std::move(feed));
        if (broke) {
            keep_alive_ = false;
            co_return;
        }
        if (ended) {
            co_await refuse(request, route.pattern, std::move(*ended));
            co_return;
        }
    }
    auto finish = [&sink, &request] { return feed_sink(sink, request, std::nullopt); };
    auto response = co_await run_blocking(shared_.store_workers, std::move(finish));
    co_await reply(request, route.pattern, std::move(*response));
}

} // namespace balieblik::http
