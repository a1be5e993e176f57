// SPDX-License-Identifier: EUPL-1.2
// Waves beside each other, many tests at once, and how many visits it takes.
#include "calc/figures.hpp"
#include "statistics/sample_size.hpp"
#include "statistics/share.hpp"

#include <cmath>

namespace balieblik::calc {
namespace {

struct Counts {
    std::int64_t hits{};
    std::int64_t n{};
};

// {"hits", "n"} or [hits, n].
Result<Counts> counts_of(const boost::json::value& value, std::string_view name)
{
    if (value.is_array() && value.get_array().size() == 2) {
        BALIEBLIK_TRY(hits, as_whole(value.get_array()[0], name));
        BALIEBLIK_TRY(n, as_whole(value.get_array()[1], name));
        return Counts{hits, n};
    }
    BALIEBLIK_TRY(object, as_object(value, name));
    const Inputs in{*object};
    BALIEBLIK_TRY(hits, in.whole({"hits", "x", "k", "successes", "count"}));
    BALIEBLIK_TRY(n, in.whole({"n", "total", "trials"}));
    return Counts{hits, n};
}

Result<std::pair<Counts, Counts>> two_counts(const Inputs& in)
{
    if (const auto* first = in.find({"first", "a", "group1", "wave1"})) {
        BALIEBLIK_TRY(second, in.need({"second", "b", "group2", "wave2"}));
        BALIEBLIK_TRY(one, counts_of(*first, "first"));
        BALIEBLIK_TRY(two, counts_of(*second, "second"));
        return std::pair{one, two};
    }
    if (const auto* hits = in.find({"hits", "x", "k", "successes"}); hits && hits->is_array()) {
        BALIEBLIK_TRY(n, in.need({"n", "totals", "total", "trials"}));
        BALIEBLIK_TRY(totals, as_list(*n, "n"));
        if (hits->get_array().size() != 2 || totals->size() != 2)
            return wrong("hits", "two, with two n, are wanted");
        BALIEBLIK_TRY(hits1, as_whole(hits->get_array()[0], "hits"));
        BALIEBLIK_TRY(hits2, as_whole(hits->get_array()[1], "hits"));
        BALIEBLIK_TRY(n1, as_whole((*totals)[0], "n"));
        BALIEBLIK_TRY(n2, as_whole((*totals)[1], "n"));
        return std::pair{Counts{hits1, n1}, Counts{hits2, n2}};
    }
    BALIEBLIK_TRY(hits1, in.whole({"hits1", "x1", "k1", "successes1"}));
    BALIEBLIK_TRY(n1, in.whole({"n1"}));
    BALIEBLIK_TRY(hits2, in.whole({"hits2", "x2", "k2", "successes2"}));
    BALIEBLIK_TRY(n2, in.whole({"n2"}));
    return std::pair{Counts{hits1, n1}, Counts{hits2, n2}};
}

boost::system::result<std::pair<statistics::Sample, statistics::Sample>, Stop> two_samples(const Inputs& in)
{
    const Names first_names{"first", "a", "x", "group1", "wave1", "values1", "sample1", "x1"};
    if (const auto* first = in.find(first_names)) {
        BALIEBLIK_TRY(second, in.need({"second", "b", "y", "group2", "wave2", "values2", "sample2", "x2"}));
        BALIEBLIK_TRY(one, sample_of(*first, "first"));
        BALIEBLIK_TRY(two, sample_of(*second, "second"));
        return std::pair{one, two};
    }
    BALIEBLIK_TRY(mean1, in.number({"mean1", "m1"}));
    BALIEBLIK_TRY(sd1, in.number({"sd1", "s1"}));
    BALIEBLIK_TRY(n1, in.whole({"n1"}));
    BALIEBLIK_TRY(mean2, in.number({"mean2", "m2"}));
    BALIEBLIK_TRY(sd2, in.number({"sd2", "s2"}));
    BALIEBLIK_TRY(n2, in.whole({"n2"}));
    return std::pair{statistics::Sample{mean1, sd1, n1}, statistics::Sample{mean2, sd2, n2}};
}

using Adjustment = statistics::Estimate<std::vector<double>> (*)(std::span<const double>);

Outcome adjusted(const Inputs& in, Adjustment adjust, const std::string& method)
{
    BALIEBLIK_TRY(column, in.column({"p_values", "p", "pvalues", "values"}));
    BALIEBLIK_TRY(alpha, in.number_or({"alpha", "q", "fdr"}, 0.05));
    if (!std::isfinite(alpha) || alpha <= 0 || alpha >= 1)
        return statistics::Refusal::out_of_range;
    BALIEBLIK_TRY(values, adjust(present(column)));
    boost::json::array by_test;
    boost::json::array rejected;
    std::int64_t count = 0;
    std::size_t next = 0;
    for (const auto& p : column) {
        if (!p) { // a test that was not done is no part of the family
            by_test.push_back(nullptr);
            rejected.push_back(nullptr);
            continue;
        }
        const double value = values[next++];
        by_test.push_back(value);
        rejected.push_back(value <= alpha);
        count += value <= alpha ? 1 : 0;
    }
    return Figures{method,
                   {{"adjusted", std::move(by_test)},
                    {"rejected", std::move(rejected)},
                    {"rejected_count", count},
                    {"tests", values.size()},
                    {"alpha", alpha}}};
}

boost::json::object written(const statistics::SampleSize& size)
{
    return {{"n_per_wave", size.per_wave}, {"exact", size.exact}};
}

} // namespace

Outcome two_shares(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(counts, two_counts(in));
    const auto& [first, second] = counts;
    BALIEBLIK_TRY(made, statistics::two_shares(first.hits, first.n, second.hits, second.n, level));
    boost::json::object result{{"difference", made.difference},
                               {"p1", made.first},
                               {"p2", made.second},
                               {"z", nullptr},
                               {"p_value", nullptr},
                               {"interval", json::write(made.interval)}};
    if (made.test) {
        result["z"] = made.test->z;
        result["p_value"] = made.test->p;
    } else {
        result["no_test_because"] = json::enum_name(statistics::Refusal::no_variance);
    }
    return Figures{
        "first minus second; z with the pooled share, two-sided; interval by Newcombe's hybrid score method, "
        "level " +
            json::canonical(level),
        std::move(result)};
}

Outcome welch(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(samples, two_samples(in));
    BALIEBLIK_TRY(made, statistics::welch(samples.first, samples.second, level));
    return Figures{"first minus second; Welch's t with Welch–Satterthwaite degrees of freedom, two-sided, level " +
                       json::canonical(level),
                   {{"difference", made.difference},
                    {"standard_error", made.standard_error},
                    {"t", made.t},
                    {"df", made.df},
                    {"p_value", made.p},
                    {"interval", json::write(made.interval)}}};
}

Outcome bonferroni(const Inputs& in)
{
    return adjusted(in, statistics::bonferroni, "Bonferroni: p times the number of tests");
}

Outcome holm(const Inputs& in)
{
    return adjusted(in, statistics::holm, "Holm 1979, step-down: bounds the chance of any false alarm");
}

Outcome bh(const Inputs& in)
{
    return adjusted(in, statistics::benjamini_hochberg,
                    "Benjamini & Hochberg 1995, step-up: bounds the share of false alarms among the alarms");
}

Outcome sample_size(const Inputs& in)
{
    BALIEBLIK_TRY(alpha, in.number_or({"alpha", "sig_level"}, 0.05));
    BALIEBLIK_TRY(power, in.number_or({"power"}, 0.8));
    const statistics::Planning planning{alpha, power};
    if (in.has({"p1"})) {
        BALIEBLIK_TRY(p1, in.number({"p1"}));
        BALIEBLIK_TRY(p2, in.number({"p2"}));
        BALIEBLIK_TRY(size, statistics::sample_size_for_shares(p1, p2, planning));
        return Figures{"two shares, two-sided, normal, no continuity correction", written(size)};
    }
    if (in.has({"difference", "d", "delta", "mean_difference"})) {
        BALIEBLIK_TRY(difference, in.number({"difference", "d", "delta", "mean_difference"}));
        BALIEBLIK_TRY(sd, in.number({"sd", "s"}));
        BALIEBLIK_TRY(size, statistics::sample_size_for_means(difference, sd, planning));
        auto result = written(size);
        BALIEBLIK_TRY(by_t, statistics::sample_size_for_means_by_t(difference, sd, planning));
        result["n_per_wave_by_t"] = by_t.per_wave;
        result["exact_by_t"] = by_t.exact;
        return Figures{"difference of two means, two-sided, normal: 2 (z_α + z_β)² s² / d²; by_t: noncentral t",
                       std::move(result)};
    }
    BALIEBLIK_TRY(p, in.number({"p", "share"}));
    BALIEBLIK_TRY(quantile, quantile_of(in));
    if (in.has({"half_width", "margin"})) {
        BALIEBLIK_TRY(width, in.number({"half_width", "margin"}));
        BALIEBLIK_TRY(level, level_of(in));
        BALIEBLIK_TRY(size, statistics::sample_size_for_width(p, width, level));
        return Figures{"the fewest visits whose Wilson interval is at most ± half_width", written(size)};
    }
    BALIEBLIK_TRY(n, in.number({"n"}));
    BALIEBLIK_TRY(width, statistics::wilson_half_width(p, n, quantile.z));
    return Figures{"half the width of Wilson's interval for n visits", {{"half_width", width}}};
}

} // namespace balieblik::calc
