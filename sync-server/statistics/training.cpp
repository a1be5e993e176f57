// SPDX-License-Identifier: EUPL-1.2
#include "statistics/training.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/special_functions/binomial.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include <numeric>
#include <random>

namespace balieblik::statistics {
namespace {

constexpr std::int64_t random_splits = 100'000;

// The splits differ as much as the sum of one arm does, so sums are compared. Equal splits must count as equal although
// their sums were added up in another order: hence the allowance.
class Splits {
public:
    Splits(std::span<const double> trained, std::span<const double> others)
        : changes_(trained.begin(), trained.end()), arm_(trained.size())
    {
        changes_.insert(changes_.end(), others.begin(), others.end());
        const double centre = std::accumulate(changes_.begin(), changes_.end(), 0.0) / real(changes_.size());
        double size = 0;
        for (auto& change : changes_) {
            change -= centre; // then an arm's sum is the difference of means, but for a factor
            size += std::fabs(change);
        }
        const double observed = std::accumulate(changes_.begin(), changes_.begin() + std::ssize(trained), 0.0);
        least_ = std::fabs(observed) - 1e-12 * size;
    }

    Permutation all()
    {
        choose(0, arm_, 0);
        return {real(as_extreme_) / real(seen_), as_extreme_, seen_, true};
    }

    Permutation some(std::uint64_t seed)
    {
        std::mt19937_64 stream{seed};
        while (seen_ < random_splits) {
            double sum = 0;
            for (std::size_t i = 0; i < arm_; ++i) { // the first steps of a Fisher–Yates shuffle
                boost::random::uniform_int_distribution<std::size_t> any{i, changes_.size() - 1};
                std::swap(changes_[i], changes_[any(stream)]);
                sum += changes_[i];
            }
            count(sum);
        }
        return {real(as_extreme_ + 1) / real(seen_ + 1), as_extreme_, seen_, false};
    }

private:
    void choose(std::size_t from, std::size_t left, double sum)
    {
        if (left == 0) {
            count(sum);
            return;
        }
        for (std::size_t i = from; i + left <= changes_.size(); ++i)
            choose(i + 1, left - 1, sum + changes_[i]);
    }
    void count(double sum)
    {
        ++seen_;
        if (std::fabs(sum) >= least_)
            ++as_extreme_;
    }

    std::vector<double> changes_;
    std::size_t arm_;
    double least_{};
    std::int64_t seen_{};
    std::int64_t as_extreme_{};
};

double ways_to_split(std::size_t all, std::size_t arm)
{
    // Past a thousand locations the number leaves the range of a double; it is far beyond the limit anyway.
    if (all > 1000)
        return most_splits * 2;
    return boost::math::binomial_coefficient<double>(static_cast<unsigned>(all), static_cast<unsigned>(arm));
}

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / real(values.size());
}

// Each location's change from the mean of the waves in [a, b) to that in [b, c).
std::vector<double> changes_of(std::span<const std::vector<double>> rows, std::size_t a, std::size_t b, std::size_t c)
{
    std::vector<double> made;
    for (const auto& row : rows) {
        const std::span<const double> waves{row};
        made.push_back(mean_of(waves.subspan(b, c - b)) - mean_of(waves.subspan(a, b - a)));
    }
    return made;
}

} // namespace

Estimate<TrainingEffect> training_effect(std::span<const double> trained, std::span<const double> others, double level,
                                         std::uint64_t seed)
{
    if (trained.size() < 2 || others.size() < 2)
        return Refusal::too_few;
    TrainingEffect made;
    const auto test = welch(trained, others, level);
    if (test)
        made.test = *test;
    else if (test.error() != Refusal::no_variance)
        return test.error();
    made.effect = mean_of(trained) - mean_of(others);
    if (!std::isfinite(made.effect))
        return Refusal::not_finite;
    if (!test && made.effect == 0)
        return Refusal::no_variance;
    Splits splits{trained, others};
    made.permutation =
        ways_to_split(trained.size() + others.size(), trained.size()) <= most_splits ? splits.all() : splits.some(seed);
    return made;
}

Estimate<CellEffect> training_effect_of_means(const MeansOfArms& means, std::optional<double> trained_error,
                                              std::optional<double> others_error)
{
    const double effect = (means.trained_after - means.trained_before) - (means.others_after - means.others_before);
    if (!std::isfinite(effect))
        return Refusal::not_finite;
    CellEffect made{effect, std::nullopt};
    if (trained_error && others_error) {
        if (!std::isfinite(*trained_error) || !std::isfinite(*others_error))
            return Refusal::not_finite;
        if (*trained_error < 0 || *others_error < 0)
            return Refusal::out_of_range;
        made.standard_error = std::hypot(*trained_error, *others_error);
    }
    return made;
}

Estimate<TrainingSeries> training_series(std::span<const std::vector<double>> trained,
                                         std::span<const std::vector<double>> others, std::size_t first_after,
                                         double level, std::uint64_t seed)
{
    if (trained.size() < 2 || others.size() < 2)
        return Refusal::too_few;
    const auto waves = trained.front().size();
    if (first_after < 1 || first_after >= waves)
        return Refusal::mismatched;
    for (const auto arm : {trained, others})
        for (const auto& row : arm)
            if (row.size() != waves)
                return Refusal::mismatched;
    BALIEBLIK_TRY(effect, training_effect(changes_of(trained, 0, first_after, waves),
                                          changes_of(others, 0, first_after, waves), level, seed));
    TrainingSeries made{effect, {}};
    for (std::size_t wave = 1; wave < first_after; ++wave) {
        auto step = training_effect(changes_of(trained, wave - 1, wave, wave + 1),
                                    changes_of(others, wave - 1, wave, wave + 1), level, seed);
        if (!step && step.error() != Refusal::no_variance)
            return step.error();
        made.before.push_back(step ? std::optional<TrainingEffect>{*step} : std::nullopt);
    }
    return made;
}

} // namespace balieblik::statistics
