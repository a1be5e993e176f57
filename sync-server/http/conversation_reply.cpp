// SPDX-License-Identifier: EUPL-1.2
// What is answered, and the line about it in the log.
#include "http/conversation.hpp"

#include "http/answer.hpp"
#include "runtime/log.hpp"

#include <array>
#include <charconv>

namespace balieblik::http {

std::string chunk(std::string_view text)
{
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16).ptr;
    return std::string(size.data(), end) + "\r\n" + std::string(text) + "\r\n";
}

milliseconds time_for(std::int64_t least_ms, std::uint64_t bytes)
{
    constexpr std::int64_t slowest_bytes_per_second = 16 * 1024;
    return milliseconds{least_ms} + milliseconds{static_cast<std::int64_t>(bytes) * 1000 / slowest_bytes_per_second};
}

awaitable<void> Conversation::refuse(const Request& request, std::string_view route, Response response)
{
    keep_alive_ = false;
    unread_ = true;
    co_await reply(request, route, std::move(response));
}

awaitable<void> Conversation::reply(const Request& request, std::string_view route, Response response)
{
    add_common_headers(request, response);
    keep_alive_ = keep_alive_ && !shared_.connections.stopping();
    const auto length = response.source ? response.source_length.value_or(0) : response.body.size();
    boost::system::error_code problem;
    bhttp::response<bhttp::string_body> message;
    message.result(static_cast<unsigned>(response.status));
    message.version(11);
    message.keep_alive(keep_alive_);
    for (const auto& [header_name, value] : response.headers)
        message.insert(header_name, value);
    if (!response.content_type.empty())
        message.set(bhttp::field::content_type, response.content_type);
    if (response.source && !response.source_length)
        message.chunked(true);
    else if (response.status != 204 && response.status != 304)
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

awaitable<boost::system::error_code> Conversation::pour(Source source, std::optional<std::uint64_t> length)
{
    static const std::string end_of_chunks = "0\r\n\r\n";
    boost::system::error_code problem;
    std::uint64_t written = 0;
    while (!problem && (!length || written < *length)) {
        auto read = [&source]() -> std::optional<std::string> {
            auto piece = source();
            return piece ? std::optional(std::move(*piece)) : std::nullopt;
        };
        const auto piece = co_await run_blocking(shared_.store_workers, std::move(read));
        const bool ended = piece && piece->empty();
        if (!piece || (ended && length)) {
            problem = asio::error::eof; // cut short: the connection ends, so nobody takes it for the whole
            break;
        }
        connection_->allow(milliseconds{config_.write_ms});
        const auto text = length ? *piece : ended ? end_of_chunks : chunk(*piece);
        const auto bytes = asio::buffer(text);
        const auto sent = co_await asio::async_write(stream(), bytes, into(problem));
        written += sent;
        if (ended)
            break;
    }
    co_return problem;
}

awaitable<bool> Conversation::write(const std::string& text)
{
    boost::system::error_code problem;
    connection_->allow(milliseconds{config_.write_ms});
    const auto bytes = asio::buffer(text);
    co_await asio::async_write(stream(), bytes, into(problem));
    co_return !problem;
}

void Conversation::note(const Request& request, std::string_view route, int status, std::uint64_t bytes) const
{
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - started_);
    log::write(status >= 500 ? log::Level::error : log::Level::info, "request",
               {{"method", name(request.method)},
                {"route", route},
                {"status", status},
                {"bytes", bytes},
                {"duration_us", took.count()}});
}

} // namespace balieblik::http
