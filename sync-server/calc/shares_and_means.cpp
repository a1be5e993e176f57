// SPDX-License-Identifier: EUPL-1.2
// Shares, means, locations under their customers, promises.
#include "calc/figures.hpp"
#include "statistics/design.hpp"
#include "statistics/mean.hpp"
#include "statistics/share.hpp"

#include <cmath>

namespace balieblik::calc {
namespace {

const Names hits_names{"hits", "x", "k", "successes", "count", "within", "hits_h", "k_h"};
const Names n_names{"n", "total", "trials", "visits", "n_effective", "n_eff"};

// A share as hits out of n, or as p of an n that may be effective.
boost::system::result<statistics::Share, Stop> share_of(const Inputs& in, double z)
{
    if (!in.has(hits_names) && in.has({"p", "share", "p_h"})) {
        BALIEBLIK_TRY(p, in.number({"p", "share", "p_h"}));
        BALIEBLIK_TRY(n, in.number(n_names));
        BALIEBLIK_TRY(share, statistics::wilson_of(p, n, z));
        return share;
    }
    BALIEBLIK_TRY(hits, in.whole(hits_names));
    BALIEBLIK_TRY(n, in.whole(n_names));
    BALIEBLIK_TRY(share, statistics::wilson(hits, n, z));
    return share;
}

// --- Locations -----------------------------------------------------------------------------------------------------

struct Location {
    statistics::Stratum stratum;
    bool is_share{};
};

boost::system::result<Location, Stop> location_of(const Inputs& in)
{
    BALIEBLIK_TRY(population, in.number({"population", "N", "customers", "N_h"}));
    if (in.has({"values", "scores"})) {
        BALIEBLIK_TRY(values, in.numbers({"values", "scores"}));
        BALIEBLIK_TRY(stratum, statistics::stratum_of(population, values));
        return Location{stratum, false};
    }
    BALIEBLIK_TRY(n, in.whole({"n", "visits", "n_h"}));
    if (in.has(hits_names)) {
        BALIEBLIK_TRY(hits, in.whole(hits_names));
        BALIEBLIK_TRY(stratum, statistics::stratum_of_share(population, hits, n));
        return Location{stratum, true};
    }
    if (in.has({"p", "share", "p_h"})) {
        BALIEBLIK_TRY(p, in.number({"p", "share", "p_h"}));
        const auto visits = static_cast<double>(n);
        return Location{{population, n, p, n > 1 ? visits * p * (1 - p) / (visits - 1) : 0}, true};
    }
    BALIEBLIK_TRY(mean, in.number({"mean", "m", "mean_h", "y_h"}));
    BALIEBLIK_TRY(variance, in.optional_number({"variance", "var", "s2", "var_h", "s2_h"}));
    if (variance)
        return Location{{population, n, mean, *variance}, false};
    BALIEBLIK_TRY(sd, in.number({"sd", "s", "sd_h", "s_h"}));
    if (sd < 0)
        return statistics::Refusal::out_of_range;
    return Location{{population, n, mean, sd * sd}, false};
}

// Lists side by side, as {"N": [..], "n": [..], "hits": [..]}, turned into one object a location.
Result<boost::json::array> side_by_side(const Inputs& in)
{
    boost::json::array made;
    for (const auto* name :
         {"population", "N",      "customers", "N_h",   "n",     "visits", "n_h",  "hits", "x",      "k",
          "within",     "hits_h", "k_h",       "p",     "share", "p_h",    "mean", "m",    "mean_h", "y_h",
          "variance",   "var",    "s2",        "var_h", "s2_h",  "sd",     "s",    "sd_h", "s_h"}) {
        const auto* value = in.find({name});
        if (!value || !value->is_array())
            continue;
        const auto& list = value->get_array();
        if (made.empty())
            made.resize(list.size(), boost::json::object{});
        if (made.size() != list.size())
            return wrong(name, "as many as there are locations are wanted");
        for (std::size_t i = 0; i < list.size(); ++i)
            made[i].get_object()[name] = list[i];
    }
    return made;
}

Result<boost::json::array> locations_in(const Inputs& in)
{
    if (const auto* given = in.find({"strata", "locations"})) {
        BALIEBLIK_TRY(list, as_list(*given, "strata"));
        return *list;
    }
    BALIEBLIK_TRY(made, side_by_side(in));
    if (made.empty())
        return wrong("strata", "is missing");
    return made;
}

boost::json::object written(const statistics::Stratified& made)
{
    return {{"n", made.n},
            {"n_effective", made.n_effective},
            {"population", made.population},
            {"estimate", made.estimate},
            {"unweighted", made.unweighted},
            {"standard_error", made.standard_error},
            {"df", made.df},
            {"interval", json::write(made.interval)},
            {"weights", json::write(made.weights)}};
}

// What clustering by inspector leaves of n_effective, if it is asked for.
Outcome with_clustering(const Inputs& in, Figures figures, double n_effective)
{
    BALIEBLIK_TRY(rho, in.optional_number({"rho", "icc", "inspector_share"}));
    BALIEBLIK_TRY(m, in.optional_number({"visits_per_inspector", "cluster_size"}));
    if (rho && m) {
        BALIEBLIK_TRY(effect, statistics::design_effect(*m, *rho));
        figures.result["design_effect_of_inspectors"] = effect;
        figures.result["n_effective_with_inspectors"] = n_effective / effect;
    }
    return figures;
}

} // namespace

Outcome wilson(const Inputs& in)
{
    BALIEBLIK_TRY(quantile, quantile_of(in));
    BALIEBLIK_TRY(share, share_of(in, quantile.z));
    BALIEBLIK_TRY(n, in.need(n_names));
    boost::json::object result{{"p", share.p}, {"n", *n}, {"interval", json::write(share.interval)}, {"z", quantile.z}};
    return Figures{"Wilson score interval without continuity correction, " + quantile.words, std::move(result)};
}

Outcome mean_t(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    const auto method = "mean with t interval, x̄ ± t(n−1) s/√n, level " + json::canonical(level);
    if (in.has({"values", "x", "scores", "data"})) {
        BALIEBLIK_TRY(column, in.column({"values", "x", "scores", "data"}));
        const auto values = present(column);
        BALIEBLIK_TRY(mean, statistics::mean_with_interval(values, level));
        auto result = object_of(json::write(mean));
        result["left_out"] = column.size() - values.size();
        return Figures{method, std::move(result)};
    }
    BALIEBLIK_TRY(sample, sample_of_summary(in));
    BALIEBLIK_TRY(mean, statistics::mean_of_summary(sample.mean, sample.sd, sample.n, level));
    return Figures{method, object_of(json::write(mean))};
}

Outcome stratified(const Inputs& in)
{
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(list, locations_in(in));
    std::vector<statistics::Stratum> strata;
    std::size_t shares = 0;
    for (const auto& element : list) {
        BALIEBLIK_TRY(object, as_object(element, "strata[" + std::to_string(strata.size()) + "]"));
        BALIEBLIK_TRY(location, location_of(Inputs{*object}));
        strata.push_back(location.stratum);
        shares += location.is_share ? 1 : 0;
    }
    if (shares != 0 && shares != strata.size())
        return wrong("strata", "all of them shares or all of them means are wanted");
    const bool of_shares = shares != 0;
    BALIEBLIK_TRY(made,
                  of_shares ? statistics::stratified_share(strata, level) : statistics::stratified_mean(strata, level));
    auto result = written(made);
    if (!of_shares)
        result["t"] = made.t;
    const std::string interval =
        of_shares ? "Wilson interval on n_effective" : "t interval with n − H degrees of freedom";
    return with_clustering(in,
                           Figures{"each location weighted by its customers, variance with finite-population "
                                   "correction, " +
                                       interval + ", level " + json::canonical(level),
                                   std::move(result)},
                           made.n_effective);
}

Outcome sla(const Inputs& in)
{
    BALIEBLIK_TRY(quantile, quantile_of(in));
    BALIEBLIK_TRY(target, in.number({"target", "target_share"}));
    statistics::ServiceLevel made;
    if (in.has({"values", "waits", "seconds", "data"})) {
        BALIEBLIK_TRY(values, in.numbers({"values", "waits", "seconds", "data"}));
        BALIEBLIK_TRY(limit, in.number({"limit", "norm", "threshold"}));
        BALIEBLIK_TRY(level, statistics::service_level(values, limit, target, quantile.z));
        made = level;
    } else {
        BALIEBLIK_TRY(share, share_of(in, quantile.z));
        BALIEBLIK_TRY(n, in.number(n_names));
        BALIEBLIK_TRY(level, statistics::service_level_of(share.p, n, target, quantile.z));
        made = level;
    }
    boost::json::object result{{"verdict", json::enum_name(made.verdict)},
                               {"p", made.share.p},
                               {"n", made.n},
                               {"target", made.target},
                               {"interval", json::write(made.share.interval)}};
    return Figures{"met if the lower end of Wilson's interval reaches the target, missed if the upper end stays below "
                   "it, else not shown; " +
                       quantile.words,
                   std::move(result)};
}

} // namespace balieblik::calc
