// SPDX-License-Identifier: EUPL-1.2
// Released figures, immutable once published. The names beside the codes are kept with them, so that who reads a
// release needs nothing else. What went into a release is kept apart from it, for the next version's comparison.
#pragma once

#include "model/ids.hpp"
#include "model/release.hpp"
#include "model/release_analyses.hpp"

#include "base/json.hpp"

#include <map>
#include <span>

namespace balieblik::store {

struct StoredRelease {
    ReleaseId id;
    WaveId wave_id;
    ProjectId project_id;
    std::int64_t version = 1;
    std::string wave;
    std::string project;
    Timestamp published_at{};
    std::int64_t approved_visits{};
    Release release;
};
BOOST_DESCRIBE_STRUCT(StoredRelease, (),
                      (id, wave_id, project_id, version, wave, project, published_at, approved_visits, release))

// Written once, after the release.
struct StoredAnalyses {
    ReleaseId release_id;
    Timestamp made_at{};
    ReleaseAnalyses analyses;
};
BOOST_DESCRIBE_STRUCT(StoredAnalyses, (), (release_id, made_at, analyses))

// What looking at a release anew found (usecases/release_proof.hpp), kept so that it is worked out once.
struct KeptAudit {
    std::int64_t remainders{};
    std::int64_t remainders_unfit{};
    std::int64_t hidden{};
    std::int64_t programs{};
    std::int64_t too_close{};
    std::optional<double> least_points;
};
BOOST_DESCRIBE_STRUCT(KeptAudit, (), (remainders, remainders_unfit, hidden, programs, too_close, least_points))

struct KeptProof {
    std::optional<KeptAudit> audit; // none: what was published contradicts itself
    bool compared = false;
    std::int64_t changed_visits{};
    std::int64_t changes_compared{};
    std::int64_t changes_unfit{};
};
BOOST_DESCRIBE_STRUCT(KeptProof, (), (audit, compared, changed_visits, changes_compared, changes_unfit))

struct StoredProof {
    ReleaseId release_id;
    Timestamp made_at{};
    std::string code_version; // of the server that looked
    KeptProof proof;
};
BOOST_DESCRIBE_STRUCT(StoredProof, (), (release_id, made_at, code_version, proof))

// Which cells; what is absent selects nothing.
struct CellFilter {
    std::optional<std::string> place;
    std::optional<std::string> within;
    std::optional<PlaceLevel> level;
    std::optional<std::string> dimension;
};

class Releases {
public:
    virtual ~Releases() = default;
    // Cells, numbered from `first`. They and what went in may be written before the release, which must follow in the
    // same transaction: what it says about itself is only known when everything else is.
    virtual Result<void> add(ReleaseId release, std::int64_t first, std::span<const ReleaseCell> cells) = 0;
    // Refusal: state_conflict (this version of the wave's release is there).
    virtual Result<void> add(const StoredRelease& release, std::span<const ReleasePlace> places,
                             std::span<const ReleaseCell> cells) = 0;
    virtual Result<std::optional<StoredRelease>> find(ReleaseId id) = 0;
    virtual Result<std::optional<StoredRelease>> of_wave(WaveId wave) = 0;        // its latest version
    virtual Result<std::vector<StoredRelease>> versions(WaveId wave) = 0;         // newest first
    virtual Result<std::vector<StoredRelease>> of_project(ProjectId project) = 0; // newest first
    virtual Result<std::vector<StoredRelease>> all() = 0;                         // newest first
    virtual Result<std::vector<ReleasePlace>> places(ReleaseId id) = 0;           // upper ones first
    virtual Result<std::optional<ReleasePlace>> place(ReleaseId id, const std::string& code) = 0;
    virtual Result<std::vector<ReleasePlace>> places_within(ReleaseId id, const std::string& code) = 0;
    // In the order in which they were added, from the one numbered `skip` of those that pass the filter.
    virtual Result<std::vector<ReleaseCell>> cells(ReleaseId id, const CellFilter& filter, std::int64_t skip,
                                                   std::int64_t limit) = 0;
    virtual Result<std::int64_t> count(ReleaseId id, const CellFilter& filter) = 0;
    // Why cells show nothing; a cell can have several reasons.
    virtual Result<std::map<Suppression, std::int64_t>> reasons(ReleaseId id) = 0;
    // What a project asks for beyond the house's rule; none if nothing.
    virtual Result<std::optional<PublishingRule>> rule(ProjectId project) = 0;
    virtual Result<void> set_rule(ProjectId project, const PublishingRule& rule) = 0;
    // Numbered from 0, without a filter: for exports, at the same cost wherever they are.
    virtual Result<std::vector<ReleaseCell>> cells_from(ReleaseId id, std::int64_t first, std::int64_t limit) = 0;

    // Refusal: state_conflict (they are there).
    virtual Result<void> add(const StoredAnalyses& analyses) = 0;
    virtual Result<std::optional<StoredAnalyses>> analyses(ReleaseId id) = 0;

    virtual Result<void> keep(const StoredProof& proof) = 0; // in the place of one of before
    virtual Result<std::optional<StoredProof>> proof(ReleaseId id) = 0;
};

// A visit as it went into a release. Never leaves the server.
struct ReleaseInput {
    VisitId visit_id;
    VisitVersionId visit_version_id;
    LocationId location_id;
    std::string municipality; // in which the location counted
    InspectorId inspector_id;
    std::map<std::string, double> figures; // by code
};
BOOST_DESCRIBE_STRUCT(ReleaseInput, (), (visit_id, visit_version_id, location_id, municipality, inspector_id, figures))

// The same as it is written: who makes thousands prints the figures before the store's own thread has them.
struct WrittenInput {
    VisitId visit_id;
    VisitVersionId visit_version_id;
    LocationId location_id;
    std::string municipality;
    InspectorId inspector_id;
    std::string figures; // JSON
};
BOOST_DESCRIBE_STRUCT(WrittenInput, (), (visit_id, visit_version_id, location_id, municipality, inspector_id, figures))

inline WrittenInput written(const ReleaseInput& input)
{
    return {input.visit_id,     input.visit_version_id, input.location_id,
            input.municipality, input.inspector_id,     json::print(json::write(input.figures))};
}

inline std::vector<WrittenInput> written(std::span<const ReleaseInput> inputs)
{
    std::vector<WrittenInput> made;
    made.reserve(inputs.size());
    for (const auto& input : inputs)
        made.push_back(written(input));
    return made;
}

// What the second of two inspectors made of a visit that went in. Counts for their agreement and for nothing else.
struct SecondLook {
    VisitId visit_id;
    VisitVersionId visit_version_id;
    LocationId location_id;
    InspectorId inspector_id;
    std::map<std::string, double> figures;
    VisitId of_visit_id;
};
BOOST_DESCRIBE_STRUCT(SecondLook, (), (visit_id, visit_version_id, location_id, inspector_id, figures, of_visit_id))

// What is kept of the visits behind a release when they are destroyed: of each figure that it shows the number of
// visits, their mean and the summed squares of their distances to it. All of them meet the publishing rule.
struct ReleaseSum {
    std::string place;
    std::string dimension;
    std::int64_t n{};
    double mean{};
    double squares{};
};
BOOST_DESCRIBE_STRUCT(ReleaseSum, (), (place, dimension, n, mean, squares))
struct VisitedLocation {
    LocationId location_id;
    std::string municipality; // in which it counted
};
BOOST_DESCRIBE_STRUCT(VisitedLocation, (), (location_id, municipality))

class ReleaseInputs {
public:
    virtual ~ReleaseInputs() = default;
    virtual Result<void> add(ReleaseId release, std::span<const WrittenInput> inputs) = 0;
    virtual Result<std::vector<ReleaseInput>> of(ReleaseId release) = 0; // by visit
    virtual Result<void> add(ReleaseId release, std::span<const SecondLook> looks) = 0;
    virtual Result<std::vector<SecondLook>> second_looks(ReleaseId release) = 0;

    // Retention: what went in goes, second looks with it, and these take its place.
    virtual Result<void> destroy(ReleaseId release, std::span<const ReleaseSum> sums,
                                 std::span<const VisitedLocation> locations) = 0;
    virtual Result<bool> are_there(ReleaseId release) = 0;
    // None of both as long as what went in is there.
    virtual Result<std::vector<ReleaseSum>> sums(ReleaseId release) = 0;
    virtual Result<std::vector<VisitedLocation>> locations(ReleaseId release) = 0;
};

} // namespace balieblik::store
