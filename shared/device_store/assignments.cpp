// SPDX-License-Identifier: EUPL-1.2
// The list of assignments: the server's rows, our own commands laid over them, and what we keep of withdrawn ones.
#include "device_store/rows.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

AssignmentStep step_of(sync::AssignmentCommandKind command)
{
    switch (command) {
    case sync::AssignmentCommandKind::accept:
        return AssignmentStep::accept;
    case sync::AssignmentCommandKind::decline:
        return AssignmentStep::decline;
    case sync::AssignmentCommandKind::start:
        return AssignmentStep::start;
    case sync::AssignmentCommandKind::hand_back:
        return AssignmentStep::hand_back;
    }
    return AssignmentStep::accept;
}

// By id; rows that this version cannot read are passed over, as they may come from a newer server.
template <class T>
std::map<std::string, T> readable(const std::vector<std::tuple<std::string, std::string>>& rows)
{
    std::map<std::string, T> found;
    for (const auto& [id, body] : rows)
        if (auto value = json::read_text<T>(body, {.bytes = 32 * 1024 * 1024, .depth = 64}))
            found.emplace(id, std::move(*value));
    return found;
}

} // namespace

template <class T>
Result<std::map<std::string, T>> DeviceStore::server_rows(sync::EntityKind kind)
{
    using Row = std::tuple<std::string, std::string>;
    BALIEBLIK_TRY(rows, database_.all<Row>("SELECT id, body FROM server_row WHERE kind = ?", kind));
    return readable<T>(rows);
}

Result<std::optional<std::string>> DeviceStore::server_row(sync::EntityKind kind, const std::string& id)
{
    return database_.first<std::string>("SELECT body FROM server_row WHERE kind = ? AND id = ?", kind, id);
}

// What the state will be when everything that waits has been handed in.
Result<AssignmentState> DeviceStore::with_pending(const Assignment& assignment)
{
    auto state = assignment.state;
    BALIEBLIK_TRY(commands, database_.all<sync::AssignmentCommandKind>(
                                "SELECT command FROM mutation WHERE subject = ? AND command IS NOT NULL AND "
                                "(status = 'pending' OR code IS NULL) ORDER BY ack IS NULL, ack, no",
                                assignment.id));
    for (const auto command : commands)
        if (const auto next = after(state, step_of(command)))
            state = *next;
    BALIEBLIK_TRY(sealed, database_.first<std::int64_t>(
                              "SELECT 1 FROM visit_version v JOIN visit USING (visit_id) WHERE assignment_id = ? AND "
                              "v.received = 0 AND v.outcome IS NULL AND v.refused IS NULL",
                              assignment.id));
    if (sealed)
        if (const auto next = after(state, AssignmentStep::submit))
            state = *next;
    return state;
}

// As the server has it now, joined; if it is withdrawn, as it was when our visit of it started.
Result<std::optional<AssignmentFacts>> DeviceStore::known_facts(AssignmentId id)
{
    AssignmentFacts facts;
    const auto read_into = [this](auto& target, sync::EntityKind kind, const std::string& key) -> Result<bool> {
        BALIEBLIK_TRY(row, server_row(kind, key));
        if (!row)
            return false;
        auto value = json::read_text<std::remove_reference_t<decltype(target)>>(*row);
        if (value)
            target = std::move(*value);
        return value.has_value();
    };
    BALIEBLIK_TRY(here, read_into(facts.assignment, sync::EntityKind::assignment, to_text(id)));
    if (!here)
        return std::optional<AssignmentFacts>{};
    BALIEBLIK_TRY(location,
                  read_into(facts.location, sync::EntityKind::location, to_text(facts.assignment.location_id)));
    BALIEBLIK_TRY(scenario,
                  read_into(facts.scenario, sync::EntityKind::scenario, to_text(facts.assignment.scenario_id)));
    BALIEBLIK_TRY(wave, read_into(facts.wave, sync::EntityKind::wave, to_text(facts.assignment.wave_id)));
    if (!location || !scenario || !wave)
        return std::optional<AssignmentFacts>{};
    BALIEBLIK_TRY(state, with_pending(facts.assignment));
    facts.assignment.state = state;
    return std::optional{std::move(facts)};
}

Result<std::optional<DeviceStore::VersionRow>> DeviceStore::last_version(VisitId id)
{
    return database_.first<VersionRow>(
        "SELECT * FROM visit_version WHERE visit_id = ? ORDER BY version DESC, sealed_at DESC LIMIT 1", id);
}

// Adds what we did about it ourselves.
Result<void> DeviceStore::complete_card(AssignmentCard& card, const std::map<std::string, sync::VisitReturn>& returns)
{
    const auto id = card.facts.assignment.id;
    BALIEBLIK_TRY(visit, database_.first<VisitRow>("SELECT * FROM visit WHERE assignment_id = ? ORDER BY started_at "
                                                   "DESC LIMIT 1",
                                                   id));
    std::optional<VersionRow> last;
    if (visit) {
        card.visit_id = visit->visit_id;
        BALIEBLIK_TRY(version, last_version(visit->visit_id));
        last = std::move(version);
        BALIEBLIK_TRY(draft,
                      database_.first<std::int64_t>("SELECT version FROM draft WHERE visit_id = ?", visit->visit_id));
        card.progress = draft ? Progress::draft : last ? progress_of(last->receipt_state) : Progress::none;
    }
    if (last) {
        card.outcome = last->outcome;
        card.refused = last->refused;
    }
    for (const auto& [key, one] : returns) {
        // A return of a version that we replaced already is stale.
        if (one.assignment_id != id || (last && last->visit_version_id != one.visit_version_id))
            continue;
        card.returned = one;
        card.returned->body.clear();
        card.visit_id = one.visit_id;
    }
    const auto& form = card.facts.wave.form;
    BALIEBLIK_TRY(form_row,
                  database_.first<std::int64_t>("SELECT 1 FROM server_row WHERE kind = 'form_version' AND id = ?",
                                                form.form_id + "/" + form.version));
    card.form_here = form_row.has_value();
    return {};
}

Result<std::vector<AssignmentCard>> DeviceStore::cards(std::optional<AssignmentId> only)
{
    BALIEBLIK_TRY(assignments, server_rows<Assignment>(sync::EntityKind::assignment));
    BALIEBLIK_TRY(locations, server_rows<Location>(sync::EntityKind::location));
    BALIEBLIK_TRY(scenarios, server_rows<Scenario>(sync::EntityKind::scenario));
    BALIEBLIK_TRY(waves, server_rows<sync::WaveBrief>(sync::EntityKind::wave));
    BALIEBLIK_TRY(returns, server_rows<sync::VisitReturn>(sync::EntityKind::visit_return));

    std::vector<AssignmentCard> found;
    for (const auto& [key, assignment] : assignments) {
        const auto location = locations.find(to_text(assignment.location_id));
        const auto scenario = scenarios.find(to_text(assignment.scenario_id));
        const auto wave = waves.find(to_text(assignment.wave_id));
        if ((only && assignment.id != *only) || location == locations.end() || scenario == scenarios.end() ||
            wave == waves.end())
            continue;
        AssignmentCard card;
        card.facts = {assignment, location->second, scenario->second, wave->second};
        BALIEBLIK_TRY(state, with_pending(assignment));
        card.facts.assignment.state = state;
        BALIEBLIK_CHECK(complete_card(card, returns));
        found.push_back(std::move(card));
    }
    // Withdrawn, but our work on it is not decided yet.
    BALIEBLIK_TRY(kept,
                  database_.all<VisitRow>("SELECT * FROM visit v WHERE assignment_id IS NOT NULL AND (EXISTS "
                                          "(SELECT 1 FROM draft d WHERE d.visit_id = v.visit_id) OR EXISTS (SELECT "
                                          "1 FROM visit_version s WHERE s.visit_id = v.visit_id AND s.outcome IS "
                                          "NULL))"));
    for (const auto& visit : kept) {
        if (assignments.contains(to_text(*visit.assignment_id)) || !visit.context ||
            (only && *visit.assignment_id != *only))
            continue;
        AssignmentCard card;
        card.facts = *visit.context;
        card.withdrawn = true;
        BALIEBLIK_CHECK(complete_card(card, returns));
        found.push_back(std::move(card));
    }
    std::stable_sort(found.begin(), found.end(), [](const AssignmentCard& a, const AssignmentCard& b) {
        return a.facts.assignment.deadline < b.facts.assignment.deadline;
    });
    return found;
}

Result<std::vector<AssignmentCard>> DeviceStore::assignments() { return cards(std::nullopt); }

Result<AssignmentCard> DeviceStore::assignment(AssignmentId id)
{
    BALIEBLIK_TRY(found, cards(id));
    if (found.empty())
        return Error{Errc::not_found, "the assignment"};
    return std::move(found.front());
}

Result<void> DeviceStore::command(AssignmentId id, sync::AssignmentCommandKind command, AssignmentStep step,
                                  std::string_view reason)
{
    BALIEBLIK_TRY(facts, known_facts(id));
    if (!facts)
        return Error{Errc::not_found, "the assignment"};
    BALIEBLIK_CHECK(after(facts->assignment.state, step));
    return queue_command(id, command, reason.empty() ? std::nullopt : std::optional{std::string(reason)});
}

Result<void> DeviceStore::accept(AssignmentId id)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(command(id, sync::AssignmentCommandKind::accept, AssignmentStep::accept, {}));
    return transaction.commit();
}

Result<void> DeviceStore::decline(AssignmentId id, std::string_view reason)
{
    if (reason.empty())
        return Error{Errc::reason_missing, {}};
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(command(id, sync::AssignmentCommandKind::decline, AssignmentStep::decline, reason));
    return transaction.commit();
}

Result<void> DeviceStore::hand_back(AssignmentId id, std::string_view reason)
{
    if (reason.empty())
        return Error{Errc::reason_missing, {}};
    {
        BALIEBLIK_TRY(transaction, Tx::begin(database_));
        BALIEBLIK_TRY(sealed, database_.first<std::int64_t>("SELECT 1 FROM visit_version JOIN visit USING (visit_id) "
                                                            "WHERE assignment_id = ?",
                                                            id));
        if (sealed)
            return Error{Errc::sealed_already, {}};
        BALIEBLIK_CHECK(command(id, sync::AssignmentCommandKind::hand_back, AssignmentStep::hand_back, reason));
        BALIEBLIK_TRY(draft, database_.first<VisitId>("SELECT visit_id FROM draft WHERE assignment_id = ?", id));
        if (draft)
            BALIEBLIK_CHECK(remove_draft(*draft));
        BALIEBLIK_CHECK(transaction.commit());
    }
    return remove_unused_photos();
}

} // namespace balieblik::device_store
