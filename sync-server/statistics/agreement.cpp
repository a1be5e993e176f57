// SPDX-License-Identifier: EUPL-1.2
#include "statistics/agreement.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/distributions/fisher_f.hpp>

#include <map>

namespace balieblik::statistics {
namespace {

constexpr std::size_t most_scores = 20'000;

// The scores that have a partner, as places in the ascending list of all different ones.
struct Pairable {
    std::vector<double> scores;
    std::vector<std::vector<std::size_t>> units;
};

Estimate<Pairable> pairable(const Ratings& ratings)
{
    std::map<double, std::size_t> places;
    std::vector<std::vector<double>> units;
    for (const auto& row : ratings) {
        std::vector<double> given;
        for (const auto& score : row) {
            if (!score)
                continue;
            if (!std::isfinite(*score))
                return Refusal::not_finite;
            given.push_back(*score == 0 ? 0 : *score); // −0 is 0
        }
        if (given.size() < 2)
            continue;
        for (const double score : given)
            places.emplace(score, 0);
        units.push_back(std::move(given));
    }
    if (places.size() > most_scores)
        return Refusal::too_many;
    Pairable made;
    for (auto& [score, place] : places) {
        place = made.scores.size();
        made.scores.push_back(score);
    }
    for (const auto& unit : units) {
        auto& own = made.units.emplace_back();
        for (const double score : unit)
            own.push_back(places.at(score));
    }
    return made;
}

// The squared distance of two scores, given how often each score was met.
class Distance {
public:
    Distance(AlphaMetric metric, const std::vector<double>& scores, const std::vector<double>& counts)
        : metric_(metric), scores_(scores), counts_(counts), up_to_(counts.size() + 1)
    {
        for (std::size_t i = 0; i < counts.size(); ++i)
            up_to_[i + 1] = up_to_[i] + counts[i];
    }
    double squared(std::size_t c, std::size_t k) const
    {
        if (c == k)
            return 0;
        const double difference = distance(std::min(c, k), std::max(c, k));
        return difference * difference;
    }

private:
    double distance(std::size_t c, std::size_t k) const
    {
        switch (metric_) {
        case AlphaMetric::nominal:
            return 1;
        case AlphaMetric::ordinal:
            return up_to_[k + 1] - up_to_[c] - (counts_[c] + counts_[k]) / 2;
        case AlphaMetric::interval:
            return scores_[k] - scores_[c];
        case AlphaMetric::ratio:
            return (scores_[k] - scores_[c]) / (scores_[k] + scores_[c]);
        }
        return 0;
    }

    AlphaMetric metric_;
    const std::vector<double>& scores_;
    const std::vector<double>& counts_;
    std::vector<double> up_to_;
};

// With each unit as often as it was drawn.
Estimate<Alpha> alpha_of(const Pairable& from, AlphaMetric metric, std::span<const std::int32_t> times)
{
    Alpha made;
    std::vector<double> counts(from.scores.size());
    for (std::size_t unit = 0; unit < from.units.size(); ++unit) {
        made.units += times[unit];
        made.pairable += times[unit] * std::ssize(from.units[unit]);
        for (const auto score : from.units[unit])
            counts[score] += times[unit];
    }
    if (made.units < 2)
        return made.units == 0 ? Refusal::no_data : Refusal::too_few;
    const Distance distance{metric, from.scores, counts};
    for (std::size_t unit = 0; unit < from.units.size(); ++unit) {
        const auto& own = from.units[unit];
        double apart = 0;
        for (std::size_t i = 0; i < own.size(); ++i)
            for (std::size_t j = i + 1; j < own.size(); ++j)
                apart += 2 * distance.squared(own[i], own[j]);
        made.observed += times[unit] * apart / real(own.size() - 1);
    }
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::size_t k = c + 1; k < counts.size(); ++k)
            made.expected += 2 * counts[c] * counts[k] * distance.squared(c, k);
    const double n = real(made.pairable);
    made.observed /= n;
    made.expected /= n * (n - 1);
    if (!std::isfinite(made.observed) || !std::isfinite(made.expected))
        return Refusal::not_finite; // scores so large that their squares are not numbers any more
    if (!(made.expected > 0))
        return Refusal::no_variance;
    made.alpha = 1 - made.observed / made.expected;
    return made;
}

Estimate<Pairable> checked(const Ratings& ratings, AlphaMetric metric)
{
    if (ratings.empty())
        return Refusal::no_data;
    BALIEBLIK_TRY(made, pairable(ratings));
    if (metric == AlphaMetric::ratio && !made.scores.empty() && made.scores.front() < 0)
        return Refusal::out_of_range;
    return made;
}

// --- Intraclass correlations ---------------------------------------------------------------------------------------

struct Squares {
    double n{}; // visits
    double k{}; // raters
    double between{};
    double within{};
    double raters{};
    double error{};
};

// With next to no degrees of freedom a quantile lies beyond all numbers; then there is no interval, and no exception.
using Quiet =
    boost::math::policies::policy<boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;
using F = boost::math::fisher_f_distribution<double, Quiet>;

double upper_quantile(double df1, double df2, double tail)
{
    return boost::math::quantile(boost::math::complement(F{df1, df2}, tail));
}

std::optional<Interval> if_finite(double lower, double upper)
{
    return std::isfinite(lower) && std::isfinite(upper) ? std::optional<Interval>{{lower, upper}} : std::nullopt;
}

Icc tested(double icc, double f, double df1, double df2)
{
    Icc made{icc, f, df1, df2, 0, std::nullopt};
    if (std::isfinite(f))
        made.p = boost::math::cdf(boost::math::complement(F{df1, df2}, f));
    return made;
}

// (1,·) and (3,·) differ in what F compares with only.
struct OneAndMean {
    Icc one;
    Icc mean;
};
OneAndMean simple(double between, double against, double k, double df1, double df2, double tail)
{
    const double f = between / against;
    OneAndMean made{tested((between - against) / (between + (k - 1) * against), f, df1, df2),
                    tested((between - against) / between, f, df1, df2)};
    if (std::isfinite(f)) {
        const double low = f / upper_quantile(df1, df2, tail);
        const double high = f * upper_quantile(df2, df1, tail);
        made.one.interval = if_finite((low - 1) / (low + k - 1), (high - 1) / (high + k - 1));
        made.mean.interval = if_finite(1 - 1 / low, 1 - 1 / high);
    }
    return made;
}

OneAndMean absolute(const Squares& ms, double df1, double df2, double tail)
{
    const double n = ms.n;
    const double k = ms.k;
    const double f = ms.between / ms.error;
    const double icc = (ms.between - ms.error) / (ms.between + (k - 1) * ms.error + k * (ms.raters - ms.error) / n);
    OneAndMean made{tested(icc, f, df1, df2),
                    tested((ms.between - ms.error) / (ms.between + (ms.raters - ms.error) / n), f, df1, df2)};
    if (!std::isfinite(f))
        return made;
    // Satterthwaite's degrees of freedom of the composite in the denominator.
    const double ratio = ms.raters / ms.error;
    const double a = k * icc * ratio;
    const double b = n * (1 + (k - 1) * icc) - k * icc;
    const double v = (k - 1) * (n - 1) * (a + b) * (a + b) / ((n - 1) * a * a + b * b);
    if (!std::isfinite(v) || v <= 0)
        return made;
    const double f_low = upper_quantile(df1, v, tail);
    const double f_high = upper_quantile(v, df1, tail);
    const double rest = k * ms.raters + (k * n - k - n) * ms.error;
    const double low = n * (ms.between - f_low * ms.error) / (f_low * rest + n * ms.between);
    const double high = n * (f_high * ms.between - ms.error) / (rest + n * f_high * ms.between);
    made.one.interval = if_finite(low, high);
    made.mean.interval = if_finite(low * k / (1 + low * (k - 1)), high * k / (1 + high * (k - 1)));
    return made;
}

struct Whole {
    std::vector<std::vector<double>> rows;
    std::int64_t left_out{};
};
Estimate<Whole> whole_rows(const Ratings& ratings)
{
    if (ratings.empty())
        return Refusal::no_data;
    Whole made;
    for (const auto& row : ratings) {
        if (row.size() != ratings.front().size())
            return Refusal::mismatched;
        std::vector<double> own;
        for (const auto& score : row)
            if (score)
                own.push_back(*score);
        if (!all_finite(own))
            return Refusal::not_finite;
        if (own.size() == row.size())
            made.rows.push_back(std::move(own));
        else
            ++made.left_out;
    }
    if (made.rows.size() < 2 || made.rows.front().size() < 2)
        return Refusal::too_few;
    return made;
}

// Two-way analysis of variance with one score a cell. The residuals are summed as such: as a difference of sums they
// would not come out as 0 where raters differ in nothing.
Squares squares_of(const std::vector<std::vector<double>>& rows)
{
    const auto n = rows.size();
    const auto k = rows.front().size();
    std::vector<double> row_mean(n);
    std::vector<double> column_mean(k);
    double mean = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            row_mean[i] += rows[i][j] / real(k);
            column_mean[j] += rows[i][j] / real(n);
            mean += rows[i][j] / real(n * k);
        }
    Squares made{real(n), real(k)};
    for (std::size_t i = 0; i < n; ++i) {
        made.between += real(k) * (row_mean[i] - mean) * (row_mean[i] - mean);
        for (std::size_t j = 0; j < k; ++j) {
            const double apart = rows[i][j] - row_mean[i];
            const double left = apart - (column_mean[j] - mean);
            made.within += apart * apart;
            made.error += left * left;
        }
    }
    for (const double column : column_mean)
        made.raters += real(n) * (column - mean) * (column - mean);
    // Rounding is no variance.
    const double nothing = 1e-24 * (made.between + made.within) + 1e-28 * real(n * k) * mean * mean;
    for (auto* sum : {&made.between, &made.within, &made.raters, &made.error})
        if (std::isfinite(nothing) && *sum <= nothing)
            *sum = 0;
    made.between /= real(n - 1);
    made.within /= real(n * (k - 1));
    made.raters /= real(k - 1);
    made.error /= real((n - 1) * (k - 1));
    return made;
}

} // namespace

Estimate<Alpha> krippendorff_alpha(const Ratings& ratings, AlphaMetric metric)
{
    BALIEBLIK_TRY(from, checked(ratings, metric));
    return alpha_of(from, metric, std::vector<std::int32_t>(from.units.size(), 1));
}

Estimate<AlphaInterval> alpha_interval(const Ratings& ratings, AlphaMetric metric, const Bootstrap& how)
{
    BALIEBLIK_TRY(from, checked(ratings, metric));
    BALIEBLIK_CHECK(alpha_of(from, metric, std::vector<std::int32_t>(from.units.size(), 1)));
    const Figures figures = [&](std::span<const std::int32_t> times) -> std::optional<std::vector<double>> {
        const auto alpha = alpha_of(from, metric, times);
        return alpha ? std::optional{std::vector{alpha->alpha}} : std::nullopt;
    };
    BALIEBLIK_TRY(resampled, bootstrap(from.units.size(), figures, how));
    return AlphaInterval{resampled.intervals.front(), resampled.resamples, resampled.without_figure};
}

Estimate<Iccs> intraclass_correlations(const Ratings& ratings, double level)
{
    if (!std::isfinite(level))
        return Refusal::not_finite;
    if (level <= 0 || level >= 1)
        return Refusal::out_of_range;
    BALIEBLIK_TRY(whole, whole_rows(ratings));
    const auto ms = squares_of(whole.rows);
    if (!std::isfinite(ms.between) || !std::isfinite(ms.within) || !std::isfinite(ms.raters))
        return Refusal::not_finite;
    if (!(ms.between > 0))
        return Refusal::no_variance;
    const double tail = (1 - level) / 2;
    const double df1 = ms.n - 1;
    const double df_error = df1 * (ms.k - 1);
    const auto first = simple(ms.between, ms.within, ms.k, df1, ms.n * (ms.k - 1), tail);
    const auto second = absolute(ms, df1, df_error, tail);
    const auto third = simple(ms.between, ms.error, ms.k, df1, df_error, tail);
    Iccs made;
    made.rows = std::ssize(whole.rows);
    made.rows_left_out = whole.left_out;
    made.raters = std::ssize(whole.rows.front());
    made.ms_between = ms.between;
    made.ms_within = ms.within;
    made.ms_raters = ms.raters;
    made.ms_error = ms.error;
    made.icc11 = first.one;
    made.icc21 = second.one;
    made.icc31 = third.one;
    made.icc1k = first.mean;
    made.icc2k = second.mean;
    made.icc3k = third.mean;
    return made;
}

} // namespace balieblik::statistics
