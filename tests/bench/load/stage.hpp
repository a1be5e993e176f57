// SPDX-License-Identifier: EUPL-1.2
// Where simulated tablets appear: coroutines on one thread, their connections, and how long their requests took.
#pragma once

#include "measure.hpp"
#include "wire.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace balieblik::load {

using SteadyClock = std::chrono::steady_clock;

inline double seconds_since(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

class Stage {
public:
    Stage(const LoadField& field, const ServerProcess& server) : server_(server), trust_(trusting(field.ca_certificate))
    {
    }

    Wire wire() { return Wire(loop_, server_.port(), trust_); }
    void start(asio::awaitable<void> tablet)
    {
        asio::co_spawn(loop_, std::move(tablet), [this](std::exception_ptr thrown) {
            if (thrown && !failure_)
                failure_ = thrown;
        });
    }
    // Until all have finished; throws what the first of them threw.
    void run()
    {
        loop_.restart();
        loop_.run();
        if (failure_)
            std::rethrow_exception(failure_);
    }
    void forget() { latencies_.clear(); } // what was not to be measured
    void took(SteadyClock::time_point start) { latencies_.push_back(seconds_since(start) * 1e3); }

    Pace pace(std::int64_t items, double seconds, double cpu_seconds)
    {
        Pace pace;
        pace.items = items;
        pace.seconds = seconds;
        pace.per_s = static_cast<double>(items) / seconds;
        pace.server_cpu_ms = cpu_seconds * 1e3 / static_cast<double>(items);
        std::sort(latencies_.begin(), latencies_.end());
        if (!latencies_.empty()) {
            pace.p50_ms = latencies_[latencies_.size() / 2];
            pace.p99_ms = latencies_[latencies_.size() * 99 / 100];
        }
        return pace;
    }

private:
    const ServerProcess& server_;
    const Trust trust_; // one for all: each would keep its own copy of the authority
    asio::io_context loop_{1};
    std::vector<double> latencies_;
    std::exception_ptr failure_;
};

inline void expect(bool holds, const WireReply& reply, std::string_view doing)
{
    if (!holds)
        throw std::runtime_error(std::string(doing) + ": " + std::to_string(reply.status) + " " +
                                 reply.body.substr(0, 300));
}

template <class Made>
auto guarded(Made make) -> std::invoke_result_t<Made>
{
    try {
        return make();
    } catch (const std::exception& thrown) {
        return Error{Errc::internal, thrown.what()};
    }
}

} // namespace balieblik::load
