// SPDX-License-Identifier: EUPL-1.2
#include "statistics/synthetic.hpp"

#include "statistics/numbers.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>

#include <random>
#include <stdexcept>

namespace balieblik::statistics {

namespace {

constexpr std::size_t wait_place = 2; // of the wait score among the deviations

// Sets streams of the same seed apart (the finaliser of SplitMix64, so that neighbouring numbers share nothing).
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

enum class Purpose : std::uint64_t { town, inspector, contacts };

std::uint64_t seed_of(std::uint64_t seed, Purpose purpose, std::int64_t a, std::int64_t b = 0)
{
    auto made = mixed(seed ^ (static_cast<std::uint64_t>(purpose) << 56));
    made = mixed(made ^ static_cast<std::uint64_t>(a));
    return mixed(made ^ static_cast<std::uint64_t>(b));
}

constexpr std::int64_t most_locations_per_town = 64;

} // namespace

class SyntheticStream {
public:
    explicit SyntheticStream(std::uint64_t seed) : engine_(seed) {}
    double normal() { return normal_(engine_); }
    double uniform() { return uniform_(engine_); }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(uniform() * real(limit)); }

private:
    std::mt19937_64 engine_;
    boost::random::normal_distribution<double> normal_;
    boost::random::uniform_01<double> uniform_;
};

SyntheticPlan SyntheticPlan::town() { return {}; }

SyntheticPlan SyntheticPlan::city()
{
    SyntheticPlan plan;
    plan.inspectors = plan.inspectors_per_town = 60;
    plan.locations_per_town = 8;
    plan.contacts_per_town = {900, 450, 150};
    return plan;
}

SyntheticPlan SyntheticPlan::region()
{
    SyntheticPlan plan;
    plan.towns = 11;
    plan.inspectors = 20;
    plan.locations_per_town = 25.0 / 11;
    return plan;
}

SyntheticPlan SyntheticPlan::netherlands()
{
    SyntheticPlan plan;
    plan.towns = 342;
    plan.inspectors = 400;
    plan.locations_per_town = 620.0 / 342;
    return plan;
}

SyntheticPlan SyntheticPlan::europe()
{
    SyntheticPlan plan;
    plan.towns = 99'000;
    plan.inspectors = 50'000;
    plan.locations_per_town = 150.0 / 99;
    return plan;
}

std::int64_t SyntheticPlan::contacts_per_wave() const
{
    return towns * (contacts_per_town[0] + contacts_per_town[1] + contacts_per_town[2]);
}

SyntheticWaves::SyntheticWaves(const SyntheticPlan& plan, const SyntheticTruth& truth) : plan_(plan), truth_(truth)
{
    constexpr std::size_t size = synthetic_dimensions + 1;
    const auto correlation = [&](std::size_t i, std::size_t j) {
        if (i == j)
            return 1.0;
        if (i == synthetic_dimensions || j == synthetic_dimensions)
            return truth_.with_satisfaction[std::min(i, j)];
        return truth_.between[i][j];
    };
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = correlation(i, j);
            for (std::size_t k = 0; k < j; ++k)
                rest -= root_[i][k] * root_[j][k];
            if (i == j && rest <= 0)
                throw std::invalid_argument("no data have these correlations");
            root_[i][j] = i == j ? std::sqrt(rest) : rest / root_[j][j];
        }
    }
    const double of_visit = 1 - truth.location_share - truth.inspector_share - truth.look_share;
    if (truth.location_share < 0 || truth.inspector_share < 0 || truth.look_share < 0 || of_visit <= 0)
        throw std::invalid_argument("the visits themselves must keep a part of the variance");
    if (plan.towns < 1 || plan.inspectors_per_town < 1 || plan.inspectors < plan.inspectors_per_town)
        throw std::invalid_argument("a town needs as many inspectors as visit it");
    visit_root_ = std::sqrt(of_visit);
    look_root_ = std::sqrt(truth.look_share);
}

SyntheticWaves::Deviations SyntheticWaves::drawn(SyntheticStream& stream) const
{
    Deviations independent;
    for (auto& value : independent)
        value = stream.normal();
    Deviations made{};
    for (std::size_t i = 0; i < made.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            made[i] += root_[i][j] * independent[j];
    return made;
}

std::vector<SyntheticLocation> SyntheticWaves::locations(std::int64_t town) const
{
    SyntheticStream stream{seed_of(plan_.seed, Purpose::town, town)};
    const double size = std::exp(stream.normal()); // of the town, 1 in the middle
    // One for certain and the rest by chance, more in larger towns; on average as many as planned.
    const double more = (plan_.locations_per_town - 1) * size / std::exp(0.5);
    auto count = static_cast<std::int64_t>(1 + std::floor(more + stream.uniform()));
    if (plan_.towns == 1)
        count = static_cast<std::int64_t>(std::llround(plan_.locations_per_town));
    count = std::clamp<std::int64_t>(count, 1, most_locations_per_town);

    std::vector<SyntheticLocation> made;
    for (std::int64_t i = 0; i < count; ++i) {
        SyntheticLocation location;
        location.number = town * most_locations_per_town + i;
        location.customers = std::round(12'000 * size * std::exp(0.6 * stream.normal())) + 500;
        const double pool = size * std::exp(0.5 * stream.normal());
        location.staff_pool = pool < 0.6 ? 1 : pool < 1.4 ? 5 : pool < 3 ? 10 : 20;
        location.trained = (town + i) % 2 == 0;
        location.effect = drawn(stream);
        for (auto& effect : location.effect)
            effect *= std::sqrt(truth_.location_share);
        made.push_back(location);
    }
    return made;
}

SyntheticWaves::Deviations SyntheticWaves::of_inspector(std::int64_t inspector) const
{
    SyntheticStream stream{seed_of(plan_.seed, Purpose::inspector, inspector)};
    auto made = drawn(stream);
    for (auto& effect : made)
        effect *= std::sqrt(truth_.inspector_share);
    return made;
}

SyntheticContact SyntheticWaves::contact_of(const Deviations& deviations, SyntheticChannel channel) const
{
    const auto score = [&](std::size_t place) {
        return std::clamp(truth_.score_mean + truth_.score_sd * deviations[place], 0.0, 100.0);
    };
    const auto place = static_cast<std::size_t>(channel);
    SyntheticContact made;
    made.channel = channel;
    made.rule = score(1);
    made.wait = score(wait_place);
    made.environment = score(3);
    made.outcome = score(4);
    made.mark = std::clamp(truth_.mark_mean + truth_.mark_sd * deviations[synthetic_dimensions], 1.0, 10.0);
    made.wait_seconds = truth_.wait_median[place] * std::exp(-truth_.wait_log_sd[place] * deviations[wait_place]);
    return made;
}

std::vector<SyntheticContact> SyntheticWaves::contacts(std::int64_t wave, std::int64_t town) const
{
    const auto here = locations(town);
    // The town's inspectors stand beside each other in the list of all; neighbouring towns share some.
    const std::int64_t first =
        plan_.towns > 1 ? town * (plan_.inspectors - plan_.inspectors_per_town) / plan_.towns : 0;
    std::vector<Deviations> inspectors;
    for (std::int64_t i = 0; i < plan_.inspectors_per_town; ++i)
        inspectors.push_back(of_inspector(first + i));

    SyntheticStream stream{seed_of(plan_.seed, Purpose::contacts, wave, town)};
    std::vector<SyntheticContact> made;
    std::int64_t turn = 0;
    for (const auto channel : {SyntheticChannel::counter, SyntheticChannel::telephone, SyntheticChannel::mail}) {
        for (std::int64_t i = 0; i < plan_.contacts_per_town[static_cast<std::size_t>(channel)]; ++i, ++turn) {
            const auto& location = here[static_cast<std::size_t>(turn) % here.size()];
            const auto who = stream.below(inspectors.size());
            const auto visit = drawn(stream);
            const auto seen_by = [&](std::size_t inspector) {
                const auto look = drawn(stream);
                Deviations deviations;
                for (std::size_t k = 0; k < deviations.size(); ++k)
                    deviations[k] =
                        visit_root_ * visit[k] + look_root_ * look[k] + location.effect[k] + inspectors[inspector][k];
                return deviations;
            };
            const auto tone_of = [&](double deviation, std::int64_t inspector) {
                const double tone = true_tone(location, wave) + truth_.score_sd * (deviation - location.effect[0]) +
                                    (inspector % 10 == 0 ? truth_.drift * real(wave) : 0);
                return std::clamp(tone, 0.0, 100.0);
            };
            const auto deviations = seen_by(who);
            auto contact = contact_of(deviations, channel);
            contact.wave = wave;
            contact.town = town;
            contact.location = location.number;
            contact.inspector = first + static_cast<std::int64_t>(who);
            contact.tone = tone_of(deviations[0], contact.inspector);
            if (stream.uniform() >= truth_.rule_share)
                contact.rule.reset();
            if (inspectors.size() > 1 && stream.uniform() < plan_.double_share) {
                const auto other = (who + 1 + stream.below(inspectors.size() - 1)) % inspectors.size();
                const auto inspector = first + static_cast<std::int64_t>(other);
                contact.second = {inspector, tone_of(seen_by(other)[0], inspector)};
            }
            made.push_back(contact);
        }
    }
    return made;
}

void SyntheticWaves::each(std::int64_t wave, const std::function<void(const SyntheticContact&)>& visit) const
{
    for (std::int64_t town = 0; town < plan_.towns; ++town)
        for (const auto& contact : contacts(wave, town))
            visit(contact);
}

double SyntheticWaves::true_tone(const SyntheticLocation& location, std::int64_t wave) const
{
    const bool has_been_trained = location.trained && plan_.trained_from_wave > 0 && wave >= plan_.trained_from_wave;
    return truth_.score_mean + truth_.score_sd * location.effect[0] + truth_.trend * real(wave) +
           (has_been_trained ? truth_.training_effect : 0);
}

double SyntheticWaves::true_share_within(const SyntheticLocation& location, SyntheticChannel channel,
                                         double seconds) const
{
    const auto place = static_cast<std::size_t>(channel);
    // The wait is at most so long where the deviation is at least this.
    const double least = std::log(truth_.wait_median[place] / seconds) / truth_.wait_log_sd[place];
    const boost::math::normal at_location{location.effect[wait_place], std::sqrt(1 - truth_.location_share)};
    return boost::math::cdf(boost::math::complement(at_location, least));
}

double SyntheticWaves::true_wait(SyntheticChannel channel, double p) const
{
    const auto place = static_cast<std::size_t>(channel);
    return truth_.wait_median[place] *
           std::exp(truth_.wait_log_sd[place] * boost::math::quantile(boost::math::normal{}, p));
}

} // namespace balieblik::statistics
