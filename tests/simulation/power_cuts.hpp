// SPDX-License-Identifier: EUPL-1.2
// A database of ours, alone, whose machine loses power again and again: what a commit was said to hold must be there,
// and the file must open.
#pragma once

#include "simulation/fault_disk.hpp"

#include <boost/describe.hpp>

namespace balieblik::simulation {

// normal and lying are there to see that loss would be seen.
BOOST_DEFINE_ENUM_CLASS(Durability, full, normal, lying)

struct PowerCuts {
    std::int64_t cuts{};
    std::int64_t commits{};    // that were said to be durable
    std::int64_t lost{};       // of these, gone after a cut
    std::int64_t unreadable{}; // databases that did not open, or failed their check
};

// One database, one to three cuts.
PowerCuts cut_power_of_a_database(std::uint64_t seed, Durability durability);

} // namespace balieblik::simulation
