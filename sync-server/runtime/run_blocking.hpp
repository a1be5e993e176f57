// SPDX-License-Identifier: EUPL-1.2
// Blocking work (the store, Argon2, files) away from the event loop: bounded pools, and one way to hop onto them.
// Includes Asio: for .cpp files of http/ only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace balieblik {

// A few threads and a bound on how much may wait for them.
class Workers {
public:
    // Without threads the work is done where it is asked for, for those who want all of it on one thread.
    Workers(std::size_t threads, std::size_t most_at_once)
        : pool_(std::max<std::size_t>(threads, 1)), threads_(threads), most_at_once_(most_at_once)
    {
    }

    // A place in the queue, given back when it goes.
    class Place {
    public:
        explicit Place(Workers& workers) : workers_(&workers) {}
        Place(Place&& other) noexcept : workers_(std::exchange(other.workers_, nullptr)) {}
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        Place& operator=(Place&&) = delete;
        ~Place()
        {
            if (workers_)
                workers_->used_.fetch_sub(1);
        }

    private:
        Workers* workers_;
    };

    // None when the queue is full: the caller answers `busy` instead of letting memory grow.
    std::optional<Place> enter()
    {
        if (used_.fetch_add(1) >= most_at_once_) {
            used_.fetch_sub(1);
            return std::nullopt;
        }
        return std::optional<Place>(std::in_place, *this);
    }

    bool here() const { return threads_ == 0; }
    boost::asio::thread_pool& pool() { return pool_; }
    void join() { pool_.join(); }

private:
    boost::asio::thread_pool pool_;
    const std::size_t threads_;
    const std::size_t most_at_once_;
    std::atomic<std::size_t> used_ = 0;
};

// Runs `work` on the pool and resumes on the caller's executor. It is awaited to its end even when the caller is
// cancelled: a blocking call cannot be stopped, and in Boost 1.83 a cancellation that reaches it ends the process.
// `work` owns its input and is named before the await (GCC 12 destroys braced and capturing temporaries twice).
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> run_blocking(Workers& workers, Work work)
{
    if (workers.here())
        co_return work();
    auto job = [work = std::move(work)]() mutable -> boost::asio::awaitable<std::invoke_result_t<Work&>> {
        co_return work();
    };
    auto token = boost::asio::bind_cancellation_slot(boost::asio::cancellation_slot(), boost::asio::use_awaitable);
    co_return co_await boost::asio::co_spawn(workers.pool(), std::move(job), token);
}

} // namespace balieblik
