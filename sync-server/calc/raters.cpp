// SPDX-License-Identifier: EUPL-1.2
// Agreement of raters, and inspectors as measuring instruments.
#include "calc/figures.hpp"
#include "statistics/agreement.hpp"
#include "statistics/leniency.hpp"

#include <cmath>
#include <map>

namespace balieblik::calc {
namespace {

using statistics::AlphaMetric;
using statistics::Ratings;

Ratings transposed(const std::vector<Column>& rows)
{
    Ratings made;
    for (const auto& row : rows) {
        made.resize(std::max(made.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            made[i].push_back(row[i]);
    }
    return made;
}

// Categories by name, for the nominal metric: each becomes a number.
Result<boost::json::value> with_numbers_for_names(const boost::json::value& rows)
{
    std::map<std::string, std::int64_t> numbers;
    boost::json::array made;
    BALIEBLIK_TRY(list, as_list(rows, "ratings"));
    for (const auto& row : *list) {
        BALIEBLIK_TRY(cells, as_list(row, "ratings"));
        boost::json::array own;
        for (const auto& cell : *cells) {
            if (cell.is_null())
                own.push_back(nullptr);
            else
                own.push_back(numbers.emplace(as_text(cell), std::ssize(numbers)).first->second);
        }
        made.push_back(std::move(own));
    }
    return boost::json::value(std::move(made));
}

Result<Ratings> ratings_of(const Inputs& in, bool nominal)
{
    const bool by_unit = in.has({"units", "visits"});
    BALIEBLIK_TRY(given,
                  by_unit ? in.need({"units", "visits"}) : in.need({"ratings", "raters", "data", "matrix", "rows"}));
    boost::json::object copy;
    if (nominal) {
        BALIEBLIK_TRY(numbered, with_numbers_for_names(*given));
        copy["ratings"] = numbered;
    } else {
        copy["ratings"] = *given;
    }
    BALIEBLIK_TRY(rows, Inputs{copy}.rows({"ratings"}));
    return by_unit ? Ratings{rows} : transposed(rows);
}

Result<AlphaMetric> metric_of(const Inputs& in)
{
    const auto* as_level = in.find({"level"}); // "level": "ordinal" is how others call it
    BALIEBLIK_TRY(text, as_level && as_level->is_string()
                            ? in.optional_text({"level"})
                            : in.optional_text({"metric", "measure", "scale", "type", "level_of_measurement"}));
    if (!text)
        return AlphaMetric::ordinal;
    const auto named = json::enum_named<AlphaMetric>(letters_of(*text));
    if (!named)
        return wrong("metric", "nominal, ordinal, interval or ratio is wanted");
    return *named;
}

boost::json::object written(const statistics::Icc& icc)
{
    boost::json::object made{{"icc", icc.icc}, {"f", nullptr},     {"df1", icc.df1},
                             {"df2", icc.df2}, {"p_value", icc.p}, {"interval", nullptr}};
    if (std::isfinite(icc.f))
        made["f"] = icc.f;
    if (icc.interval)
        made["interval"] = json::write(*icc.interval);
    return made;
}

// Visits with who made them, where and when. Inspectors and locations may be named by text or number.
struct Named {
    std::vector<statistics::ScoredVisit> visits;
    std::vector<std::string> inspectors; // by number
};

Result<Named> scored_visits(const Inputs& in)
{
    BALIEBLIK_TRY(given, in.need({"visits", "rows"}));
    BALIEBLIK_TRY(list, as_list(*given, "visits"));
    Named made;
    std::map<std::string, std::int64_t> inspectors;
    std::map<std::string, std::int64_t> locations;
    for (const auto& element : *list) {
        BALIEBLIK_TRY(object, as_object(element, "visits"));
        const Inputs visit{*object};
        BALIEBLIK_TRY(score, visit.number({"score", "y"}));
        BALIEBLIK_TRY(inspector, visit.need({"inspector"}));
        const auto* location = visit.find({"location"});
        BALIEBLIK_TRY(time, visit.number_or({"time", "wave", "week"}, 0));
        const auto [who, is_new] = inspectors.emplace(as_text(*inspector), std::ssize(inspectors));
        if (is_new)
            made.inspectors.push_back(who->first);
        const auto where = locations.emplace(location ? as_text(*location) : "", std::ssize(locations)).first;
        made.visits.push_back({score, who->second, where->second, time});
    }
    return made;
}

} // namespace

Outcome alpha(const Inputs& in)
{
    BALIEBLIK_TRY(metric, metric_of(in));
    BALIEBLIK_TRY(ratings, ratings_of(in, metric == AlphaMetric::nominal));
    BALIEBLIK_TRY(made, statistics::krippendorff_alpha(ratings, metric));
    auto result = object_of(json::write(made));
    result["metric"] = json::enum_name(metric);
    BALIEBLIK_TRY(how, bootstrap_of(in));
    if (how) {
        BALIEBLIK_TRY(interval, statistics::alpha_interval(ratings, metric, *how));
        result["interval"] = json::write(interval.alpha);
        result["resamples"] = interval.resamples;
        result["seed"] = how->seed;
    }
    return Figures{"Krippendorff's alpha, 1 − D_o/D_e from the coincidences of pairable scores, " +
                       std::string(json::enum_name(metric)),
                   std::move(result)};
}

Outcome icc(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(rows, in.rows({"ratings", "rows", "visits", "subjects", "data", "matrix"}));
    BALIEBLIK_TRY(made, statistics::intraclass_correlations(rows, level));
    return Figures{
        "intraclass correlations of Shrout & Fleiss 1979; icc21, absolute agreement of one inspector, is the "
        "one to report; F intervals, level " +
            json::canonical(level),
        {{"rows", made.rows},
         {"rows_left_out", made.rows_left_out},
         {"raters", made.raters},
         {"ms_between", made.ms_between},
         {"ms_within", made.ms_within},
         {"ms_raters", made.ms_raters},
         {"ms_error", made.ms_error},
         {"icc11", written(made.icc11)},
         {"icc21", written(made.icc21)},
         {"icc31", written(made.icc31)},
         {"icc1k", written(made.icc1k)},
         {"icc2k", written(made.icc2k)},
         {"icc3k", written(made.icc3k)}}};
}

Outcome inspector_variance(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(named, scored_visits(in));
    BALIEBLIK_TRY(made, statistics::inspector_variance(named.visits, level));
    return Figures{"random intercepts of inspectors and locations with a common trend, restricted maximum likelihood; "
                   "profile-likelihood interval of the inspectors' share, level " +
                       json::canonical(level),
                   object_of(json::write(made))};
}

Outcome drift(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(named, scored_visits(in));
    BALIEBLIK_TRY(made, statistics::leniency_drift(named.visits, level));
    boost::json::array inspectors;
    for (const auto& own : made.inspectors) {
        auto row = object_of(json::write(own));
        row["inspector"] = named.inspectors[static_cast<std::size_t>(own.inspector)];
        row["p_value"] = row.at("p");
        row.erase("p");
        inspectors.push_back(std::move(row));
    }
    boost::json::array without;
    for (const auto number : made.without_slope)
        without.push_back(boost::json::string(named.inspectors[static_cast<std::size_t>(number)]));
    return Figures{
        "least squares on location, inspector and a slope for each inspector; drift is a slope minus the mean "
        "of all, t intervals, Holm over inspectors, level " +
            json::canonical(level),
        {{"common", made.common},
         {"common_standard_error", made.common_error},
         {"common_interval", json::write(made.common_interval)},
         {"df", made.df},
         {"inspectors", std::move(inspectors)},
         {"without_slope", std::move(without)}}};
}

} // namespace balieblik::calc
