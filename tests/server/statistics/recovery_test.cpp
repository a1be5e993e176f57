// SPDX-License-Identifier: EUPL-1.2
// From waves with a known truth the statistics find it again, and their intervals hold it as often as they promise.
#include "statistics/numbers.hpp"
#include "statistics/statistics.hpp"
#include "statistics/synthetic.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace balieblik::statistics {
namespace {

// How often intervals held the truth. A 95 % interval may miss in some of so many waves, but seldom in more or fewer
// than chance allows: 3.5 standard errors, on a share that `slack` makes wider where a method is known to be a little
// off in small samples.
class Coverage {
public:
    void count(const Interval& interval, double truth)
    {
        ++waves_;
        if (interval.lower <= truth && truth <= interval.upper)
            ++held_;
    }
    void expect_nominal(double below = 0, double above = 0) const
    {
        const double error = 3.5 * std::sqrt(0.95 * 0.05 / static_cast<double>(waves_));
        EXPECT_GE(share(), 0.95 - error - below) << held_ << " of " << waves_;
        EXPECT_LE(share(), 0.95 + error + above) << held_ << " of " << waves_;
    }
    double share() const { return static_cast<double>(held_) / static_cast<double>(waves_); }

private:
    std::int64_t waves_ = 0;
    std::int64_t held_ = 0;
};

SyntheticPlan counters_only(std::int64_t contacts, double locations = 1)
{
    SyntheticPlan plan;
    plan.inspectors = plan.inspectors_per_town = 6;
    plan.locations_per_town = locations;
    plan.contacts_per_town = {contacts, 0, 0};
    return plan;
}

SyntheticTruth without_inspectors()
{
    SyntheticTruth truth;
    truth.inspector_share = 0;
    return truth;
}

std::vector<double> tones(std::span<const SyntheticContact> contacts, std::int64_t location = -1)
{
    std::vector<double> made;
    for (const auto& contact : contacts)
        if (location < 0 || contact.location == location)
            made.push_back(contact.tone);
    return made;
}

TEST(SyntheticWaves, are_the_same_for_the_same_seed_and_others_for_another)
{
    auto plan = SyntheticPlan::region();
    const SyntheticWaves waves{plan, {}};
    plan.seed = 2;
    const SyntheticWaves others{plan, {}};

    EXPECT_EQ(waves.contacts(3, 7)[20].tone, waves.contacts(3, 7)[20].tone);
    EXPECT_NE(waves.contacts(3, 7)[20].tone, waves.contacts(4, 7)[20].tone);
    EXPECT_NE(waves.contacts(3, 7)[20].tone, others.contacts(3, 7)[20].tone);
}

TEST(SyntheticWaves, have_the_sizes_of_the_tiers)
{
    EXPECT_EQ(SyntheticPlan::town().contacts_per_wave(), 50);
    EXPECT_EQ(SyntheticPlan::city().contacts_per_wave(), 1'500);
    EXPECT_EQ(SyntheticPlan::region().contacts_per_wave(), 550);
    EXPECT_EQ(SyntheticPlan::netherlands().contacts_per_wave(), 17'100);
    EXPECT_EQ(SyntheticPlan::europe().contacts_per_wave(), 4'950'000);

    const SyntheticWaves country{SyntheticPlan::netherlands(), {}};
    std::size_t locations = 0;
    std::size_t small = 0;
    for (std::int64_t town = 0; town < 342; ++town) {
        for (const auto& location : country.locations(town)) {
            ++locations;
            small += location.staff_pool < 5 ? 1 : 0;
        }
    }
    EXPECT_NEAR(static_cast<double>(locations), 620, 60);
    EXPECT_GT(small, 100U) << "small counters must be common";
}

TEST(SyntheticWaves, have_the_marginals_that_towns_published)
{
    const SyntheticWaves country{SyntheticPlan::netherlands(), {}};
    Moments mark;
    Moments wait;
    std::int64_t with_rule = 0;
    std::int64_t all = 0;
    std::int64_t in_time[3]{};
    std::int64_t of_channel[3]{};
    const double norms[]{600, 25, 172'800};
    country.each(0, [&](const SyntheticContact& contact) {
        mark.add(contact.mark);
        ++all;
        with_rule += contact.rule ? 1 : 0;
        const auto channel = static_cast<std::size_t>(contact.channel);
        ++of_channel[channel];
        in_time[channel] += contact.wait_seconds <= norms[channel] ? 1 : 0;
        if (contact.channel == SyntheticChannel::counter)
            wait.add(contact.wait_seconds);
    });

    EXPECT_EQ(all, 17'100);
    EXPECT_NEAR(mark.mean, 7.4, 0.1);
    EXPECT_NEAR(wait.mean, 372, 20) << "a little over six minutes";
    EXPECT_NEAR(static_cast<double>(with_rule) / 17'100, 0.40, 0.02);
    EXPECT_NEAR(static_cast<double>(in_time[0]) / static_cast<double>(of_channel[0]), 0.84, 0.03);
    EXPECT_NEAR(static_cast<double>(in_time[1]) / static_cast<double>(of_channel[1]), 0.77, 0.03);
    EXPECT_NEAR(static_cast<double>(in_time[2]) / static_cast<double>(of_channel[2]), 0.87, 0.03);
}

TEST(Recovery, of_the_share_within_the_norm)
{
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto plan = counters_only(60);
        plan.seed = seed;
        const SyntheticWaves waves{plan, without_inspectors()};
        std::int64_t hits = 0;
        for (const auto& contact : waves.contacts(0, 0))
            hits += contact.wait_seconds <= 600 ? 1 : 0;
        coverage.count(wilson(hits, 60)->interval,
                       waves.true_share_within(waves.locations(0)[0], SyntheticChannel::counter, 600));
    }
    coverage.expect_nominal();
}

TEST(Recovery, of_mean_tone_and_of_its_change)
{
    Coverage mean;
    Coverage change;
    auto truth = without_inspectors();
    truth.trend = 3;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto plan = counters_only(20);
        plan.seed = seed;
        const SyntheticWaves waves{plan, truth};
        const auto before = tones(waves.contacts(0, 0));
        const auto after = tones(waves.contacts(1, 0));
        mean.count(mean_with_interval(before)->interval, waves.true_tone(waves.locations(0)[0], 0));
        change.count(welch(after, before)->interval, 3);
    }
    mean.expect_nominal();
    change.expect_nominal();
}

TEST(Recovery, of_a_town_under_the_number_of_its_customers)
{
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto plan = counters_only(48, 4);
        plan.seed = seed;
        const SyntheticWaves waves{plan, without_inspectors()};
        const auto contacts = waves.contacts(0, 0);
        std::vector<Stratum> strata;
        double customers = 0;
        double truth = 0;
        for (const auto& location : waves.locations(0)) {
            strata.push_back(*stratum_of(location.customers, tones(contacts, location.number)));
            customers += location.customers;
            truth += location.customers * waves.true_tone(location, 0);
        }
        coverage.count(stratified_mean(strata)->interval, truth / customers);
    }
    // Few visits a location make the degrees of freedom n − H a little generous.
    coverage.expect_nominal(0.01);
}

TEST(Recovery, of_the_difference_of_two_shares)
{
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto plan = counters_only(80, 2);
        plan.seed = seed;
        const SyntheticWaves waves{plan, without_inspectors()};
        const auto locations = waves.locations(0);
        std::int64_t hits[2]{};
        std::int64_t n[2]{};
        for (const auto& contact : waves.contacts(0, 0)) {
            const auto place = contact.location == locations[0].number ? 0 : 1;
            ++n[place];
            hits[place] += contact.wait_seconds <= 600 ? 1 : 0;
        }
        const auto truth = [&](std::size_t place) {
            return waves.true_share_within(locations[place], SyntheticChannel::counter, 600);
        };
        coverage.count(two_shares(hits[0], n[0], hits[1], n[1])->interval, truth(0) - truth(1));
    }
    coverage.expect_nominal();
}

TEST(Recovery, of_the_wait_that_nine_in_ten_do_not_exceed)
{
    Coverage coverage;
    auto truth = without_inspectors();
    truth.location_share = 0;
    const auto promised = order_interval(120, 0.9)->coverage;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto plan = counters_only(120);
        plan.seed = seed;
        const SyntheticWaves waves{plan, truth};
        std::vector<double> waits;
        for (const auto& contact : waves.contacts(0, 0))
            waits.push_back(contact.wait_seconds);
        coverage.count(*percentile_with_interval(waits, 0.9)->interval,
                       waves.true_wait(SyntheticChannel::counter, 0.9));
    }
    EXPECT_NEAR(coverage.share(), promised, 0.03);
}

TEST(Recovery, of_what_tone_rule_and_wait_do_to_satisfaction)
{
    // With every contact about a rule, the split of the correlations behind is the truth.
    SyntheticTruth truth = without_inspectors();
    truth.location_share = 0;
    truth.rule_share = 1;
    std::vector<std::vector<double>> between;
    for (const auto& row : truth.between)
        between.emplace_back(row.begin(), row.end());
    const auto split = *key_drivers(*correlations(between, truth.with_satisfaction));
    std::array<Coverage, synthetic_dimensions> coverage;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        auto plan = counters_only(300);
        plan.seed = seed;
        DriverData data;
        data.predictors.resize(synthetic_dimensions);
        for (const auto& contact : SyntheticWaves{plan, truth}.contacts(0, 0)) {
            data.outcome.push_back(contact.mark);
            const double scores[]{contact.tone, *contact.rule, contact.wait, contact.environment, contact.outcome};
            for (std::size_t i = 0; i < synthetic_dimensions; ++i)
                data.predictors[i].push_back(scores[i]);
        }
        Bootstrap how;
        how.seed = seed;
        how.resamples = 200;
        const auto intervals = driver_intervals(data, {}, {}, how);
        ASSERT_TRUE(intervals);
        for (std::size_t i = 0; i < synthetic_dimensions; ++i)
            coverage[i].count(intervals->drivers[i].lmg, split.drivers[i].lmg);
    }
    // Percentile intervals of shares of variance are known to fall a little short of their promise.
    for (const auto& each : coverage)
        each.expect_nominal(0.03, 0.02);
}

TEST(Recovery, of_the_inspectors_share_of_the_variance)
{
    SyntheticTruth truth;
    truth.inspector_share = 0.15;
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        auto plan = counters_only(300, 6);
        plan.seed = seed;
        plan.inspectors = plan.inspectors_per_town = 20;
        std::vector<ScoredVisit> visits;
        for (const auto& contact : SyntheticWaves{plan, truth}.contacts(0, 0))
            visits.push_back({contact.tone, contact.inspector, contact.location, 0});
        coverage.count(inspector_variance(visits)->interval, 0.15);
    }
    coverage.expect_nominal(0.02, 0.02);
}

TEST(Recovery, of_how_far_two_inspectors_at_one_visit_agree)
{
    // What is neither the inspectors' nor the looks' is the same for both.
    SyntheticTruth truth;
    truth.inspector_share = 0.10;
    truth.look_share = 0.15;
    truth.location_share = 0;
    Coverage coverage;
    Moments agreement;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        auto plan = counters_only(60);
        plan.seed = seed;
        plan.inspectors = plan.inspectors_per_town = 60; // so that each pair is another
        plan.double_share = 1;
        Ratings ratings;
        for (const auto& contact : SyntheticWaves{plan, truth}.contacts(0, 0))
            ratings.push_back({contact.tone, contact.second->tone});
        const auto made = intraclass_correlations(ratings);
        ASSERT_TRUE(made);
        coverage.count(*made->icc21.interval, 0.75);
        agreement.add(made->icc21.icc);
    }
    EXPECT_NEAR(agreement.mean, 0.75, 0.02);
    coverage.expect_nominal(0.02, 0.02);
}

TEST(Recovery, of_an_inspector_who_grows_milder)
{
    SyntheticTruth truth;
    truth.drift = 4;
    Coverage drifting;
    Coverage steady;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        auto plan = counters_only(60, 3);
        plan.seed = seed;
        const SyntheticWaves waves{plan, truth};
        std::vector<ScoredVisit> visits;
        for (std::int64_t wave = 0; wave < 4; ++wave)
            for (const auto& contact : waves.contacts(wave, 0))
                visits.push_back({contact.tone, contact.inspector, contact.location, static_cast<double>(wave)});
        const auto made = leniency_drift(visits);
        ASSERT_TRUE(made);
        ASSERT_EQ(made->inspectors.size(), 6U);
        drifting.count(made->inspectors[0].interval, 4 - 4.0 / 6); // beyond the mean of all six
        steady.count(made->inspectors[3].interval, -4.0 / 6);
    }
    drifting.expect_nominal();
    steady.expect_nominal();
}

TEST(Recovery, of_what_training_did)
{
    SyntheticTruth truth;
    truth.training_effect = 6;
    truth.trend = 1;
    Coverage coverage;
    std::int64_t found = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SyntheticPlan plan = SyntheticPlan::region();
        plan.seed = seed;
        plan.trained_from_wave = 1;
        const SyntheticWaves waves{plan, truth};
        std::vector<double> trained;
        std::vector<double> others;
        for (std::int64_t town = 0; town < plan.towns; ++town) {
            const auto before = waves.contacts(0, town);
            const auto after = waves.contacts(1, town);
            for (const auto& location : waves.locations(town)) {
                const double change =
                    moments_of(tones(after, location.number)).mean - moments_of(tones(before, location.number)).mean;
                (location.trained ? trained : others).push_back(change);
            }
        }
        const auto effect = welch(trained, others); // as training_effect, without the splits
        ASSERT_TRUE(effect);
        coverage.count(effect->interval, 6);
        found += effect->p < 0.05 ? 1 : 0;
    }
    coverage.expect_nominal();
    EXPECT_GT(found, 200) << "six points must be found more often than not";
}

TEST(Recovery, of_nothing_where_there_is_nothing)
{
    // Without an effect, five in a hundred tests raise a false alarm; Holm bounds it for all of them together.
    std::int64_t alarms = 0;
    std::int64_t families_with_alarm = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        std::vector<double> p_values;
        for (std::uint64_t test = 0; test < 10; ++test) {
            auto plan = counters_only(40);
            plan.seed = 1000 * seed + test;
            const SyntheticWaves waves{plan, without_inspectors()};
            p_values.push_back(welch(tones(waves.contacts(0, 0)), tones(waves.contacts(1, 0)))->p);
        }
        alarms += std::count_if(p_values.begin(), p_values.end(), [](double p) { return p <= 0.05; });
        const auto adjusted = *holm(p_values);
        families_with_alarm +=
            std::any_of(adjusted.begin(), adjusted.end(), [](double p) { return p <= 0.05; }) ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(alarms) / 2000, 0.05, 0.017);
    EXPECT_LE(families_with_alarm, 21);
}

} // namespace
} // namespace balieblik::statistics
