// SPDX-License-Identifier: EUPL-1.2
// Virtual time for everything on one thread: what is to happen, and when. Forty hours pass as fast as what happens in
// them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace balieblik::line {

// A clock as std::chrono wants them, moved by the agenda alone.
struct VirtualClock {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<VirtualClock>;
    static constexpr bool is_steady = true;
    static time_point now();
};

// There is one: the code under test asks for the time without saying whom.
class Agenda {
public:
    using Time = VirtualClock::time_point;
    using Key = std::pair<Time, std::uint64_t>; // what is noted for the same moment happens in the order of noting

    static Agenda& get();

    void start_anew();
    Time now() const { return now_; }
    Key at(Time time, std::function<void()> what);
    void strike(const Key& key) { entries_.erase(key); }
    bool empty() const { return entries_.empty(); }
    // Moves time to the next entry and lets it happen; false if there is none up to `until`, which time then moves to.
    bool next(Time until);

private:
    Time now_{};
    std::uint64_t noted_ = 0;
    std::map<Key, std::function<void()>> entries_;
};

} // namespace balieblik::line
