// SPDX-License-Identifier: EUPL-1.2
// The gate for numbers: a validated wave becomes a release that passed disclosure control, and everything that shows
// figures reads releases and nothing else.
#pragma once

#include "model/release.hpp"
#include "model/release_analyses.hpp"
#include "model/wave.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct ReasonCount {
    Suppression reason{};
    std::int64_t cells{};
};
BOOST_DESCRIBE_STRUCT(ReasonCount, (), (reason, cells))
// Where a correction waits, and why.
// `would_tell`: so few visits changed there that comparing both versions would tell about them.
// `not_shown`: not every figure of the place is shown exactly. Whether those around it may follow would hang on its
// scores.
// `few_people`: so few work there that the difference of both versions could be a statement about each of them.
// `would_show_less`: a figure there would have to be hidden now which an earlier version shows.
BOOST_DEFINE_ENUM_CLASS(Waiting, would_tell, not_shown, few_people, would_show_less)
struct WaitingPlace {
    std::string place; // code
    std::string name;
    Waiting because{};
};
BOOST_DESCRIBE_STRUCT(WaitingPlace, (), (place, name, because))
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
    std::optional<Timestamp> data_as_of;
    std::int64_t changed_visits{};     // since that version
    std::vector<WaitingPlace> waiting; // where these changes cannot be published; empty: they can
    std::int64_t rev{};                // of the wave
};
BOOST_DESCRIBE_STRUCT(ReleaseSummary, (),
                      (wave_id, wave, state, approved_visits, cells_shown, cells_hidden, reasons, rule, release_id,
                       version, published_at, data_as_of, changed_visits, waiting, rev))
// Coordinator or observer, from `validated` on. Refusals: not_found, state_conflict.
Result<ReleaseSummary> release_summary(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave);

struct Publish {
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Publish, (), (rev))
// Coordinator. Builds the table place x dimension, INDEX and NORM of a wave from the approved visits, scored again by
// the server, protects it and freezes it. Once more for a published wave: a new version with what was corrected since,
// while the old one stays. Refusals: forbidden, not_found, stale, state_conflict (not validated), wave_not_cleared,
// already_released (nothing was corrected), correction_would_tell (the versions would differ by too few
// visits, or in places that are not shown or where few people work, or the new one would have to hide what an earlier
// one shows).
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
    ReleasePlace top;
    std::vector<ReleaseRow> versions; // of the same wave, newest first
};
BOOST_DESCRIBE_STRUCT(ReleaseView, (), (release, wave, project, top, versions))

// Selects rows of the published table; there is nothing else to compute or to filter.
struct CellQuery {
    std::optional<std::string> place;  // exactly this one
    std::optional<std::string> within; // those directly in it
    std::optional<PlaceLevel> level;
    std::optional<std::string> dimension;
    std::int64_t skip{};
    std::int64_t limit = 500; // at most 2000
};
BOOST_DESCRIBE_STRUCT(CellQuery, (), (place, within, level, dimension, skip, limit))
struct CellPage {
    std::vector<ReleaseCell> cells;
    std::map<std::string, std::string> names; // of the places in the cells
    std::vector<ReleasePlace> path;           // from the top to the place that was asked for
    std::int64_t total{};
    std::optional<std::int64_t> next_skip; // there is more
};
BOOST_DESCRIBE_STRUCT(CellPage, (), (cells, names, path, total, next_skip))

struct TrendPoint {
    ReleaseId release_id;
    std::string wave;
    std::int64_t version{};
    Timestamp published_at{};
    ReleaseCell cell;
};
BOOST_DESCRIBE_STRUCT(TrendPoint, (), (release_id, wave, version, published_at, cell))
struct TrendQuery {
    std::string place;
};
BOOST_DESCRIBE_STRUCT(TrendQuery, (), (place))
struct Trend {
    std::vector<TrendPoint> points; // oldest wave first, the latest version of each; the figures of one place
};
BOOST_DESCRIBE_STRUCT(Trend, (), (points))

struct AnalysesView {
    std::optional<Timestamp> made_at; // none: they are still being worked out, or that was stopped
    std::optional<ReleaseAnalyses> analyses;
    std::map<std::string, std::string> names; // of the places in them
};
BOOST_DESCRIBE_STRUCT(AnalysesView, (), (made_at, analyses, names))

// Visits behind a figure that is shown, at least, by place and dimension.
using VisitCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;

// All that the quality team's pages can reach: releases and the names beside them. It is made of a transaction and
// gives no way back to one, so what is written with a ReleaseReader cannot read a visit.
class ReleaseReader {
public:
    ReleaseReader(store::Tx& tx, const Actor& actor);

    // Those of projects in which the actor is in the quality team. Refusal: forbidden.
    Result<ReleaseList> list() const;
    // Refusal of all that follow: not_found (also without the role).
    Result<ReleaseView> find(ReleaseId id) const;
    Result<CellPage> cells(ReleaseId id, const CellQuery& query) const;
    // The waves of the same project and channel that have this place.
    Result<Trend> trend(ReleaseId id, const TrendQuery& query) const;
    Result<AnalysesView> analyses(ReleaseId id) const;
    Result<std::vector<ReleasePlace>> places(ReleaseId id) const;
    Result<VisitCounts> counts(ReleaseId id) const;
    // Cells from a number on, for exports.
    Result<std::vector<ReleaseCell>> part(ReleaseId id, std::int64_t first, std::int64_t limit) const;

private:
    Result<store::StoredRelease> readable(ReleaseId id) const;

    store::Releases& releases_;
    const Actor& actor_;
};

// Leaves in the trail which figures somebody asked for: a page, an export. For the works council.
Result<void> note_release_read(store::Tx& tx, const Environment& env, const Actor& actor, ReleaseId id,
                               const std::string& what, const std::string& detail);

} // namespace balieblik::usecases
