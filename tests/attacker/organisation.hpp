// SPDX-License-Identifier: EUPL-1.2
// An organisation as the office knows it, released by the real code; and what the attacker makes of it.
#pragma once

#include "attacker/attacker.hpp"
#include "attacker/files.hpp"
#include "usecases/release_cube.hpp"

#include <map>
#include <set>

namespace balieblik::attacker {

// TONE, RULE, OUT, NORM (the share) and INDEX.
inline constexpr std::size_t norm = 3;
std::vector<ReleaseFigure> figures();
std::size_t figure_number(const std::string& code); // throws std::out_of_range

// With the visits that nobody else may know.
struct Organisation {
    std::vector<usecases::CubeLocation> locations;
    struct OfLocation {
        std::size_t location;
        std::uint32_t inspector;
        std::vector<std::optional<double>> values;
        std::optional<double> mark = {};
        bool seen_twice = false; // by another inspector as well
    };
    std::vector<OfLocation> visits;
};

// Of the values of its dimensions; none without any.
std::optional<double> index_value(const std::vector<std::optional<double>>& values);

// Up to 60 locations in four regions; some with nobody, some where everybody scores the same.
Organisation random_organisation(std::uint32_t seed);
// A wave later: scores that moved, visits that were not made again, now and then a town that became part of another.
Organisation next_wave(const Organisation& before, std::uint32_t seed);
// Every contact at a counter of one wave all over the country, as the generator of synthetic waves draws them.
Organisation netherlands();

usecases::BuiltCube release(const Organisation& organisation, const PublishingRule& rule = {},
                            const usecases::EarlierPattern& earlier = {});
// What a wave hid to protect others is hidden first in the next.
usecases::EarlierPattern pattern_of(const usecases::BuiltCube& built);

// What the attacker makes of the figures of one wave, or of several that stand beside each other.
class Loot {
public:
    Loot();

    World world;
    Published published;

    // The tree from the published places, and what each has from the rows of a file.
    void add(const std::string& wave, const Organisation& organisation, const usecases::BuiltCube& built,
             const FileRows& rows);
    // The number of a place by its code in a wave.
    std::optional<std::size_t> place(const std::string& wave, const std::string& code) const;
    bool is_of(const std::string& wave, std::size_t place) const;

private:
    std::map<std::pair<std::string, std::string>, std::size_t> number_;
};
Loot attack_on(const Organisation& organisation, const usecases::BuiltCube& built, const FileRows& rows);

// The cells as they are, without a file in between.
FileRows rows_of_cells(const usecases::BuiltCube& built);

} // namespace balieblik::attacker
