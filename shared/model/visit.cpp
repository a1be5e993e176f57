// SPDX-License-Identifier: EUPL-1.2
#include "model/visit.hpp"

#include "model/transition.hpp"

namespace balieblik {
namespace {

constexpr milliseconds tolerated_difference{2000};

} // namespace

Result<VisitState> after(VisitState state, VisitStep step)
{
    using enum VisitState;
    using Step = VisitStep;
    static constexpr Transition<VisitState, Step> table[] = {
        {planned, Step::tap_b1, arrived},      {planned, Step::tap_c1, queueing},
        {planned, Step::tap_c2, being_served}, {planned, Step::tap_g4, left},
        {planned, Step::record, recorded},     {arrived, Step::tap_c1, queueing},
        {arrived, Step::tap_c2, being_served}, {arrived, Step::tap_g4, left},
        {arrived, Step::record, recorded},     {queueing, Step::tap_c2, being_served},
        {queueing, Step::tap_g4, left},        {queueing, Step::record, recorded},
        {being_served, Step::tap_g4, left},    {being_served, Step::record, recorded},
        {left, Step::record, recorded},        {recorded, Step::seal, sealed},
        {sealed, Step::synchronise, synced},   {synced, Step::lock, locked},
        {planned, Step::abort, aborted},       {arrived, Step::abort, aborted},
        {queueing, Step::abort, aborted},      {being_served, Step::abort, aborted},
        {left, Step::abort, aborted},          {recorded, Step::abort, aborted},
        {aborted, Step::seal, sealed},
    };
    return look_up<VisitState, Step>(table, state, step);
}

LapAnswers answers_of(const std::vector<Lap>& laps)
{
    // The latest tap of a kind counts; earlier ones stay in the record.
    std::map<LapKind, const Lap*> latest;
    for (const auto& lap : laps)
        latest[lap.kind] = &lap;

    LapAnswers found;
    const auto flag = [&found](ClockFlag odd) {
        if (std::find(found.flags.begin(), found.flags.end(), odd) == found.flags.end())
            found.flags.push_back(odd);
    };
    const Lap* first = nullptr;
    std::optional<Timestamp> previous;
    for (const auto& [kind, lap] : latest) {
        if (!first)
            first = lap;
        auto time = lap->wall;
        if (lap->boot_id == first->boot_id) {
            time = first->wall + milliseconds{lap->boot_ms - first->boot_ms};
            const auto drift = lap->wall - time;
            if (drift > tolerated_difference || drift < -tolerated_difference)
                flag(ClockFlag::wall_jumped);
        } else {
            flag(ClockFlag::rebooted);
        }
        if (lap->corrected)
            time = *lap->corrected;
        if (previous && time < *previous)
            flag(ClockFlag::out_of_order);
        previous = time;
        found.answers.push_back({kind, time, first->offset_min});
    }
    return found;
}

} // namespace balieblik
