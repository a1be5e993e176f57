// SPDX-License-Identifier: EUPL-1.2
#include "calc/figures.hpp"

#include "statistics/share.hpp"

#include <cmath>
#include <thread>

namespace balieblik::calc {

Result<double> level_of(const Inputs& in)
{
    return in.number_or({"level", "confidence", "conf_level", "confidence_level", "conf"}, usual_level);
}

boost::system::result<Quantile, Stop> quantile_of(const Inputs& in)
{
    BALIEBLIK_TRY(given, in.optional_number({"z"}));
    if (given)
        return Quantile{*given, "z = " + json::canonical(*given)};
    BALIEBLIK_TRY(level, level_of(in));
    BALIEBLIK_TRY(z, statistics::z_quantile(level));
    return Quantile{z, "level " + json::canonical(level)};
}

boost::system::result<statistics::Sample, Stop> sample_of_summary(const Inputs& in)
{
    BALIEBLIK_TRY(mean, in.number({"mean", "m"}));
    BALIEBLIK_TRY(n, in.whole({"n", "visits"}));
    BALIEBLIK_TRY(variance, in.optional_number({"variance", "var", "s2"}));
    if (variance && !in.has({"sd", "s"})) {
        if (*variance < 0)
            return statistics::Refusal::out_of_range;
        return statistics::Sample{mean, std::sqrt(*variance), n};
    }
    BALIEBLIK_TRY(sd, in.number({"sd", "s"}));
    return statistics::Sample{mean, sd, n};
}

boost::system::result<statistics::Sample, Stop> sample_of(const boost::json::value& value, std::string_view name)
{
    if (value.is_object() && !value.get_object().contains("values"))
        return sample_of_summary(Inputs{value.get_object()});
    BALIEBLIK_TRY(column, as_column(value.is_object() ? value.get_object().at("values") : value, name));
    BALIEBLIK_TRY(sample, statistics::sample_of(present(column)));
    return sample;
}

Result<std::optional<statistics::Bootstrap>> bootstrap_of(const Inputs& in)
{
    const auto* value = in.find({"bootstrap", "resamples"});
    if (!value || (value->is_bool() && !value->get_bool()))
        return std::optional<statistics::Bootstrap>{};
    statistics::Bootstrap made;
    made.seed = 1;
    made.threads = std::max(1U, std::thread::hardware_concurrency());
    BALIEBLIK_TRY(level, level_of(in));
    made.level = level;
    if (value->is_object()) {
        const Inputs how{value->get_object()};
        BALIEBLIK_TRY(resamples, how.whole_or({"resamples", "replicates", "R"}, made.resamples));
        BALIEBLIK_TRY(seed, how.whole_or({"seed"}, 1));
        BALIEBLIK_TRY(own_level, how.number_or({"level"}, level));
        BALIEBLIK_TRY(threads, how.whole_or({"threads"}, made.threads));
        made.resamples = resamples;
        made.seed = static_cast<std::uint64_t>(seed);
        made.level = own_level;
        made.threads = static_cast<unsigned>(std::clamp<std::int64_t>(threads, 1, 64));
    } else if (!value->is_bool()) {
        BALIEBLIK_TRY(resamples, as_whole(*value, "bootstrap"));
        made.resamples = resamples;
    }
    BALIEBLIK_TRY(seed, in.whole_or({"seed"}, static_cast<std::int64_t>(made.seed)));
    made.seed = static_cast<std::uint64_t>(seed);
    return std::optional{made};
}

} // namespace balieblik::calc
