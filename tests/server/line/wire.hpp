// SPDX-License-Identifier: EUPL-1.2
// A line in memory between a client and the server, with what a network does to one: bytes come late, in pieces of any
// size, or not at all; the line breaks after some byte; the other side stops reading, or is gone without a word.
#pragma once

#include "server/line/timer.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream_base.hpp>

#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::line {

constexpr auto never = std::numeric_limits<std::size_t>::max();

// What befalls one direction of a line.
struct Weather {
    std::size_t largest_piece = never; // a read gets from one byte to as many
    std::int64_t slowest_ms = 0;       // a segment is on its way for up to
    std::size_t breaks_after = never;  // bytes, and then both ends know
    std::size_t deaf_after = never;    // bytes, and then nobody knows
    std::size_t room = 64 * 1024;      // for bytes that were sent and not read
};

// Who waits at an end of a pipe.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void look() = 0; // something changed
};

// One direction. Both ends hold it.
class Pipe : public std::enable_shared_from_this<Pipe> {
public:
    Pipe(Weather weather, std::uint32_t seed) : weather_(weather), engine_(seed) {}

    void join(std::weak_ptr<Watcher> watcher) { watchers_.push_back(std::move(watcher)); }

    // The writer's end. Takes as much as there is room for; what the weather swallows counts as taken.
    std::size_t write(std::string_view bytes);
    bool has_room() const { return sent_ - taken_ < weather_.room; }
    void close();

    // The reader's end. What arrived by now, at most one piece.
    std::size_t read(char* to, std::size_t most);
    bool has_bytes() const { return taken_ < arrived_; }
    bool at_end() const { return closed_ && taken_ == bytes_.size() && sent_ <= weather_.deaf_after; }
    void leave();
    bool abandoned() const { return left_; }

    bool broken() const { return broken_; }
    std::size_t sent() const { return sent_; }

private:
    void tell();
    void arrive_later(std::function<void(Pipe&)> what);

    const Weather weather_;
    std::mt19937 engine_;
    std::vector<std::weak_ptr<Watcher>> watchers_;
    std::string bytes_;       // that are to arrive
    std::size_t sent_ = 0;    // those that are swallowed among them
    std::size_t arrived_ = 0; // of bytes_
    std::size_t taken_ = 0;   // of bytes_
    Agenda::Time last_arrival_{};
    bool closed_ = false;
    bool left_ = false;
    bool broken_ = false;
};

// One end: what Beast and a conversation want of a stream, with time-outs as beast::tcp_stream has them. The handshake
// is a formality.
class Stream {
public:
    using executor_type = boost::asio::any_io_executor;
    using Problem = boost::system::error_code;

    Stream(executor_type executor, std::shared_ptr<Pipe> in, std::shared_ptr<Pipe> out);
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { close(); }

    executor_type get_executor() const;
    void expires_after(VirtualClock::duration time);
    void cancel();
    void close();
    // As when the tablet's battery is pulled: the other end hears nothing of it.
    void vanish();

    // As far as a conversation uses the socket below: nothing more comes from here.
    struct Socket {
        std::shared_ptr<Pipe> out;
        template <class How>
        void shutdown(How, Problem& problem)
        {
            problem = {};
            out->close();
        }
    };
    Socket socket() { return {out_}; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token)
    {
        boost::asio::mutable_buffer room;
        for (auto one = boost::asio::buffer_sequence_begin(buffers); one != boost::asio::buffer_sequence_end(buffers);
             ++one)
            if (room.size() == 0)
                room = *one;
        auto begin = [this, room](auto handler) {
            begin_read(static_cast<char*>(room.data()), room.size(), std::move(handler));
        };
        return boost::asio::async_initiate<Token, void(Problem, std::size_t)>(std::move(begin), token);
    }
    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token)
    {
        boost::asio::const_buffer bytes;
        for (auto one = boost::asio::buffer_sequence_begin(buffers); one != boost::asio::buffer_sequence_end(buffers);
             ++one)
            if (bytes.size() == 0)
                bytes = *one;
        auto begin = [this, bytes](auto handler) {
            begin_write({static_cast<const char*>(bytes.data()), bytes.size()}, std::move(handler));
        };
        return boost::asio::async_initiate<Token, void(Problem, std::size_t)>(std::move(begin), token);
    }
    template <class Token>
    auto async_handshake(boost::asio::ssl::stream_base::handshake_type, Token&& token)
    {
        auto begin = [executor = get_executor()](auto handler) {
            boost::asio::post(executor, [handler = std::move(handler)]() mutable { std::move(handler)(Problem{}); });
        };
        return boost::asio::async_initiate<Token, void(Problem)>(std::move(begin), token);
    }
    template <class Token>
    auto async_shutdown(Token&& token)
    {
        return async_handshake({}, std::forward<Token>(token));
    }

private:
    using Handler = boost::asio::any_completion_handler<void(Problem, std::size_t)>;
    class State;
    void begin_read(char* room, std::size_t size, Handler handler);
    void begin_write(std::string_view bytes, Handler handler);

    std::shared_ptr<Pipe> out_;
    std::shared_ptr<State> state_;
};

} // namespace balieblik::line
