// SPDX-License-Identifier: EUPL-1.2
// Waves that nobody walked: contacts drawn from what Dutch towns published about their counters, under a truth that is
// known, so that what the statistics find can be held against it. For the demonstration, tests and load, from one town
// to all of the European Union; nothing is kept in memory but one town.
//
// Each contact's five dimension scores and its satisfaction are drawn together from a normal distribution with given
// correlations. A part of each deviation belongs to the location, a part to the inspector, a part to how the
// inspector happened to see it, the rest to the visit; as all parts have the same correlations, the whole has them too.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace balieblik::statistics {

enum class SyntheticChannel { counter, telephone, mail };
inline constexpr std::size_t synthetic_dimensions = 5; // tone, rule, wait, environment, outcome

struct SyntheticTruth {
    // Of the dimensions with each other, and with satisfaction.
    std::array<std::array<double, synthetic_dimensions>, synthetic_dimensions> between{{{1, .55, .20, .15, .45},
                                                                                        {.55, 1, .10, .10, .50},
                                                                                        {.20, .10, 1, .20, .15},
                                                                                        {.15, .10, .20, 1, .10},
                                                                                        {.45, .50, .15, .10, 1}}};
    std::array<double, synthetic_dimensions> with_satisfaction{.65, .55, .40, .25, .54};
    // Scores are 0..100. Both ends lie so far out that cutting them off moves no figure by more than a hundredth.
    double score_mean = 60;
    double score_sd = 13;
    double mark_mean = 7.4;
    double mark_sd = 0.85;
    double location_share = 0.10;  // of the variance of every score
    double inspector_share = 0.05; // the same
    double look_share = 0.10;      // the same: two looks of one inspector at one visit would differ by it
    double trend = 0;              // points a wave, all locations
    double training_effect = 0;    // points of tone at trained locations, from the wave after the training
    double drift = 0;              // points of tone a wave, of each inspector whose number is a multiple of ten
    double rule_share = 0.40;      // of contacts with a rule obstacle; the others have no rule score
    // Waits are lognormal, shorter where the wait score is high. A counter's median of 270 s gives a mean of a little
    // over six minutes and 84 % within ten; a telephone's of 14 s gives 77 % within 25.
    std::array<double, 3> wait_median{270, 14, 93'600};
    std::array<double, 3> wait_log_sd{0.8, 0.8, 0.55}; // mail: 87 % within two days
};

struct SyntheticPlan {
    std::uint64_t seed = 1;
    std::int64_t towns = 1;
    std::int64_t inspectors = 5;
    std::int64_t inspectors_per_town = 5;
    double locations_per_town = 2; // mean; a town has at least one
    std::array<std::int64_t, 3> contacts_per_town{30, 15, 5};
    double double_share = 0.10;         // of contacts that a second inspector sees as well
    std::int64_t trained_from_wave = 0; // 0: no training. Every other location is trained.

    static SyntheticPlan town();
    static SyntheticPlan city();
    static SyntheticPlan region();
    static SyntheticPlan netherlands();
    static SyntheticPlan europe();

    std::int64_t contacts_per_wave() const;
};

struct SyntheticLocation {
    std::int64_t number{};     // over all towns
    std::int64_t staff_pool{}; // the least of its band: 1, 5, 10 or 20. Half of the small towns' have fewer than five.
    double customers{};        // a year
    bool trained{};
    std::array<double, synthetic_dimensions + 1> effect{}; // in standard deviations; the last is satisfaction's
};

// What a second inspector made of the same visit.
struct SyntheticSecondLook {
    std::int64_t inspector{};
    double tone{};
};

struct SyntheticContact {
    std::int64_t wave{}; // from 0
    std::int64_t town{};
    std::int64_t location{};
    std::int64_t inspector{};
    SyntheticChannel channel{};
    double tone{};
    std::optional<double> rule;
    double wait{}; // score
    double environment{};
    double outcome{};
    double mark{};         // satisfaction, 1..10
    double wait_seconds{}; // measured
    std::optional<SyntheticSecondLook> second;
};

class SyntheticWaves {
public:
    SyntheticWaves(const SyntheticPlan& plan, const SyntheticTruth& truth);

    std::vector<SyntheticLocation> locations(std::int64_t town) const;
    // The same town and wave always give the same contacts.
    std::vector<SyntheticContact> contacts(std::int64_t wave, std::int64_t town) const;
    // Every contact of a wave in turn, one town in memory at a time.
    void each(std::int64_t wave, const std::function<void(const SyntheticContact&)>& visit) const;

    // --- What is true -----------------------------------------------------------------------------------------------

    // The mean tone that inspectors without any leniency would find at a location.
    double true_tone(const SyntheticLocation& location, std::int64_t wave) const;
    // The share of contacts at a location that wait at most so long.
    double true_share_within(const SyntheticLocation& location, SyntheticChannel channel, double seconds) const;
    // The wait that a share p of all contacts of a channel does not exceed, over all locations and inspectors.
    double true_wait(SyntheticChannel channel, double p) const;

private:
    using Deviations = std::array<double, synthetic_dimensions + 1>;
    Deviations drawn(class SyntheticStream& stream) const;
    Deviations of_inspector(std::int64_t inspector) const;
    SyntheticContact contact_of(const Deviations& deviations, SyntheticChannel channel) const; // but for its tone

    SyntheticPlan plan_;
    SyntheticTruth truth_;
    std::array<Deviations, synthetic_dimensions + 1> root_{}; // Cholesky factor of all six correlations
    double visit_root_{};
    double look_root_{};
};

} // namespace balieblik::statistics
