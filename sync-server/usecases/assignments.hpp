// SPDX-License-Identifier: EUPL-1.2
// Assignments as a coordinator handles them: make, offer, move to somebody else, cancel, list.
#pragma once

#include "model/assignment.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

// Project settings with their defaults.
struct RotationRules {
    int max_visits_per_location = 4; // of one inspector in one wave
    std::chrono::days min_gap{7};    // between two visits of one inspector to one location
};

struct NewAssignment {
    WaveId wave_id;
    LocationId location_id;
    ScenarioId scenario_id;
    std::optional<InspectorId> inspector_id; // assigned at once when there is one
    Timestamp window_from{};
    Timestamp window_to{};
    Timestamp deadline{};
    std::optional<Timestamp> appointment;
    std::int64_t reward_cents{};
    std::optional<std::string> override_reason; // see Assign
};
BOOST_DESCRIBE_STRUCT(NewAssignment, (),
                      (wave_id, location_id, scenario_id, inspector_id, window_from, window_to, deadline, appointment,
                       reward_cents, override_reason))

struct AssignmentRow {
    Assignment assignment;
    std::string location;
    std::string municipality; // CBS code
    std::string scenario;     // code
    std::string scenario_title_nl;
    std::string scenario_title_en;
    std::optional<std::string> alias;
    std::int64_t open_load{}; // open assignments of the inspector, over all waves
    bool overdue{};
};
BOOST_DESCRIBE_STRUCT(AssignmentRow, (),
                      (assignment, location, municipality, scenario, scenario_title_nl, scenario_title_en, alias,
                       open_load, overdue))

// Coordinator. Refusals: forbidden, not_found, validation (window, deadline, scenario not released, location closed or,
// as contact, without a way to reach it through the wave's channel), state_conflict (the wave is over), and those of
// assign.
Result<AssignmentRow> create_assignment(store::Tx& tx, const Environment& env, const Actor& actor,
                                        const NewAssignment& request);

struct Assign {
    InspectorId inspector_id;
    std::int64_t rev{};
    // Lets the rotation limits pass (count and gap), with its reason in the trail. A tie with the municipality and the
    // same scenario twice at one location stand whatever the reason.
    std::optional<std::string> override_reason;
};
BOOST_DESCRIBE_STRUCT(Assign, (), (inspector_id, rev, override_reason))
// Coordinator. Offers it to an inspector, or to another one than before; the one before is told that it is gone.
// Before the wave is in the field tablets hear nothing: they are told when fieldwork starts.
// Refusals: forbidden, not_found, stale, state_conflict (also an inspector who is not certified, a wave that is
// closed), own_municipality, rotation_rule (detail: max_visits, min_gap or same_scenario).
Result<AssignmentRow> assign(store::Tx& tx, const Environment& env, const Actor& actor, AssignmentId assignment,
                             const Assign& request);

struct Cancel {
    std::string reason;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Cancel, (), (reason, rev))
// Coordinator. Refusals: forbidden, not_found, stale, reason_missing, state_conflict.
Result<AssignmentRow> cancel_assignment(store::Tx& tx, const Environment& env, const Actor& actor,
                                        AssignmentId assignment, const Cancel& request);

struct BulkItem {
    AssignmentId assignment_id;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(BulkItem, (), (assignment_id, rev))
struct BulkAssign {
    InspectorId inspector_id;
    std::vector<BulkItem> items; // at most 200
    std::optional<std::string> override_reason;
};
BOOST_DESCRIBE_STRUCT(BulkAssign, (), (inspector_id, items, override_reason))
struct BulkOutcome {
    AssignmentId assignment_id;
    bool done{};
    std::optional<std::string> code; // Errc of the refusal
    std::optional<std::string> detail;
    std::optional<AssignmentRow> row;
};
BOOST_DESCRIBE_STRUCT(BulkOutcome, (), (assignment_id, done, code, detail, row))
struct BulkResult {
    std::vector<BulkOutcome> results; // in the order of the request
    std::int64_t done{};
};
BOOST_DESCRIBE_STRUCT(BulkResult, (), (results, done))
// Each row stands alone: one that is refused changes nothing and stops nobody else. Refusals of the whole: forbidden,
// not_found (the inspector), too_large.
Result<BulkResult> bulk_assign(store::Tx& tx, const Environment& env, const Actor& actor, const BulkAssign& request);

BOOST_DEFINE_ENUM_CLASS(AssignmentOrder, deadline, location, inspector, state)
struct AssignmentQuery {
    WaveId wave_id;
    std::vector<AssignmentState> states;     // any of them; empty: all
    std::optional<InspectorId> inspector_id; // only theirs
    std::optional<LocationId> location_id;
    std::optional<std::string> municipality;
    std::optional<std::string> text; // in location, alias or scenario, without regard to case
    bool unassigned{};
    bool overdue{};
    AssignmentOrder order = AssignmentOrder::deadline;
    bool descending{};
    Paging page;
};
BOOST_DESCRIBE_STRUCT(AssignmentQuery, (),
                      (wave_id, states, inspector_id, location_id, municipality, text, unassigned, overdue, order,
                       descending, page))
struct AssignmentPage {
    std::vector<AssignmentRow> rows;
    std::int64_t total{}; // that fit the filters
    Paging page;
};
BOOST_DESCRIBE_STRUCT(AssignmentPage, (), (rows, total, page))
// Coordinator.
Result<AssignmentPage> list_assignments(store::Tx& tx, const Environment& env, const Actor& actor,
                                        const AssignmentQuery& query);
Result<AssignmentRow> open_assignment(store::Tx& tx, const Environment& env, const Actor& actor,
                                      AssignmentId assignment);

} // namespace balieblik::usecases
