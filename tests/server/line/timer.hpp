// SPDX-License-Identifier: EUPL-1.2
// A timer of the agenda that Asio's coroutines can wait for, as asio::steady_timer is one of the machine's clock.
#pragma once

#include "server/line/agenda.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <optional>

namespace balieblik::line {

class Timer {
public:
    explicit Timer(boost::asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}
    Timer(boost::asio::any_io_executor executor, VirtualClock::duration time) : Timer(std::move(executor))
    {
        expires_after(time);
    }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer() { cancel(); }

    boost::asio::any_io_executor get_executor() const { return state_->executor; }
    void expires_after(VirtualClock::duration time)
    {
        cancel();
        state_->expiry = VirtualClock::now() + time;
    }
    void cancel() { state_->end(boost::asio::error::operation_aborted); }

    template <class Token>
    auto async_wait(Token&& token)
    {
        auto begin = [state = state_](auto handler) {
            state->handler = std::move(handler);
            state->key = Agenda::get().at(state->expiry, [state] { state->end({}); });
        };
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(std::move(begin), token);
    }

private:
    struct State {
        explicit State(boost::asio::any_io_executor on) : executor(std::move(on)) {}

        void end(boost::system::error_code how)
        {
            if (!handler)
                return;
            Agenda::get().strike(key);
            boost::asio::post(executor,
                              [waiting = std::exchange(handler, nullptr), how]() mutable { std::move(waiting)(how); });
        }

        boost::asio::any_io_executor executor;
        VirtualClock::time_point expiry{};
        Agenda::Key key{};
        boost::asio::any_completion_handler<void(boost::system::error_code)> handler;
    };
    std::shared_ptr<State> state_;
};

} // namespace balieblik::line
