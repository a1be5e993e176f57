// SPDX-License-Identifier: EUPL-1.2
#include "usecases/assignments.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/load.hpp"
#include "usecases/rotation.hpp"

namespace balieblik::usecases {
namespace {

std::string subject(AssignmentId id) { return "assignment:" + to_text(id); }

bool takes_assignments(WaveState state)
{
    return state == WaveState::draft || state == WaveState::scheduled || state == WaveState::fieldwork;
}

Result<void> check_request(const NewAssignment& request, Channel channel, const Location& location,
                           const Scenario& scenario)
{
    if (request.window_to <= request.window_from)
        return Error{Errc::validation, "window"};
    if (request.deadline < request.window_from)
        return Error{Errc::validation, "deadline"};
    if (request.appointment && (*request.appointment < request.window_from || *request.appointment > request.window_to))
        return Error{Errc::validation, "appointment"};
    if (request.reward_cents < 0 || request.reward_cents > 100'000'00)
        return Error{Errc::validation, "reward_cents"};
    if (location.state == LocationState::closed)
        return Error{Errc::validation, "location"};
    if (contact_of(location, channel).empty())
        return Error{Errc::validation, "contact"};
    if (scenario.state != ScenarioState::released)
        return Error{Errc::validation, "scenario"};
    return {};
}

// Tablets hear of a wave's assignments when its fieldwork starts, and not before it was cleared.
Result<void> tell(store::Tx& tx, const Wave& wave, const std::optional<Assignment>& before, const Assignment& now)
{
    if (wave.state == WaveState::draft || wave.state == WaveState::scheduled)
        return {};
    return publish_to_inbox(tx, before, now);
}

// Gives the assignment to an inspector and tells both who is concerned.
Result<void> offer(store::Tx& tx, const Environment& env, const Actor& actor, const FoundAssignment& found,
                   Assignment& changed, InspectorId inspector_id, const std::optional<std::string>& override_reason)
{
    if (!takes_assignments(found.in.wave.state))
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(found.in.wave.state))};
    BALIEBLIK_TRY(inspector, find_inspector(tx, inspector_id));
    if (inspector.state != InspectorState::certified)
        return Error{Errc::state_conflict, "inspector " + std::string(json::enum_name(inspector.state))};
    BALIEBLIK_TRY(next, after(changed.state, AssignmentStep::offer));
    const bool overridden = override_reason && !override_reason->empty();
    BALIEBLIK_CHECK(check_rotation(tx, changed, inspector, overridden, RotationRules{}));
    changed.inspector_id = inspector_id;
    changed.state = next;
    changed.reason.reset();
    BALIEBLIK_CHECK(tx.reviews().give_number(found.in.project.id, inspector_id));
    return note(tx, env, actor, found.in.role, "assignment.offered", subject(changed.id),
                overridden ? override_reason : std::nullopt);
}

} // namespace

Result<AssignmentRow> assignment_row(store::Tx& tx, const Assignment& assignment, Timestamp now)
{
    AssignmentRow row;
    row.assignment = assignment;
    BALIEBLIK_TRY(location, find_location(tx, assignment.location_id));
    row.location = location.name;
    row.municipality = location.municipality;
    BALIEBLIK_TRY(scenario, find_scenario(tx, assignment.scenario_id));
    row.scenario = scenario.code;
    row.scenario_title_nl = scenario.title_nl;
    row.scenario_title_en = scenario.title_en;
    if (assignment.inspector_id) {
        BALIEBLIK_TRY(inspector, find_inspector(tx, *assignment.inspector_id));
        row.alias = inspector.alias;
        BALIEBLIK_TRY(load, open_load(tx, inspector.id));
        row.open_load = load;
    }
    row.overdue = is_open(assignment.state) && assignment.deadline < now;
    return row;
}

Result<AssignmentRow> create_assignment(store::Tx& tx, const Environment& env, const Actor& actor,
                                        const NewAssignment& request)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, request.wave_id));
    if (!takes_assignments(in.wave.state))
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(in.wave.state))};
    BALIEBLIK_TRY(location, find_location(tx, request.location_id));
    BALIEBLIK_TRY(scenario, find_scenario(tx, request.scenario_id));
    BALIEBLIK_CHECK(check_request(request, in.wave.channel, location, scenario));
    Assignment assignment;
    assignment.id = env.ids.make<AssignmentId>();
    assignment.wave_id = request.wave_id;
    assignment.location_id = request.location_id;
    assignment.scenario_id = request.scenario_id;
    assignment.window_from = request.window_from;
    assignment.window_to = request.window_to;
    assignment.deadline = request.deadline;
    assignment.appointment = request.appointment;
    assignment.reward_cents = request.reward_cents;
    assignment.rev = 1;
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "assignment.created", subject(assignment.id)));
    if (request.inspector_id)
        BALIEBLIK_CHECK(
            offer(tx, env, actor, {assignment, in}, assignment, *request.inspector_id, request.override_reason));
    BALIEBLIK_CHECK(tx.field().add(assignment));
    BALIEBLIK_CHECK(tell(tx, in.wave, std::nullopt, assignment));
    return assignment_row(tx, assignment, env.clock.now());
}

Result<AssignmentRow> assign(store::Tx& tx, const Environment& env, const Actor& actor, AssignmentId id,
                             const Assign& request)
{
    BALIEBLIK_TRY(found, find_assignment(tx, actor, {Role::coordinator}, id));
    auto changed = found.assignment;
    if (changed.rev != request.rev)
        return Error{Errc::stale, "assignment"};
    BALIEBLIK_CHECK(offer(tx, env, actor, found, changed, request.inspector_id, request.override_reason));
    BALIEBLIK_CHECK(tx.field().update(changed));
    BALIEBLIK_CHECK(tell(tx, found.in.wave, found.assignment, changed));
    return assignment_row(tx, changed, env.clock.now());
}

Result<AssignmentRow> cancel_assignment(store::Tx& tx, const Environment& env, const Actor& actor, AssignmentId id,
                                        const Cancel& request)
{
    BALIEBLIK_TRY(found, find_assignment(tx, actor, {Role::coordinator}, id));
    if (request.reason.empty())
        return Error{Errc::reason_missing, {}};
    if (request.reason.size() > 2000)
        return Error{Errc::too_large, "reason"};
    auto changed = found.assignment;
    if (changed.rev != request.rev)
        return Error{Errc::stale, "assignment"};
    BALIEBLIK_TRY(next, after(changed.state, AssignmentStep::cancel));
    changed.state = next;
    changed.reason = request.reason;
    BALIEBLIK_CHECK(tx.field().update(changed));
    BALIEBLIK_CHECK(tell(tx, found.in.wave, found.assignment, changed));
    BALIEBLIK_CHECK(note(tx, env, actor, found.in.role, "assignment.cancelled", subject(id), request.reason));
    return assignment_row(tx, changed, env.clock.now());
}

Result<BulkResult> bulk_assign(store::Tx& tx, const Environment& env, const Actor& actor, const BulkAssign& request)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator}));
    if (request.items.size() > 200)
        return Error{Errc::too_large, "items"};
    BALIEBLIK_CHECK(find_inspector(tx, request.inspector_id));
    BulkResult result;
    for (const auto& item : request.items) {
        BulkOutcome outcome;
        outcome.assignment_id = item.assignment_id;
        auto part = [&]() -> Result<void> {
            BALIEBLIK_TRY(row, assign(tx, env, actor, item.assignment_id,
                                      Assign{request.inspector_id, item.rev, request.override_reason}));
            outcome.row = row;
            return {};
        };
        const auto done = tx.attempt(part);
        outcome.done = done.has_value();
        if (!done) {
            outcome.code = std::string(name(done.error().code));
            outcome.detail = done.error().detail;
            outcome.row.reset();
        }
        result.done += outcome.done ? 1 : 0;
        result.results.push_back(std::move(outcome));
    }
    return result;
}

Result<AssignmentRow> open_assignment(store::Tx& tx, const Environment& env, const Actor& actor, AssignmentId id)
{
    BALIEBLIK_TRY(found, find_assignment(tx, actor, {Role::coordinator}, id));
    return assignment_row(tx, found.assignment, env.clock.now());
}

} // namespace balieblik::usecases
