// SPDX-License-Identifier: EUPL-1.2
#include "simulation/world.hpp"

namespace balieblik::simulation {
namespace {

std::uint64_t hash_on(std::uint64_t hash, std::string_view text)
{
    for (const char c : text)
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ull;
    return hash;
}

} // namespace

Engine World::engine(std::string_view part) const
{
    return Engine(hash_on(0xcbf29ce484222325ull ^ (plan_.seed * 0xbf58476d1ce4e5b9ull), part));
}

void World::at(milliseconds when, std::function<void()> work)
{
    events_.push({std::max(when, now_), order_++, std::move(work)});
}

void World::run_until(milliseconds until)
{
    while (!events_.empty() && events_.top().at <= until) {
        auto event = events_.top();
        events_.pop();
        now_ = event.at;
        event.work();
    }
    now_ = until;
}

void World::write(const std::string& line)
{
    hash_ = hash_on(hash_, line);
    ++lines_;
    if (echo_)
        *echo_ << line << "\n";
}

void World::fail(std::string property, std::string detail)
{
    log("VIOLATION", property, detail);
    throw Violation{std::move(property), std::move(detail)};
}

} // namespace balieblik::simulation
