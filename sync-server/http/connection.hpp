// SPDX-License-Identifier: EUPL-1.2
// One TLS connection and what all connections share. For the .cpp files of this room that speak to sockets.
#pragma once

#include "http/app.hpp"
#include "http/line.hpp"
#include "http/router.hpp"
#include "runtime/run_blocking.hpp"

#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace balieblik::http {

// Lives on a strand of its own; only `end_if_idle` and `cut` may be called from elsewhere.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `line`: what the stream is made of.
    template <class... Line>
    explicit Connection(std::string peer, Line&&... line)
        : stream(std::forward<Line>(line)...), address(std::move(peer))
    {
    }

    Stream stream;
    beast::flat_buffer buffer;
    const std::string address; // that its limits are counted by
    bool idle = false;         // between two requests

    void end_if_idle();
    // Ends what it waits for on the network, so that its coroutine comes to an end.
    void cut();
    // Every wait on the network until the next call ends after this long.
    void allow(milliseconds time) { beast::get_lowest_layer(stream).expires_after(time); }
};

// Who is connected, and whether one more may be.
class Connections {
public:
    Connections(std::size_t most, std::size_t most_per_address) : most_(most), most_per_address_(most_per_address) {}

    // False: one too many, in total or from this address; or the server stops.
    bool enter(const std::shared_ptr<Connection>& connection);
    void leave(const std::shared_ptr<Connection>& connection);
    bool stopping() const;

    // From here on nobody enters, and idle connections end.
    void stop();
    void cut_all();
    // True when nobody is left.
    bool wait_until_empty(milliseconds patience);

private:
    const std::size_t most_;
    const std::size_t most_per_address_;
    mutable std::mutex mutex_;
    std::condition_variable empty_;
    std::unordered_map<Connection*, std::shared_ptr<Connection>> present_;
    std::unordered_map<std::string, std::size_t> by_address_;
    bool stopping_ = false;
};

// "The newest wins": a tablet whose network broke comes back while its old connection still looks alive. The newer
// request for the same path ends the older one and then takes its turn.
class Turns {
public:
    class Turn {
    public:
        Turn(Turns& turns, std::string path) : turns_(turns), path_(std::move(path)) {}
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() { turns_.leave(path_); }

    private:
        Turns& turns_;
        const std::string path_;
    };

    // Null if the older one did not end within `patience`, or if a still newer one came.
    asio::awaitable<std::unique_ptr<Turn>> take(std::string path, std::shared_ptr<Connection> connection,
                                                milliseconds patience);

private:
    struct Waiting {
        std::shared_ptr<Timer> alarm; // on the waiter's strand
        std::shared_ptr<Connection> connection;
        bool has_turn = false;
        bool replaced = false;
    };
    struct Place {
        std::weak_ptr<Connection> holder;
        std::shared_ptr<Waiting> next;
    };
    void leave(const std::string& path);

    std::mutex mutex_;
    std::unordered_map<std::string, Place> places_;
};

// What a connection works with.
struct Shared {
    App& app;
    const Tables tables;
    Connections connections;
    Turns turns;
    Workers store_workers;
    Workers password_workers;
    Workers& workers(Pool pool) { return pool == Pool::password ? password_workers : store_workers; }
};

// Serves the connection until it ends, for whatever reason.
asio::awaitable<void> serve(std::shared_ptr<Connection> connection, Shared& shared);

} // namespace balieblik::http
