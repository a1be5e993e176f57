// SPDX-License-Identifier: EUPL-1.2
// Who waits to be told that something changed (sync-protocol.md, 8.3). Hints only: what changed is found by pulling,
// and a lost hint costs a tablet a poll.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace balieblik::http {

class Wakes {
public:
    // Called on the thread that rings, under a lock: it must only post.
    using Ring = std::function<void()>;

    // Ends with its owner.
    class Place {
    public:
        Place(Wakes& wakes, std::vector<std::string> streams) : wakes_(wakes), streams_(std::move(streams)) {}
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place();

    private:
        friend class Wakes;
        Wakes& wakes_;
        const std::vector<std::string> streams_;
        Ring ring_;
    };

    // From here on `ring` is called for each change of these streams.
    std::unique_ptr<Place> listen(std::vector<std::string> streams, Ring ring);
    // What a next question is asked with: greater than that of every change so far.
    std::int64_t now();
    // Did one of them change after `since`? Also true for a number of another run of the server.
    bool changed(const std::vector<std::string>& streams, std::int64_t since);
    void ring(const std::vector<std::string>& streams);
    std::size_t listeners();
    // For a server that stops: nobody needs to wait any longer.
    void ring_all();

private:
    struct Stream {
        std::int64_t changed_at = 0;
        std::vector<Place*> listeners;
    };
    std::mutex mutex_;
    std::int64_t count_ = 0;
    std::unordered_map<std::string, Stream> streams_;
};

} // namespace balieblik::http
