// SPDX-License-Identifier: EUPL-1.2
// An organisation as the office knows it, with the visits that nobody else may know.
#pragma once

#include "model/release.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balieblik::attacker {

// TONE, RULE, OUT, NORM (the share) and INDEX.
inline constexpr std::size_t norm = 3;
std::vector<ReleaseFigure> figures();
std::size_t figure_number(const std::string& code); // throws std::out_of_range

struct Organisation {
    struct Location {
        std::string code;
        std::string name;
        std::string municipality;
        std::string municipality_name;
        std::string region;
        std::int64_t staff_pool{};
    };
    std::vector<Location> locations;
    struct OfLocation {
        std::size_t location;
        std::uint32_t inspector;
        std::vector<std::optional<double>> values;
        std::optional<double> mark = {};
        bool seen_twice = false; // by another inspector as well
        std::size_t number = {}; // which visit it is, the same in all versions
        int record = {};         // another one once it was corrected
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

} // namespace balieblik::attacker
