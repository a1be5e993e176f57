// SPDX-License-Identifier: EUPL-1.2
// The gate for numbers: a validated wave becomes a release that passed disclosure control, and everything that shows
// figures reads releases and nothing else.
#pragma once

#include "model/release.hpp"
#include "model/wave.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct ReasonCount {
    Suppression reason{};
    std::int64_t cells{};
};
BOOST_DESCRIBE_STRUCT(ReasonCount, (), (reason, cells))
// What a coordinator decides on: not one figure of it.
struct ReleaseSummary {
    WaveId wave_id;
    std::string wave;
    WaveState state{};
    std::int64_t approved_visits{};
    std::int64_t cells_shown{};
    std::int64_t cells_hidden{};
    std::vector<ReasonCount> reasons; // a cell can have several
    PublishingRule rule;
    std::optional<ReleaseId> release_id; // when it was published
    std::optional<std::int64_t> version;
    std::optional<Timestamp> published_at;
    std::int64_t rev{}; // of the wave
};
BOOST_DESCRIBE_STRUCT(ReleaseSummary, (),
                      (wave_id, wave, state, approved_visits, cells_shown, cells_hidden, reasons, rule, release_id,
                       version, published_at, rev))
// Coordinator or observer, from `validated` on. Refusals: not_found, state_conflict.
Result<ReleaseSummary> release_summary(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave);

struct Publish {
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Publish, (), (rev))
// Coordinator. Builds the flat table municipality x wave x channel x dimension + INDEX from the approved visits, scored
// again by the server, and freezes it. Refusals: forbidden, not_found, stale, state_conflict (not validated),
// already_released.
Result<ReleaseSummary> publish_wave(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                    const Publish& request);

struct ReleaseRow {
    ReleaseId id;
    WaveId wave_id;
    std::string wave;
    std::string project;
    std::int64_t version{};
    Timestamp published_at{};
};
BOOST_DESCRIBE_STRUCT(ReleaseRow, (), (id, wave_id, wave, project, version, published_at))
struct ReleaseList {
    std::vector<ReleaseRow> releases; // newest first
};
BOOST_DESCRIBE_STRUCT(ReleaseList, (), (releases))
struct ReleaseView {
    Release release;
    std::string wave;
    std::string project;
    std::map<std::string, std::string> municipalities; // names of the codes in the cells
};
BOOST_DESCRIBE_STRUCT(ReleaseView, (), (release, wave, project, municipalities))

// All that the quality team's pages can reach: releases and the names beside them. It is made of a transaction and
// gives no way back to one, so what is written with a ReleaseReader cannot read a visit.
class ReleaseReader {
public:
    ReleaseReader(store::Tx& tx, const Actor& actor);

    // Those of projects in which the actor is in the quality team. Refusal: forbidden.
    Result<ReleaseList> list() const;
    // Refusal: not_found (also without the role).
    Result<ReleaseView> find(ReleaseId id) const;

private:
    store::Releases& releases_;
    const Actor& actor_;
};

} // namespace balieblik::usecases
