// SPDX-License-Identifier: EUPL-1.2
#include "usecases/inbox.hpp"

#include <set>

namespace balieblik::usecases {

using sync::EntityKind;

bool is_shown(AssignmentState state)
{
    using enum AssignmentState;
    return state == offered || state == accepted || state == in_progress || state == submitted || state == in_review ||
           state == returned;
}

Result<void> publish_to_inbox(store::Tx& tx, const std::optional<Assignment>& before, const Assignment& after)
{
    auto& streams = tx.streams();
    const bool shown = after.inspector_id && is_shown(after.state);
    if (before && before->inspector_id && (!shown || before->inspector_id != after.inspector_id))
        streams.rem(store::inbox_stream(*before->inspector_id), EntityKind::assignment, to_text(after.id));
    if (!shown)
        return {};
    // Shown to the same inspector before: what it needs is there already. This is what most visits come to.
    if (before && is_shown(before->state) && before->inspector_id == after.inspector_id) {
        streams.put(store::inbox_stream(*after.inspector_id), EntityKind::assignment, to_text(after.id), after.rev);
        return {};
    }
    BALIEBLIK_TRY(wave, tx.field().wave(after.wave_id));
    BALIEBLIK_TRY(scenario, tx.field().scenario(after.scenario_id));
    BALIEBLIK_TRY(location, tx.field().location(after.location_id));
    if (!wave || !scenario || !location)
        return Error{Errc::not_found, "wave, scenario or location"};
    // What an assignment needs comes before it. A stream says nothing twice, so the questionnaire travels once.
    const auto inbox = store::inbox_stream(*after.inspector_id);
    streams.put(inbox, EntityKind::form_version, wave->form_id + "/" + wave->form_version, 1);
    streams.put(inbox, EntityKind::wave, to_text(wave->id), wave->rev);
    streams.put(inbox, EntityKind::location, to_text(location->id), location->rev);
    streams.put(inbox, EntityKind::scenario, to_text(scenario->id), scenario->version);
    streams.put(inbox, EntityKind::assignment, to_text(after.id), after.rev);
    return {};
}

Result<void> publish_wave(store::Tx& tx, const Wave& wave)
{
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(wave.id));
    std::set<InspectorId> inspectors;
    for (const auto& assignment : assignments)
        if (assignment.inspector_id && is_shown(assignment.state))
            inspectors.insert(*assignment.inspector_id);
    for (const auto& inspector : inspectors) {
        const auto inbox = store::inbox_stream(inspector);
        tx.streams().put(inbox, EntityKind::form_version, wave.form_id + "/" + wave.form_version, 1);
        tx.streams().put(inbox, EntityKind::wave, to_text(wave.id), wave.rev);
    }
    return {};
}

Result<void> publish_location(store::Tx& tx, const Location& location)
{
    BALIEBLIK_TRY(inspectors, tx.field().inspectors());
    for (const auto& inspector : inspectors) {
        BALIEBLIK_TRY(assignments, tx.field().assignments_of_inspector(inspector.id));
        for (const auto& assignment : assignments) {
            if (assignment.location_id != location.id || !is_shown(assignment.state))
                continue;
            BALIEBLIK_TRY(wave, tx.field().wave(assignment.wave_id));
            // Of a wave that has not begun tablets know nothing yet.
            if (wave && wave->state != WaveState::draft && wave->state != WaveState::scheduled)
                tx.streams().put(store::inbox_stream(inspector.id), EntityKind::location, to_text(location.id),
                                 location.rev);
        }
    }
    return {};
}

void publish_receipt(store::Tx& tx, const store::VisitVersion& version)
{
    tx.streams().put(store::inbox_stream(version.inspector_id), EntityKind::receipt, to_text(version.id), version.rev);
}

void publish_return(store::Tx& tx, const store::VisitVersion& version)
{
    tx.streams().put(store::inbox_stream(version.inspector_id), EntityKind::visit_return, to_text(version.id),
                     version.rev);
}

void publish_outcome(store::Tx& tx, const store::VisitVersion& version)
{
    const auto inbox = store::inbox_stream(version.inspector_id);
    tx.streams().rem(inbox, EntityKind::visit_return, to_text(version.id));
    tx.streams().put(inbox, EntityKind::visit_outcome, to_text(version.id), version.rev);
}

} // namespace balieblik::usecases
