// SPDX-License-Identifier: EUPL-1.2
// Somebody with all releases, all versions and all exports, who wants to know how one desk did. Independent of what it
// attacks: it sees published figures only, and uses neither the code nor the reasoning of sync-server/disclosure.
//
// It is given more than a real one has: the exact number of visits and people behind every place, and figures without
// rounding. What it cannot find out with that, nobody can by sums and differences.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balieblik::attacker {

struct Range {
    double lower{};
    double upper{};
};

// What the publisher knows and the attacker is after; used to judge what the attacker says. One for each visit.
struct Visit {
    std::size_t place{}; // a lowest one
    int inspector{};
    std::vector<double> scores;      // by figure
    std::optional<double> mark = {}; // that the inspector gave
    bool seen_twice = false;         // by another inspector as well
    std::size_t number{};            // which one it is, the same in all versions
    int record{};                    // another one once it was corrected: that it was is known, what in it is not
};

struct World {
    std::vector<std::size_t> parent;  // of each place; its own number for the top
    std::vector<int> staff_pool;      // of each place alone
    std::vector<double> weights;      // of the dimensions in the index, which is the last figure; empty: no index
    std::optional<std::size_t> share; // the figure that counts visits: each has 0 or 100
    std::vector<Visit> visits;
};

// What everybody can read: for each figure and place.
struct Cell {
    std::optional<double> mean;
    double rounding = 0;          // how far off the mean may be
    std::optional<Range> bound;   // "95 or more"
    std::optional<double> spread; // standard deviation, which the interval gives away
};
using Published = std::vector<std::vector<Cell>>; // [figure][place]

struct Rule {
    int visits = 10;
    int staff_pool = 5;
    int inspectors = 3;
    double share = 0.3;
    int group_pool = 10;
    double protection = 5;
};

// Something else that was told: a sum of means, each with its factor, lies between two values.
struct Fact {
    struct Term {
        std::size_t figure{};
        std::size_t place{};
        double factor = 1;
    };
    std::vector<Term> terms;
    double lower{};
    double upper{};
};

// What was found out, as sentences; empty if nothing was.
using Findings = std::vector<std::string>;

// Linear programs over all published figures and facts at once, the index among them: hidden means that are pinned
// closer than the rule's protection. Of a share, a hidden count that is pinned altogether. Throws std::logic_error when
// what was told cannot all be true.
Findings solve_for_hidden(const World& world, const Published& published, const Rule& rule,
                          const std::vector<Fact>& facts = {});
// Subtracts published places from those that hold them: groups that may not be published alone.
Findings subtract_places(const World& world, const Published& published, const Rule& rule);
// Uses that the scores of what a subtraction leaves over lie close together.
Findings use_spread(const World& world, const Published& published, const Rule& rule);
// All three.
Findings attack(const World& world, const Published& published, const Rule& rule, const std::vector<Fact>& facts = {});
// Subtracts one version from another.
Findings subtract_versions(const World& before, const Published& first, const World& after, const Published& second,
                           const Rule& rule);
// All versions at once: every sum of them with small whole factors, not only one less another.
struct Version {
    World world; // the same visits in the same order; those that do not count have no scores
    Published published;
};
Findings combine_versions(const std::vector<Version>& versions, const Rule& rule);
// Takes what a neighbour had in the wave before as what it has now, where the place itself is hidden in both.
Findings use_last_wave(const World& before, const Published& last, const World& now, const Published& published,
                       const Rule& rule);

} // namespace balieblik::attacker
