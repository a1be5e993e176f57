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

// From large to small; a release begins at the lowest one that holds all of its visits.
BOOST_DEFINE_ENUM_CLASS(PlaceLevel, country, region, municipality, location)

struct ReleasePlace {
    std::string code; // "NL", "VR04", "GM0177", or a location's own short name
    std::string name;
    PlaceLevel level{};
    std::string within; // the code of the place that holds it; empty for the top
};
BOOST_DESCRIBE_STRUCT(ReleasePlace, (), (code, name, level, within))

// mean: of visit scores, 0..100. share: per cent of visits within the norm.
BOOST_DEFINE_ENUM_CLASS(FigureKind, mean, share)

// met: even the lower end of the interval reaches the target. missed: not even the upper end does.
BOOST_DEFINE_ENUM_CLASS(TargetVerdict, met, missed, not_shown)

// What a figure of the release is: a dimension, the index ("INDEX") or the share of visits within the norm ("NORM").
struct ReleaseFigure {
    std::string code;
    FigureKind kind{};
    std::optional<double> weight;       // in the index
    std::optional<double> target;       // per cent that should be within the norm
    std::optional<std::int64_t> norm_s; // the norm: seconds, or working days for messages
};
BOOST_DESCRIBE_STRUCT(ReleaseFigure, (), (code, kind, weight, target, norm_s))

// One figure of one place.
struct ReleaseCell {
    std::string place;
    PlaceLevel level{};
    std::string within;
    Channel channel{};
    std::string dimension;       // code of a ReleaseFigure
    std::optional<double> mean;  // one decimal, shares whole; absent when hidden
    std::optional<double> lower; // of the 95 % interval
    std::optional<double> upper;
    std::optional<Bound> bound;             // the mean is a bound and not the figure itself
    std::optional<std::int64_t> n_at_least; // visits, rounded down to 5
    std::optional<TargetVerdict> verdict;   // where there is a target
    std::vector<Suppression> hidden_because;
};
BOOST_DESCRIBE_STRUCT(ReleaseCell, (),
                      (place, level, within, channel, dimension, mean, lower, upper, bound, n_at_least, verdict,
                       hidden_because))

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

// What a release says about itself; its cells are read beside it, a part at a time.
struct Release {
    ReleaseId id;
    WaveId wave_id;
    std::int64_t version = 1;
    Timestamp published_at{};
    Timestamp data_as_of{};
    std::string snapshot_sha256; // of the identifiers and hashes of the visits that went in
    std::string pattern_sha256;  // of which cells are shown
    std::string code_version;
    std::int64_t seed{}; // of the randomness that went in; 0: none did
    std::string method;  // the interval's name and level
    PublishingRule rule;
    Channel channel{};
    std::vector<ReleaseFigure> figures; // the index last
    std::string top;                    // the code of the place that holds all
    std::int64_t cells_shown{};
    std::int64_t cells_hidden{};
    std::vector<std::string> notes; // "merged GM1696 GM0402": what a rule decided on the way
};
BOOST_DESCRIBE_STRUCT(Release, (),
                      (id, wave_id, version, published_at, data_as_of, snapshot_sha256, pattern_sha256, code_version,
                       seed, method, rule, channel, figures, top, cells_shown, cells_hidden, notes))

} // namespace balieblik
