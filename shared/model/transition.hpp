// SPDX-License-Identifier: EUPL-1.2
// A life cycle as a table of (state, step, next state), read by one function.
#pragma once

#include "base/json.hpp"

#include <span>

namespace balieblik {

template <class State, class Step>
struct Transition {
    State from;
    Step step;
    State to;
};

// Refusal: state_conflict, naming the state and the step.
template <class State, class Step>
Result<State> look_up(std::span<const Transition<State, Step>> table, State state, Step step)
{
    for (const auto& row : table)
        if (row.from == state && row.step == step)
            return row.to;
    return Error{Errc::state_conflict,
                 std::string(json::enum_name(state)) + " -> " + std::string(json::enum_name(step))};
}

} // namespace balieblik
