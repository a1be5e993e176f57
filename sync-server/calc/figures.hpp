// SPDX-License-Identifier: EUPL-1.2
// Pieces that several functions read or write the same way; not for other rooms.
#pragma once

#include "base/json.hpp"
#include "calc/functions.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/comparison.hpp"

#include <boost/json.hpp>

namespace balieblik::calc {

inline constexpr double usual_level = 0.95;

inline boost::json::object object_of(boost::json::value value) { return std::move(value.as_object()); }

// Half the confidence between the ends: from `level` (0.95), or the quantile itself as `z`.
Result<double> level_of(const Inputs& in);
struct Quantile {
    double z{};
    std::string words;
};
boost::system::result<Quantile, Stop> quantile_of(const Inputs& in);

// A sample as values, or as mean, sd (or variance) and n.
boost::system::result<statistics::Sample, Stop> sample_of(const boost::json::value& value, std::string_view name);
boost::system::result<statistics::Sample, Stop> sample_of_summary(const Inputs& in);

// `bootstrap`: {"resamples", "seed", "level", "threads"}, or how many resamples. None when it is not asked for.
Result<std::optional<statistics::Bootstrap>> bootstrap_of(const Inputs& in);

} // namespace balieblik::calc
