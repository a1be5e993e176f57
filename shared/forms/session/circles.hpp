// SPDX-License-Identifier: EUPL-1.2
// Whether a form's calculations can be put in an order at all.
#pragma once

#include "forms/session/program.hpp"

#include <optional>
#include <string>

namespace balieblik::forms {

// A circle that a calculation is part of, as "/data/a -> /data/b -> /data/a" (each is read by the next); none if there
// is none. What a calculated node reads counts whether its calculation or its own relevance reads it. Not counted are
// reads that may be of another instance of a repeat, and what a constraint, a group's relevance or a node that is not
// calculated reads: these may lean on each other, and do settle unless an answer makes them contradict themselves.
std::optional<std::string> find_circle(const Program& program);

} // namespace balieblik::forms
