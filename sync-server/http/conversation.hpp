// SPDX-License-Identifier: EUPL-1.2
// One connection's requests, one after the other. For the conversation*.cpp files: the life of the connection and whose
// request it is (conversation.cpp), bodies on their way in (conversation_body.cpp), what is answered
// (conversation_reply.cpp), and answers that wait for a change (conversation_wake.cpp).
#pragma once

#include "http/connection.hpp"
#include "http/problem.hpp"

namespace balieblik::http {

namespace bhttp = beast::http;
using asio::awaitable;
using EmptyParser = bhttp::request_parser<bhttp::empty_body>;

inline auto into(boost::system::error_code& problem) { return asio::redirect_error(asio::use_awaitable, problem); }

// `least_ms`, and longer for many bytes: as long as the slowest line that is put up with needs for them.
milliseconds time_for(std::int64_t least_ms, std::uint64_t bytes);

// One piece of a body whose length nobody knows beforehand (RFC 9112, 7.1).
std::string chunk(std::string_view text);

// Lives on the strand of its connection.
class Conversation {
public:
    Conversation(std::shared_ptr<Connection> connection, Shared& shared)
        : connection_(std::move(connection)), shared_(shared), config_(shared.app.config)
    {
    }

    awaitable<void> run();

private:
    Stream& stream() { return connection_->stream; }

    // Waits for the first byte of a request.
    awaitable<bool> next_request(bool first);
    awaitable<void> one_request();
    awaitable<void> find_and_answer(EmptyParser& parser, Request request);
    // Closes so that the last response arrives: a socket closed over unread bytes would be reset under it.
    awaitable<void> say_goodbye();

    // A client that asked whether it may go on gets its answer before the body is read.
    awaitable<void> go_on(const Request& request);
    awaitable<void> take_body(EmptyParser& header, Request request, const Route& route,
                              std::vector<std::string> arguments);
    // A body that goes to the disk piece by piece. When the connection breaks, what was taken stays.
    awaitable<void> store_body(EmptyParser& header, Request request, const Route& route,
                               std::vector<std::string> arguments);
    awaitable<Response> answered(const Route& route, const Request& request, std::vector<std::string> arguments);

    // A refusal before the whole request was read: it is the last word on this connection.
    awaitable<void> refuse(const Request& request, std::string_view route, Response response);
    awaitable<void> reply(const Request& request, std::string_view route, Response response);
    // A long body, read on a pool thread and written piece by piece.
    awaitable<boost::system::error_code> pour(Source source, std::optional<std::uint64_t> length);
    awaitable<bool> write(const std::string& text);
    void note(const Request& request, std::string_view route, int status, std::uint64_t bytes) const;

    // One question: the answer waits for a change.
    awaitable<Response> changed_or_not(Wake wake);
    // Events until the client goes, the server stops or a random end comes, so that a thousand clients of a server that
    // started anew do not come back together for ever.
    awaitable<void> tell_of_changes(const Request& request, std::string_view route, std::vector<std::string> streams);
    milliseconds draw(milliseconds most) const;

    const std::shared_ptr<Connection> connection_;
    Shared& shared_;
    const Config& config_;
    bool keep_alive_ = true;
    bool unread_ = false; // something of the last request was not read
    SteadyClock::time_point started_{};
};

// Refusals of the whole request, in its language.
inline Response malformed(std::string_view what, const Request& request)
{
    return problem(Error{Errc::malformed, std::string(what)}, request.language());
}
inline Response busy(const Request& request) { return problem(Error{Errc::busy, {}}, request.language()); }

} // namespace balieblik::http
