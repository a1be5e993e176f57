// SPDX-License-Identifier: EUPL-1.2
#include "server/line/wire.hpp"

#include <boost/beast/core/error.hpp>

#include <algorithm>
#include <cstring>

namespace balieblik::line {

std::size_t Pipe::write(std::string_view bytes)
{
    const auto left = [](std::size_t limit, std::size_t used) { return limit - std::min(limit, used); };
    const auto taken = std::min(bytes.size(), left(weather_.room, sent_ - taken_));
    const auto kept = std::min({taken, left(weather_.breaks_after, sent_), left(weather_.deaf_after, sent_)});
    bytes_.append(bytes.substr(0, kept));
    sent_ += taken;
    constexpr std::size_t segment = 1400;
    for (auto upto = bytes_.size() - kept; upto < bytes_.size();) {
        upto = std::min(upto + segment, bytes_.size());
        arrive_later([upto](Pipe& self) { self.arrived_ = upto; });
    }
    if (sent_ > weather_.breaks_after)
        arrive_later([](Pipe& self) { self.broken_ = true; });
    return taken;
}

void Pipe::arrive_later(std::function<void(Pipe&)> what)
{
    // Nothing overtakes what was sent before it.
    const std::chrono::milliseconds way{std::uniform_int_distribution<std::int64_t>{0, weather_.slowest_ms}(engine_)};
    last_arrival_ = std::max(last_arrival_, VirtualClock::now() + way);
    Agenda::get().at(last_arrival_, [self = shared_from_this(), what = std::move(what)] {
        what(*self);
        self->tell();
    });
}

std::size_t Pipe::read(char* to, std::size_t most)
{
    const auto there = std::min({most, arrived_ - taken_, weather_.largest_piece});
    const auto piece =
        weather_.largest_piece == never ? there : std::uniform_int_distribution<std::size_t>{1, there}(engine_);
    std::memcpy(to, bytes_.data() + taken_, piece);
    taken_ += piece;
    tell(); // there is room again
    return piece;
}

void Pipe::close()
{
    closed_ = true;
    tell();
}

void Pipe::leave()
{
    left_ = true;
    tell();
}

void Pipe::tell()
{
    for (const auto& watcher : watchers_)
        if (const auto there = watcher.lock())
            there->look();
}

// What an end waits for. A wait ends once, on the executor, never within the call that began it.
class Stream::State final : public Watcher, public std::enable_shared_from_this<Stream::State> {
public:
    State(executor_type on, std::shared_ptr<Pipe> from, std::shared_ptr<Pipe> to)
        : executor(std::move(on)), in(std::move(from)), out(std::move(to))
    {
    }

    struct Wait {
        Handler handler;
        Agenda::Key alarm{};
    };

    void begin(Wait& wait, Handler handler)
    {
        wait.handler = std::move(handler);
        wait.alarm = Agenda::get().at(deadline, [self = shared_from_this(), &wait] {
            self->end(wait, boost::beast::error::timeout, 0);
            self->close();
        });
        look();
    }

    void end(Wait& wait, Problem how, std::size_t bytes)
    {
        if (!wait.handler)
            return;
        Agenda::get().strike(wait.alarm);
        boost::asio::post(executor, [handler = std::exchange(wait.handler, nullptr), how, bytes]() mutable {
            std::move(handler)(how, bytes);
        });
    }

    void end_waits(Problem how)
    {
        end(reading, how, 0);
        end(writing, how, 0);
    }

    void close()
    {
        if (std::exchange(closed, true))
            return;
        end_waits(boost::asio::error::operation_aborted);
        out->close();
        in->leave();
    }

    void look() override
    {
        if (closed)
            return end_waits(boost::asio::error::operation_aborted);
        if (in->broken() || out->broken())
            return end_waits(boost::asio::error::connection_reset);
        if (writing.handler && out->abandoned())
            end(writing, boost::asio::error::broken_pipe, 0);
        if (writing.handler && out->has_room()) {
            const auto taken = out->write(to_write);
            end(writing, {}, taken);
        }
        if (reading.handler && in->has_bytes() && room_size > 0) {
            // Reading tells everybody, this end too: the wait is over before.
            auto handler = std::exchange(reading.handler, nullptr);
            const auto got = in->read(room, room_size);
            reading.handler = std::move(handler);
            end(reading, {}, got);
        }
        if (reading.handler && in->at_end())
            end(reading, boost::asio::error::eof, 0);
    }

    executor_type executor;
    std::shared_ptr<Pipe> in;
    std::shared_ptr<Pipe> out;
    Wait reading;
    Wait writing;
    char* room = nullptr;
    std::size_t room_size = 0;
    std::string_view to_write;
    Agenda::Time deadline = Agenda::Time::max();
    bool closed = false;
};

Stream::Stream(executor_type executor, std::shared_ptr<Pipe> in, std::shared_ptr<Pipe> out)
    : out_(out), state_(std::make_shared<State>(std::move(executor), in, out))
{
    in->join(state_);
    out->join(state_);
}

Stream::executor_type Stream::get_executor() const { return state_->executor; }

void Stream::expires_after(VirtualClock::duration time) { state_->deadline = VirtualClock::now() + time; }

void Stream::cancel() { state_->end_waits(boost::asio::error::operation_aborted); }

void Stream::close() { state_->close(); }

void Stream::vanish()
{
    state_->closed = true;
    state_->end_waits(boost::asio::error::operation_aborted);
}

void Stream::begin_read(char* room, std::size_t size, Handler handler)
{
    state_->room = room;
    state_->room_size = size;
    state_->begin(state_->reading, std::move(handler));
    if (size == 0)
        state_->end(state_->reading, {}, 0);
}

void Stream::begin_write(std::string_view bytes, Handler handler)
{
    state_->to_write = bytes;
    state_->begin(state_->writing, std::move(handler));
    if (bytes.empty())
        state_->end(state_->writing, {}, 0);
}

} // namespace balieblik::line
