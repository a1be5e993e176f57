// SPDX-License-Identifier: EUPL-1.2
// A release: the only form in which figures leave the server.
#pragma once

#include "model/place.hpp"

namespace balieblik {

// Why a cell shows no figure. Never the true count.
// `would_follow`: its publication would tell a hidden figure beside it or the place it lies in.
// `protects_others`: fit to be shown itself, but a subtraction would then tell what another place has.
// `hidden_before`: an earlier version of the same release does not show it, and comparing both would tell.
BOOST_DEFINE_ENUM_CLASS(Suppression, too_few_visits, small_staff_pool, too_few_inspectors, dominated, no_interval,
                        would_follow, protects_others, hidden_before)

// A figure at the end of the scale, shown as a bound because the pool of staff is small: "5 or less", "95 or more".
BOOST_DEFINE_ENUM_CLASS(Bound, at_most, at_least)

// One figure of the flat table municipality x wave x channel x dimension. `dimension` "INDEX" is the index itself.
struct ReleaseCell {
    std::string municipality; // CBS code
    Channel channel{};
    std::string dimension;
    std::optional<double> mean;  // 0..100, unrounded; absent when hidden
    std::optional<double> lower; // 95 % t-interval
    std::optional<double> upper;
    std::optional<Bound> bound;             // the mean is a bound and not the figure itself
    std::optional<std::int64_t> n_at_least; // visits, rounded down to 5
    std::vector<Suppression> hidden_because;
};
BOOST_DESCRIBE_STRUCT(ReleaseCell, (),
                      (municipality, channel, dimension, mean, lower, upper, bound, n_at_least, hidden_because))

// The publishing rule in force, stored with each release. May only be made stricter than these defaults.
struct PublishingRule {
    int min_visits = 10;
    int min_staff_pool = 5;
    int min_inspectors = 3;
    double max_share_of_weight = 0.3; // of one visit
    int count_rounding = 5;           // counts are shown rounded down to this
    int group_pool = 10;              // with fewer staff, figures near 0 and 100 are shown as bounds
    double protection = 5;            // points by which a hidden mean must stay uncertain, on either side
};
BOOST_DESCRIBE_STRUCT(PublishingRule, (),
                      (min_visits, min_staff_pool, min_inspectors, max_share_of_weight, count_rounding, group_pool,
                       protection))

struct Release {
    ReleaseId id;
    WaveId wave_id;
    std::int64_t version = 1;
    Timestamp published_at{};
    Timestamp data_as_of{};
    std::string snapshot_sha256; // of the identifiers and hashes of the visits that went in
    std::string code_version;
    std::string method; // the interval's name and level
    PublishingRule rule;
    std::vector<ReleaseCell> cells;
};
BOOST_DESCRIBE_STRUCT(Release, (),
                      (id, wave_id, version, published_at, data_as_of, snapshot_sha256, code_version, method, rule,
                       cells))

} // namespace balieblik
