// SPDX-License-Identifier: EUPL-1.2
// The attacker reads what was worked out with a release: every difference, every mean by customers and every reason why
// there is none is one more thing to calculate with.
#pragma once

#include "attacker/loot.hpp"

#include <set>

namespace balieblik::attacker {

struct Told {
    std::vector<Fact> facts;
    Findings findings; // what it tells without any calculating
};

// What the attacker knows beside it, as everybody does who reads a town's own papers.
struct Background {
    std::map<std::string, double> customers; // by code of the location, or of the town that has one location
    std::set<std::string> trained;           // codes of the same places
    Rule rule;
};

// Reads the analyses of the wave `now`, which `before` came before, as the server hands them out (JSON). Figures that
// follow from one of them alone are put into the loot beside those that were published.
Told listen(const std::string& analyses, Loot& loot, const std::string& now, const std::string& before,
            const Background& known);

// Two versions of one wave and what was worked out with each: groups behind both that differ by visits which may not be
// published by themselves.
Findings compare_versions(const std::string& first, const std::string& second, const Loot& loot,
                          const std::string& first_wave, const std::string& second_wave, const Rule& rule);
// Where no visit was declared void or corrected, everything is what it was: one more equation for each hidden place.
std::vector<Fact> what_did_not_change(const Loot& loot, const std::string& first_wave, const std::string& second_wave);

} // namespace balieblik::attacker
