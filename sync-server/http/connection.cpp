// SPDX-License-Identifier: EUPL-1.2
#include "http/connection.hpp"

namespace balieblik::http {

void Connection::end_if_idle()
{
    asio::post(stream.get_executor(), [self = shared_from_this()] {
        if (self->idle)
            beast::get_lowest_layer(self->stream).cancel();
    });
}

void Connection::cut()
{
    asio::post(stream.get_executor(), [self = shared_from_this()] { beast::get_lowest_layer(self->stream).close(); });
}

bool Connections::enter(const std::shared_ptr<Connection>& connection)
{
    const std::lock_guard lock{mutex_};
    auto& from_here = by_address_[connection->address];
    if (stopping_ || present_.size() >= most_ || from_here >= most_per_address_) {
        if (from_here == 0)
            by_address_.erase(connection->address);
        return false;
    }
    ++from_here;
    present_.emplace(connection.get(), connection);
    return true;
}

void Connections::leave(const std::shared_ptr<Connection>& connection)
{
    const std::lock_guard lock{mutex_};
    present_.erase(connection.get());
    if (auto found = by_address_.find(connection->address); found != by_address_.end() && --found->second == 0)
        by_address_.erase(found);
    if (present_.empty())
        empty_.notify_all();
}

bool Connections::stopping() const
{
    const std::lock_guard lock{mutex_};
    return stopping_;
}

void Connections::stop()
{
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    for (const auto& [key, connection] : present_)
        connection->end_if_idle();
}

void Connections::cut_all()
{
    const std::lock_guard lock{mutex_};
    for (const auto& [key, connection] : present_)
        connection->cut();
}

bool Connections::wait_until_empty(milliseconds patience)
{
    std::unique_lock lock{mutex_};
    return empty_.wait_for(lock, patience, [this] { return present_.empty(); });
}

asio::awaitable<std::unique_ptr<Turns::Turn>> Turns::take(std::string path, std::shared_ptr<Connection> connection,
                                                          milliseconds patience)
{
    auto waiting = std::make_shared<Waiting>();
    {
        const std::lock_guard lock{mutex_};
        const auto [place, free] = places_.try_emplace(path, Place{connection, nullptr});
        if (free)
            co_return std::make_unique<Turn>(*this, std::move(path));
        waiting->alarm = std::make_shared<Timer>(connection->stream.get_executor(), patience);
        waiting->connection = connection;
        if (auto& before = place->second.next) { // somebody who waited is no longer the newest
            before->replaced = true;
            asio::post(before->alarm->get_executor(), [alarm = before->alarm] { alarm->cancel(); });
        }
        place->second.next = waiting;
        if (const auto holder = place->second.holder.lock())
            holder->cut();
    }
    boost::system::error_code ended;
    co_await waiting->alarm->async_wait(asio::redirect_error(asio::use_awaitable, ended));
    const std::lock_guard lock{mutex_};
    if (waiting->has_turn)
        co_return std::make_unique<Turn>(*this, std::move(path));
    if (!waiting->replaced)
        if (auto place = places_.find(path); place != places_.end() && place->second.next == waiting)
            place->second.next = nullptr;
    co_return nullptr;
}

void Turns::leave(const std::string& path)
{
    const std::lock_guard lock{mutex_};
    const auto place = places_.find(path);
    if (place == places_.end())
        return;
    if (!place->second.next) {
        places_.erase(place);
        return;
    }
    const auto next = std::exchange(place->second.next, nullptr);
    next->has_turn = true;
    place->second.holder = next->connection;
    asio::post(next->alarm->get_executor(), [alarm = next->alarm] { alarm->cancel(); });
}

} // namespace balieblik::http
