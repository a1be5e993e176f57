// SPDX-License-Identifier: EUPL-1.2
// The life of one connection, top to bottom: handshake, then request after request, then a polite end.
#include "http/conversation.hpp"

#include "http/answer.hpp"
#include "http/target.hpp"

namespace balieblik::http {
namespace {

constexpr std::uint32_t header_limit = 16 * 1024;

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

Response header_too_large()
{
    Hints hints;
    hints.limit = header_limit;
    return problem(Error{Errc::header_too_large, {}}, "nl", hints);
}

} // namespace

awaitable<void> Conversation::run()
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

awaitable<bool> Conversation::next_request(bool first)
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

awaitable<void> Conversation::one_request()
{
    started_ = SteadyClock::now();
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

awaitable<void> Conversation::find_and_answer(EmptyParser& parser, Request request)
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

awaitable<void> Conversation::say_goodbye()
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

awaitable<void> serve(std::shared_ptr<Connection> connection, Shared& shared)
{
    Conversation conversation{std::move(connection), shared};
    co_await conversation.run();
}

} // namespace balieblik::http
