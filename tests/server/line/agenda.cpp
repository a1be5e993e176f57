// SPDX-License-Identifier: EUPL-1.2
#include "server/line/agenda.hpp"

#include <algorithm>

namespace balieblik::line {

VirtualClock::time_point VirtualClock::now() { return Agenda::get().now(); }

Agenda& Agenda::get()
{
    static Agenda agenda;
    return agenda;
}

void Agenda::start_anew()
{
    entries_.clear();
    now_ = {};
    noted_ = 0;
}

Agenda::Key Agenda::at(Time time, std::function<void()> what)
{
    const Key key{std::max(time, now_), noted_++};
    entries_.emplace(key, std::move(what));
    return key;
}

bool Agenda::next(Time until)
{
    if (entries_.empty() || entries_.begin()->first.first > until) {
        now_ = std::max(now_, until);
        return false;
    }
    auto entry = entries_.extract(entries_.begin());
    now_ = entry.key().first;
    entry.mapped()();
    return true;
}

} // namespace balieblik::line
