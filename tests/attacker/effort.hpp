// SPDX-License-Identifier: EUPL-1.2
// How much is tried. BALIEBLIK_ATTACKER_TABLES sets how many organisations, BALIEBLIK_ATTACKER_FIRST where they begin,
// so that a long search can be divided and taken up again.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <vector>

namespace balieblik::attacker {

// The seeds of the organisations to be tried; one in `out_of` where each of them costs so much more.
inline std::vector<std::uint32_t> seeds(int otherwise, int out_of = 1)
{
    const auto* many = std::getenv("BALIEBLIK_ATTACKER_TABLES");
    const auto* first = std::getenv("BALIEBLIK_ATTACKER_FIRST");
    std::vector<std::uint32_t> made(static_cast<std::size_t>((many ? std::atoi(many) : otherwise) + out_of - 1) /
                                    static_cast<std::size_t>(out_of));
    std::iota(made.begin(), made.end(), first ? static_cast<std::uint32_t>(std::atoi(first)) : 0);
    return made;
}

} // namespace balieblik::attacker
