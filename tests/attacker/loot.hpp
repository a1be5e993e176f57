// SPDX-License-Identifier: EUPL-1.2
// What somebody has who took home the figures of one wave or of several.
#pragma once

#include "attacker/attacker.hpp"
#include "attacker/files.hpp"
#include "attacker/organisation.hpp"

#include <map>
#include <span>

namespace balieblik::attacker {

// What the attacker makes of the figures of one wave, or of several that stand beside each other.
class Loot {
public:
    Loot();

    World world;
    Published published;

    // The tree from the published places, and what each has from the rows of a file.
    void add(const std::string& wave, const Organisation& organisation, std::span<const ReleasePlace> places,
             const FileRows& rows);
    // The number of a place by its code in a wave.
    std::optional<std::size_t> place(const std::string& wave, const std::string& code) const;
    bool is_of(const std::string& wave, std::size_t place) const;
    std::vector<std::string> places(const std::string& wave) const; // codes

private:
    std::map<std::pair<std::string, std::string>, std::size_t> number_;
};

} // namespace balieblik::attacker
