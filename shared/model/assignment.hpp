// SPDX-License-Identifier: EUPL-1.2
// An assignment: one visit that one inspector is asked to carry out, and what may happen to it.
#pragma once

#include "base/result.hpp"
#include "model/place.hpp"

namespace balieblik {

// A true-to-life request with a key to what a good answer is. Immutable once released.
BOOST_DEFINE_ENUM_CLASS(ScenarioState, draft, piloted, released, retired)
BOOST_DEFINE_ENUM_CLASS(ScenarioGroup, rule, information) // with a rule obstacle, or without one

struct Scenario {
    ScenarioId id;
    std::string code; // "R1"
    std::int64_t version = 1;
    ScenarioGroup group{};
    std::string title_nl;
    std::string title_en;
    std::string briefing_nl;
    std::string briefing_en;
    std::string answer_key_nl;
    std::string answer_key_en;
    int max_minutes = 10;
    ScenarioState state = ScenarioState::released;
};
BOOST_DESCRIBE_STRUCT(Scenario, (),
                      (id, code, version, group, title_nl, title_en, briefing_nl, briefing_en, answer_key_nl,
                       answer_key_en, max_minutes, state))

// How many minutes of somebody's time the request may take through a channel: a call is shorter than a visit. 0: none
// is counted, as nobody waits while a message is read.
int minutes_of(const Scenario& scenario, Channel channel);

BOOST_DEFINE_ENUM_CLASS(AssignmentState, draft, offered, accepted, in_progress, submitted, in_review, returned,
                        approved, declined, expired, cancelled, voided)

struct Assignment {
    AssignmentId id;
    WaveId wave_id;
    LocationId location_id;
    ScenarioId scenario_id;
    std::optional<InspectorId> inspector_id; // none while draft
    Timestamp window_from{};
    Timestamp window_to{};
    Timestamp deadline{};
    std::optional<Timestamp> appointment; // none for a walk-in visit
    std::int64_t reward_cents{};
    std::int64_t returns{};            // how often a visit of it was returned for correction
    std::optional<std::string> reason; // of the last cancel, decline or void
    AssignmentState state = AssignmentState::draft;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Assignment, (),
                      (id, wave_id, location_id, scenario_id, inspector_id, window_from, window_to, deadline,
                       appointment, reward_cents, returns, reason, state, rev))

// What can befall an assignment. Who may do it is decided by the use cases.
BOOST_DEFINE_ENUM_CLASS(AssignmentStep, offer, accept, decline, start, hand_back, submit, take_into_review, give_back,
                        approve, reject, expire, cancel, void_approved)

// After how many returns a visit must be approved or rejected.
inline constexpr std::int64_t max_returns = 2;
// Offered and accepted assignments expire this long after the deadline, so that offline starts can still arrive.
inline constexpr std::chrono::hours expiry_grace{48};

// The state after a step. Refusals: state_conflict; returned_too_often for a third give_back.
// Starting implies acceptance. Rejecting a visit ends its assignment as voided: it never counts.
Result<AssignmentState> after(AssignmentState state, AssignmentStep step, std::int64_t returns = 0);

// approved is terminal unless voided; expired, cancelled and voided are terminal.
bool is_terminal(AssignmentState state);

} // namespace balieblik
