// SPDX-License-Identifier: EUPL-1.2
#include "http/wakes.hpp"

#include <algorithm>

namespace balieblik::http {

Wakes::Place::~Place()
{
    const std::scoped_lock lock(wakes_.mutex_);
    for (const auto& stream : streams_) {
        const auto found = wakes_.streams_.find(stream);
        if (found == wakes_.streams_.end())
            continue;
        auto& listeners = found->second.listeners;
        std::erase(listeners, this);
    }
}

std::unique_ptr<Wakes::Place> Wakes::listen(std::vector<std::string> streams, Ring ring)
{
    auto place = std::make_unique<Place>(*this, std::move(streams));
    place->ring_ = std::move(ring);
    const std::scoped_lock lock(mutex_);
    for (const auto& stream : place->streams_)
        streams_[stream].listeners.push_back(place.get());
    return place;
}

std::int64_t Wakes::now()
{
    const std::scoped_lock lock(mutex_);
    return count_;
}

bool Wakes::changed(const std::vector<std::string>& streams, std::int64_t since)
{
    const std::scoped_lock lock(mutex_);
    if (since > count_ || since < 0)
        return true;
    return std::any_of(streams.begin(), streams.end(), [&](const std::string& stream) {
        const auto found = streams_.find(stream);
        return found != streams_.end() && found->second.changed_at > since;
    });
}

void Wakes::ring(const std::vector<std::string>& streams)
{
    const std::scoped_lock lock(mutex_);
    ++count_;
    for (const auto& stream : streams) {
        auto& changed = streams_[stream];
        changed.changed_at = count_;
        for (const auto* place : changed.listeners)
            place->ring_();
    }
}

std::size_t Wakes::listeners()
{
    const std::scoped_lock lock(mutex_);
    std::size_t found = 0;
    for (const auto& [name, stream] : streams_)
        found += stream.listeners.size();
    return found;
}

void Wakes::ring_all()
{
    const std::scoped_lock lock(mutex_);
    for (const auto& [name, stream] : streams_)
        for (const auto* place : stream.listeners)
            place->ring_();
}

} // namespace balieblik::http
