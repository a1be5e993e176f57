// SPDX-License-Identifier: EUPL-1.2
// One run from its plan to its verdict, and how a plan that fails is made small.
#pragma once

#include "simulation/world.hpp"

namespace balieblik::simulation {

struct Outcome {
    std::optional<Violation> violation;
    std::uint64_t record_hash{}; // of everything that happened
    std::uint64_t record_lines{};
    std::int64_t requests{};
    std::int64_t sealed{}; // visits
};

// `echo`: where the record is printed.
Outcome run(const Plan& plan, std::ostream* echo = nullptr);

// The smallest plan found that still breaks the same property.
Plan shrink(const Plan& plan, const Violation& violation, int most_runs = 400);

} // namespace balieblik::simulation
