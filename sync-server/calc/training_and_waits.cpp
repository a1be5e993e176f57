// SPDX-License-Identifier: EUPL-1.2
// The effect of training, and percentiles of waits.
#include "calc/figures.hpp"
#include "statistics/percentile.hpp"
#include "statistics/training.hpp"

namespace balieblik::calc {
namespace {

boost::json::object written(const statistics::TrainingEffect& effect)
{
    boost::json::object made{{"effect", effect.effect}, {"standard_error", nullptr}, {"t", nullptr},
                             {"df", nullptr},           {"p_value", nullptr},        {"interval", nullptr}};
    if (effect.test) {
        made["standard_error"] = effect.test->standard_error;
        made["t"] = effect.test->t;
        made["df"] = effect.test->df;
        made["p_value"] = effect.test->p;
        made["interval"] = json::write(effect.test->interval);
    }
    auto permutation = object_of(json::write(effect.permutation));
    permutation["p_value"] = permutation.at("p");
    permutation.erase("p");
    made["permutation"] = std::move(permutation);
    return made;
}

Result<std::vector<double>> changes_of(const Inputs& in, Names changes, Names before, Names after)
{
    if (in.has(changes))
        return in.numbers(changes);
    BALIEBLIK_TRY(first, in.column(before));
    BALIEBLIK_TRY(second, in.column(after));
    if (first.size() != second.size())
        return wrong(*after.begin(), "one for each location is wanted");
    std::vector<double> made;
    for (std::size_t i = 0; i < first.size(); ++i)
        if (first[i] && second[i])
            made.push_back(*second[i] - *first[i]);
    return made;
}

const Names trained_names{"trained", "treated", "treatment", "trained_changes", "treated_changes", "treatment_changes"};
const Names others_names{"control", "others", "untrained", "control_changes", "others_changes"};
const Names trained_before{"trained_before", "treated_before", "treatment_before", "t0", "T0"};
const Names trained_after{"trained_after", "treated_after", "treatment_after", "t1", "T1"};
const Names others_before{"control_before", "others_before", "untrained_before", "c0", "C0"};
const Names others_after{"control_after", "others_after", "untrained_after", "c1", "C1"};

Outcome of_means(const Inputs& in)
{
    statistics::MeansOfArms means;
    BALIEBLIK_TRY(t0, in.number(trained_before));
    BALIEBLIK_TRY(t1, in.number(trained_after));
    BALIEBLIK_TRY(c0, in.number(others_before));
    BALIEBLIK_TRY(c1, in.number(others_after));
    BALIEBLIK_TRY(trained_error,
                  in.optional_number({"trained_standard_error", "se_trained", "se_treated", "se_treatment"}));
    BALIEBLIK_TRY(others_error, in.optional_number({"control_standard_error", "se_control", "se_others"}));
    BALIEBLIK_TRY(made, statistics::training_effect_of_means({t0, t1, c0, c1}, trained_error, others_error));
    boost::json::object result{{"effect", made.effect}, {"standard_error", nullptr}};
    if (made.standard_error)
        result["standard_error"] = *made.standard_error;
    return Figures{"difference in differences of four means: (T1 − T0) − (C1 − C0)", std::move(result)};
}

Result<std::vector<std::vector<double>>> series_of(const Inputs& in, Names names)
{
    BALIEBLIK_TRY(rows, in.rows(names));
    std::vector<std::vector<double>> made;
    for (const auto& row : rows) {
        made.push_back(present(row));
        if (made.back().size() != row.size())
            return wrong(*names.begin(), "no missing waves are possible here; leave such locations out");
    }
    return made;
}

Outcome of_series(const Inputs& in, double level, std::uint64_t seed)
{
    BALIEBLIK_TRY(trained, series_of(in, trained_names));
    BALIEBLIK_TRY(others, series_of(in, others_names));
    BALIEBLIK_TRY(first_after, in.whole({"first_after", "training_before_wave"}));
    if (first_after < 0)
        return statistics::Refusal::mismatched;
    BALIEBLIK_TRY(made,
                  statistics::training_series(trained, others, static_cast<std::size_t>(first_after), level, seed));
    auto result = written(made.effect);
    boost::json::array before;
    for (const auto& step : made.before)
        before.push_back(step ? boost::json::value(written(*step)) : boost::json::value(nullptr));
    result["before"] = std::move(before);
    return Figures{"difference in differences of location means, waves after minus waves before; `before` compares the "
                   "waves before the training; Welch's t and permutation of locations",
                   std::move(result)};
}

bool is_list_of_lists(const boost::json::value* value)
{
    return value && value->is_array() && !value->get_array().empty() && value->get_array().front().is_array();
}

// --- Percentiles ---------------------------------------------------------------------------------------------------

Result<std::vector<double>> places_of(const Inputs& in)
{
    if (const auto* percent = in.find({"percent", "percents"})) {
        std::vector<double> made;
        if (percent->is_array()) {
            BALIEBLIK_TRY(numbers, in.numbers({"percent", "percents"}));
            made = numbers;
        } else {
            BALIEBLIK_TRY(number, as_number(*percent, "percent"));
            made = {number};
        }
        for (auto& place : made)
            place /= 100;
        return made;
    }
    BALIEBLIK_TRY(p, in.need({"p", "probs", "q", "ps"}));
    if (p->is_array())
        return in.numbers({"p", "probs", "q", "ps"});
    BALIEBLIK_TRY(number, as_number(*p, "p"));
    return std::vector<double>{number};
}

Result<statistics::PercentileMethod> method_of(const Inputs& in)
{
    const auto* given = in.find({"method", "type"});
    const auto word = given ? letters_of(as_text(*given)) : "type7";
    if (word == "type7" || word == "7" || word == "linear")
        return statistics::PercentileMethod::type7;
    if (word == "nearestrank" || word == "nearest")
        return statistics::PercentileMethod::nearest_rank;
    return wrong("method", "type7 or nearest_rank is wanted");
}

statistics::Estimate<statistics::Percentile> from_sketch(const statistics::TDigest& digest, double p, double level)
{
    BALIEBLIK_TRY(value, digest.quantile(p));
    statistics::Percentile made{digest.count(), value, false, std::nullopt, std::nullopt};
    if (const auto ranks = statistics::order_interval(made.n, p, level)) {
        made.ranks = *ranks;
        made.interval = statistics::Interval{*digest.at_rank(static_cast<double>(ranks->lower_rank)),
                                             *digest.at_rank(static_cast<double>(ranks->upper_rank))};
    }
    return made;
}

boost::json::object written(double p, const statistics::Percentile& made)
{
    boost::json::object row{{"p", p},
                            {"type7", made.value},
                            {"exact", made.exact},
                            {"interval", nullptr},
                            {"interval_ranks", nullptr},
                            {"coverage", nullptr}};
    if (made.interval) {
        row["interval"] = json::write(*made.interval);
        row["interval_ranks"] = boost::json::array{made.ranks->lower_rank, made.ranks->upper_rank};
        row["coverage"] = made.ranks->coverage;
    } else {
        row["no_interval_because"] = json::enum_name(statistics::Refusal::too_few);
    }
    return row;
}

statistics::TDigest digest_of(const std::vector<double>& values, double delta, std::int64_t parts)
{
    std::vector<statistics::TDigest> digests(static_cast<std::size_t>(parts), statistics::TDigest{delta});
    for (std::size_t i = 0; i < values.size(); ++i)
        digests[i % digests.size()].add(values[i]);
    auto whole = digests.front();
    for (std::size_t i = 1; i < digests.size(); ++i)
        whole.merge(digests[i]);
    return whole;
}

// Percentiles from a sketch of δ centroids, and from `merged` sketches of a part each where that is asked for.
Outcome by_sketch(const Inputs& in, const std::vector<double>& values, const std::vector<double>& places, double level,
                  statistics::PercentileMethod method)
{
    BALIEBLIK_TRY(delta, in.number_or({"delta", "compression"}, 100));
    BALIEBLIK_TRY(parts, in.whole_or({"merged", "parts", "digests"}, 1));
    if (values.empty())
        return statistics::Refusal::no_data;
    for (const double value : values)
        if (!std::isfinite(value))
            return statistics::Refusal::not_finite;
    if (!(delta >= 10 && delta <= 10'000) || parts < 1 || parts > 100'000)
        return statistics::Refusal::out_of_range;
    const auto digest = digest_of(values, delta, parts);
    boost::json::array rows;
    for (const double p : places) {
        BALIEBLIK_TRY(made, from_sketch(digest, p, level));
        const auto rank = statistics::nearest_rank(p, digest.count());
        BALIEBLIK_TRY(nearest, digest.at_rank(static_cast<double>(rank)));
        auto row = written(p, made);
        row["nearest_rank"] = nearest;
        row["value"] = method == statistics::PercentileMethod::type7 ? made.value : nearest;
        rows.push_back(std::move(row));
    }
    boost::json::object result;
    if (rows.size() == 1)
        result = rows.front().get_object();
    result["percentiles"] = std::move(rows);
    result["n"] = digest.count();
    result["centroids"] = digest.centroids().size();
    return Figures{"t-digest, scale k1, delta " + json::canonical(delta), std::move(result)};
}

} // namespace

Outcome did(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(seed, in.whole_or({"seed"}, 1));
    if (const auto* before = in.find(trained_before); before && before->is_number())
        return of_means(in);
    if (is_list_of_lists(in.find(trained_names)))
        return of_series(in, level, static_cast<std::uint64_t>(seed));
    BALIEBLIK_TRY(trained, changes_of(in, trained_names, trained_before, trained_after));
    BALIEBLIK_TRY(others, changes_of(in, others_names, others_before, others_after));
    BALIEBLIK_TRY(made, statistics::training_effect(trained, others, level, static_cast<std::uint64_t>(seed)));
    return Figures{
        "difference in differences of the locations' changes; Welch's t; permutation of locations, two-sided "
        "on |effect|, observed split included",
        written(made)};
}

Outcome percentile(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(column, in.column({"values", "waits", "x", "data", "seconds"}));
    const auto values = present(column);
    BALIEBLIK_TRY(places, places_of(in));
    if (places.empty())
        return wrong("p", "at least one is wanted");
    const auto* sketch = in.find({"sketch", "tdigest", "t_digest"});
    const bool asked = sketch && (!sketch->is_bool() || sketch->get_bool());
    BALIEBLIK_TRY(method, method_of(in));
    if (asked || (!sketch && values.size() > statistics::Waits::kept_as_they_are))
        return by_sketch(in, values, places, level, method);
    boost::json::array rows;
    for (const double p : places) {
        BALIEBLIK_TRY(made,
                      statistics::percentile_with_interval(values, p, statistics::PercentileMethod::type7, level));
        BALIEBLIK_TRY(nearest, statistics::percentile(values, p, statistics::PercentileMethod::nearest_rank));
        auto row = written(p, made);
        row["nearest_rank"] = nearest;
        row["value"] = method == statistics::PercentileMethod::type7 ? made.value : nearest;
        rows.push_back(std::move(row));
    }
    boost::json::object result;
    if (rows.size() == 1)
        result = rows.front().get_object();
    result["percentiles"] = std::move(rows);
    result["n"] = values.size();
    result["left_out"] = column.size() - values.size();
    return Figures{"type 7 (linear) and nearest rank x(⌈pn⌉); interval by order statistics, equal-tailed, level " +
                       json::canonical(level),
                   std::move(result)};
}

} // namespace balieblik::calc
