// SPDX-License-Identifier: EUPL-1.2
// Answers that wait until something changed (sync-protocol.md, 8.3): once, or as a stream of events.
#include "http/conversation.hpp"

#include "http/answer.hpp"
#include "sync/message.hpp"

#include <array>
#include <charconv>

namespace balieblik::http {
namespace {

constexpr seconds wake_patience{50};

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
    Timer alarm_;
    bool rung_ = false;
};

} // namespace

awaitable<Response> Conversation::changed_or_not(Wake wake)
{
    auto& wakes = shared_.app.wakes;
    const auto bell = std::make_shared<Bell>(stream().get_executor());
    const auto place = wakes.listen(wake.streams, bell->ring());
    sync::WakeReply reply{true, wakes.now()};
    // A server that began to stop after the question came rings no more.
    if (wake.since && !wakes.changed(wake.streams, *wake.since) && !shared_.connections.stopping())
        reply.changed = co_await bell->rings(wake_patience);
    if (reply.changed)
        reply.at = wakes.now();
    Response response;
    response.content_type = "application/json";
    response.body = json::print_struct(reply);
    co_return response;
}

awaitable<void> Conversation::tell_of_changes(const Request& request, std::string_view route,
                                              std::vector<std::string> streams)
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
    while (there && !shared_.connections.stopping() && SteadyClock::now() < last) {
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

milliseconds Conversation::draw(milliseconds most) const
{
    std::array<std::uint8_t, 4> bytes{};
    shared_.app.random.fill(bytes);
    std::uint32_t drawn = 0;
    for (const auto byte : bytes)
        drawn = drawn << 8 | byte;
    return milliseconds{static_cast<std::int64_t>(drawn) % (most.count() + 1)};
}

} // namespace balieblik::http
