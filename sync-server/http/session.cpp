// SPDX-License-Identifier: EUPL-1.2
// The life of one connection, top to bottom: handshake, then request after request, then a polite end.
#include "http/connection.hpp"

#include "http/answer.hpp"
#include "http/target.hpp"
#include "runtime/log.hpp"
#include "sync/message.hpp"

#include <array>
#include <charconv>

namespace balieblik::http {
namespace {

namespace bhttp = beast::http;
using asio::awaitable;

constexpr std::uint32_t header_limit = 16 * 1024;
constexpr std::size_t piece_size = 1024 * 1024; // of a body that is stored as it arrives: most photos are one
constexpr seconds wake_patience{50};
constexpr std::int64_t slowest_bytes_per_second = 16 * 1024;
using EmptyParser = bhttp::request_parser<bhttp::empty_body>;

auto into(boost::system::error_code& problem) { return asio::redirect_error(asio::use_awaitable, problem); }

milliseconds time_for(std::int64_t least_ms, std::uint64_t bytes)
{
    return milliseconds{least_ms} + milliseconds{static_cast<std::int64_t>(bytes) * 1000 / slowest_bytes_per_second};
}

std::optional<Method> method_of(bhttp::verb verb)
{
    switch (verb) {
    case bhttp::verb::get:
        return Method::get;
    case bhttp::verb::head:
        return Method::head;
    case bhttp::verb::post:
        return Method::post;
    case bhttp::verb::put:
        return Method::put;
    case bhttp::verb::patch:
        return Method::patch;
    case bhttp::verb::delete_:
        return Method::del;
    case bhttp::verb::options:
        return Method::options;
    default:
        return std::nullopt;
    }
}

// Everything of the header; false if it makes no sense.
bool take_header(const bhttp::request_header<>& from, Request& to)
{
    for (const auto& field : from) {
        std::string lower{field.name_string()};
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        to.headers.emplace_back(std::move(lower), field.value());
    }
    const auto method = method_of(from.method());
    if (!method || !read_target(from.target(), to))
        return false;
    to.method = *method;
    return true;
}

// Wakes a coroutine that waits on the same strand, from any thread.
class Bell : public std::enable_shared_from_this<Bell> {
public:
    explicit Bell(asio::any_io_executor strand) : alarm_(std::move(strand)) {}

    Wakes::Ring ring()
    {
        return [bell = shared_from_this()] {
            asio::post(bell->alarm_.get_executor(), [bell] {
                bell->rung_ = true;
                bell->alarm_.cancel();
            });
        };
    }
    // True if it rang since it was last asked, or rings within `patience`.
    awaitable<bool> rings(milliseconds patience)
    {
        if (!rung_) {
            boost::system::error_code ended;
            alarm_.expires_after(patience);
            co_await alarm_.async_wait(into(ended));
        }
        co_return std::exchange(rung_, false);
    }

private:
    asio::steady_timer alarm_;
    bool rung_ = false;
};

std::string chunk(std::string_view text)
{
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16).ptr;
    return std::string(size.data(), end) + "\r\n" + std::string(text) + "\r\n";
}

// One connection's requests, one after the other.
class Conversation {
public:
    Conversation(std::shared_ptr<Connection> connection, Shared& shared)
        : connection_(std::move(connection)), shared_(shared), config_(shared.app.config)
    {
    }

    awaitable<void> run()
    {
        boost::system::error_code problem;
        connection_->allow(milliseconds{config_.handshake_ms});
        co_await stream().async_handshake(asio::ssl::stream_base::server, into(problem));
        if (problem)
            co_return;
        for (std::int64_t n = 1; n <= config_.requests_per_connection; ++n) {
            keep_alive_ = n < config_.requests_per_connection;
            const bool came = co_await next_request(n == 1);
            if (!came)
                break;
            co_await one_request();
            if (!keep_alive_)
                break;
        }
        co_await say_goodbye();
    }

private:
    Stream& stream() { return connection_->stream; }

    // Waits for the first byte of a request.
    awaitable<bool> next_request(bool first)
    {
        if (connection_->buffer.size() > 0)
            co_return true;
        boost::system::error_code problem;
        connection_->idle = true;
        std::size_t got = 0;
        if (!shared_.connections.stopping()) {
            connection_->allow(milliseconds{first ? config_.header_ms : config_.idle_ms});
            const auto room = connection_->buffer.prepare(4096);
            got = co_await stream().async_read_some(room, into(problem));
            connection_->buffer.commit(got);
        }
        connection_->idle = false;
        co_return !problem && got > 0;
    }

    awaitable<void> one_request()
    {
        started_ = std::chrono::steady_clock::now();
        Request request;
        request.address = connection_->address;
        EmptyParser parser;
        parser.header_limit(header_limit);
        parser.body_limit(boost::none);
        boost::system::error_code problem;
        connection_->allow(milliseconds{config_.header_ms});
        co_await bhttp::async_read_header(stream(), connection_->buffer, parser, into(problem));
        if (problem == bhttp::error::header_limit) {
            auto refusal = header_too_large();
            co_await refuse(request, "header", std::move(refusal));
            co_return;
        }
        if (problem) {
            const bool unreadable = problem.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
                                    problem != bhttp::error::end_of_stream && problem != bhttp::error::partial_message;
            keep_alive_ = false;
            auto refusal = malformed("header", request);
            if (unreadable)
                co_await refuse(request, "header", std::move(refusal));
            co_return;
        }
        const bool understood = take_header(parser.get(), request);
        keep_alive_ = keep_alive_ && parser.get().keep_alive() && !shared_.connections.stopping();
        if (!understood) {
            auto refusal = malformed("target", request);
            co_await refuse(request, "target", std::move(refusal));
            co_return;
        }
        co_await find_and_answer(parser, std::move(request));
    }

    static Response header_too_large()
    {
        Hints hints;
        hints.limit = header_limit;
        return balieblik::http::problem(Error{Errc::header_too_large, {}}, "nl", hints);
    }
    static Response malformed(std::string_view what, const Request& request)
    {
        return balieblik::http::problem(Error{Errc::malformed, std::string(what)}, request.language());
    }
    static Response busy(const Request& request)
    {
        return balieblik::http::problem(Error{Errc::busy, {}}, request.language());
    }

    awaitable<void> find_and_answer(EmptyParser& parser, Request request)
    {
        auto match = find_route(shared_.tables, request.method, request.path);
        if (!match.route) {
            auto refusal = no_route(request, match.allowed);
            co_await refuse(request, "none", std::move(refusal));
            co_return;
        }
        const auto& route = *match.route;
        const auto length = parser.content_length();
        if (length && *length > route.body_limit) {
            auto refusal = body_too_large(request, route.body_limit);
            co_await refuse(request, route.pattern, std::move(refusal));
            co_return;
        }
        if (auto early = refuse_early(shared_.app, route, request)) {
            co_await refuse(request, route.pattern, std::move(*early));
            co_return;
        }
        if (route.sink)
            co_await store_body(parser, std::move(request), route, std::move(match.arguments));
        else
            co_await take_body(parser, std::move(request), route, std::move(match.arguments));
    }

    // A client that asked whether it may go on gets its answer before the body is read.
    awaitable<void> go_on(const Request& request)
    {
        if (request.header("expect") != "100-continue")
            co_return;
        static const std::string go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
        boost::system::error_code problem;
        const auto bytes = asio::buffer(go_ahead);
        co_await asio::async_write(stream(), bytes, into(problem));
    }

    awaitable<void> take_body(EmptyParser& header, Request request, const Route& route,
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

    awaitable<Response> answered(const Route& route, const Request& request, std::vector<std::string> arguments)
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

    // One question: the answer waits for a change.
    awaitable<Response> changed_or_not(Wake wake)
    {
        auto& wakes = shared_.app.wakes;
        const auto bell = std::make_shared<Bell>(stream().get_executor());
        const auto place = wakes.listen(wake.streams, bell->ring());
        sync::WakeReply reply{true, wakes.now()};
        if (wake.since && !wakes.changed(wake.streams, *wake.since))
            reply.changed = co_await bell->rings(wake_patience);
        if (reply.changed)
            reply.at = wakes.now();
        Response response;
        response.content_type = "application/json";
        response.body = json::print_struct(reply);
        co_return response;
    }

    // Events until the client goes, the server stops or a random end comes, so that a thousand clients of a server that
    // started anew do not come back together for ever.
    awaitable<void> tell_of_changes(const Request& request, std::string_view route, std::vector<std::string> streams)
    {
        keep_alive_ = false;
        Response head;
        head.headers = {{"Content-Type", "text/event-stream"},
                        {"Transfer-Encoding", "chunked"},
                        {"X-Accel-Buffering", "no"}, // nginx would hold events back
                        {"Connection", "close"}};
        add_common_headers(request, head);
        std::string text = "HTTP/1.1 200 OK\r\n";
        for (const auto& [header_name, value] : head.headers)
            text.append(header_name).append(": ").append(value).append("\r\n");
        text += "\r\n";

        const auto bell = std::make_shared<Bell>(stream().get_executor());
        const auto place = shared_.app.wakes.listen(std::move(streams), bell->ring());
        const auto last = started_ + seconds{600} + draw(seconds{300});
        bool there = co_await write(text);
        std::uint64_t written = text.size();
        while (there && !shared_.connections.stopping() && std::chrono::steady_clock::now() < last) {
            const auto patience = seconds{18} + draw(seconds{4});
            const bool changed = co_await bell->rings(patience);
            const auto event = chunk(changed ? "event: changed\ndata: 1\n\n" : ": still here\n\n");
            there = co_await write(event);
            written += event.size();
        }
        static const std::string end = "0\r\n\r\n";
        if (there)
            co_await write(end);
        note(request, route, 200, written);
    }
    awaitable<bool> write(const std::string& text)
    {
        boost::system::error_code problem;
        connection_->allow(milliseconds{config_.write_ms});
        const auto bytes = asio::buffer(text);
        co_await asio::async_write(stream(), bytes, into(problem));
        co_return !problem;
    }
    milliseconds draw(milliseconds most) const
    {
        std::array<std::uint8_t, 4> bytes{};
        shared_.app.random.fill(bytes);
        std::uint32_t drawn = 0;
        for (const auto byte : bytes)
            drawn = drawn << 8 | byte;
        return milliseconds{static_cast<std::int64_t>(drawn) % (most.count() + 1)};
    }

    // A body that goes to the disk piece by piece. When the connection breaks, what was taken stays.
    awaitable<void> store_body(EmptyParser& header, Request request, const Route& route,
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

    // A refusal before the whole request was read: it is the last word on this connection.
    awaitable<void> refuse(const Request& request, std::string_view route, Response response)
    {
        keep_alive_ = false;
        unread_ = true;
        co_await reply(request, route, std::move(response));
    }

    awaitable<void> reply(const Request& request, std::string_view route, Response response)
    {
        add_common_headers(request, response);
        keep_alive_ = keep_alive_ && !shared_.connections.stopping();
        const auto length = response.source ? response.source_length : response.body.size();
        boost::system::error_code problem;
        bhttp::response<bhttp::string_body> message;
        message.result(static_cast<unsigned>(response.status));
        message.version(11);
        message.keep_alive(keep_alive_);
        for (const auto& [header_name, value] : response.headers)
            message.insert(header_name, value);
        if (!response.content_type.empty())
            message.set(bhttp::field::content_type, response.content_type);
        if (response.status != 204 && response.status != 304)
            message.content_length(length);
        const bool with_body = request.method != Method::head;
        if (with_body && !response.source)
            message.body() = std::move(response.body);
        connection_->allow(time_for(config_.write_ms, length));
        bhttp::response_serializer<bhttp::string_body> serializer{message};
        if (with_body && !response.source)
            co_await bhttp::async_write(stream(), serializer, into(problem));
        else
            co_await bhttp::async_write_header(stream(), serializer, into(problem));
        if (!problem && with_body && response.source)
            problem = co_await pour(std::move(response.source), response.source_length);
        if (problem)
            keep_alive_ = false;
        note(request, route, response.status, length);
    }

    // A long body, read on a pool thread and written piece by piece.
    awaitable<boost::system::error_code> pour(Source source, std::uint64_t length)
    {
        boost::system::error_code problem;
        std::uint64_t written = 0;
        while (!problem && written < length) {
            auto read = [&source] { return source(); };
            const auto piece = co_await run_blocking(shared_.store_workers, std::move(read));
            if (piece.empty()) {
                problem = asio::error::eof; // cut short: the connection ends, so nobody takes it for the whole
                break;
            }
            connection_->allow(milliseconds{config_.write_ms});
            const auto bytes = asio::buffer(piece);
            const auto sent = co_await asio::async_write(stream(), bytes, into(problem));
            written += sent;
        }
        co_return problem;
    }

    void note(const Request& request, std::string_view route, int status, std::uint64_t bytes) const
    {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started_);
        log::write(status >= 500 ? log::Level::error : log::Level::info, "request",
                   {{"method", name(request.method)},
                    {"route", route},
                    {"status", status},
                    {"bytes", bytes},
                    {"duration_us", took.count()}});
    }

    // Closes so that the last response arrives: a socket closed over unread bytes would be reset under it.
    awaitable<void> say_goodbye()
    {
        boost::system::error_code problem;
        connection_->allow(seconds{1});
        if (unread_) {
            std::string rest(16 * 1024, '\0');
            const auto room = asio::buffer(rest);
            for (std::size_t drained = 0; !problem && drained < 1024 * 1024;) {
                const auto got = co_await stream().async_read_some(room, into(problem));
                drained += got;
            }
            if (problem == beast::error::timeout)
                co_return;
        }
        // Our farewell leaves at once; few clients answer it, so there is little to wait for.
        connection_->allow(milliseconds{250});
        co_await stream().async_shutdown(into(problem));
        beast::get_lowest_layer(stream()).socket().shutdown(asio::ip::tcp::socket::shutdown_both, problem);
    }

    const std::shared_ptr<Connection> connection_;
    Shared& shared_;
    const Config& config_;
    bool keep_alive_ = true;
    bool unread_ = false; // something of the last request was not read
    std::chrono::steady_clock::time_point started_{};
};

} // namespace

awaitable<void> serve(std::shared_ptr<Connection> connection, Shared& shared)
{
    Conversation conversation{std::move(connection), shared};
    co_await conversation.run();
}

} // namespace balieblik::http
