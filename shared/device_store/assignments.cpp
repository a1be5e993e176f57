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

// --- What we did about them --------------------------------------------------------------------------------------

namespace {

constexpr const char* version_head =
    "SELECT visit_version_id, visit_id, version, sealed_at, aborted, receipt_state, received, late, outcome, refused "
    "FROM visit_version ";
// Commands of which the server's rows do not show the effect yet: those that wait, and those acknowledged since the
// last pull began; in the order in which they were given.
constexpr const char* open_command =
    "FROM mutation WHERE command IS NOT NULL AND (status = 'pending' OR code IS NULL) ";

// What the state will be when everything that waits has been handed in.
AssignmentState with_pending(AssignmentState state, const std::vector<sync::AssignmentCommandKind>& commands,
                             bool sealed)
{
    for (const auto command : commands)
        if (const auto next = after(state, step_of(command)))
            state = *next;
    if (sealed)
        if (const auto next = after(state, AssignmentStep::submit))
            state = *next;
    return state;
}

} // namespace

Result<DeviceStore::OwnWork> DeviceStore::own_work()
{
    OwnWork work;
    BALIEBLIK_TRY(visits, database_.all<VisitHead>("SELECT visit_id, assignment_id, practice, form, started_at FROM "
                                                   "visit ORDER BY started_at"));
    for (auto& visit : visits) {
        if (visit.assignment_id)
            work.latest_visit[*visit.assignment_id] = visit.visit_id;
        work.visits.emplace(visit.visit_id, std::move(visit));
    }
    BALIEBLIK_TRY(versions,
                  database_.all<VersionHead>(std::string(version_head) + "ORDER BY visit_id, version, sealed_at"));
    for (auto& version : versions) {
        if (const auto visit = work.visits.find(version.visit_id);
            version.waits() && visit != work.visits.end() && visit->second.assignment_id)
            work.sealed.insert(*visit->second.assignment_id);
        if (!version.outcome)
            work.undecided.insert(version.visit_id);
        work.last_version.insert_or_assign(version.visit_id, std::move(version));
    }
    using Begun = std::tuple<VisitId, std::int64_t, std::int64_t>;
    BALIEBLIK_TRY(drafts, database_.all<Begun>("SELECT visit_id, version, open_items FROM draft"));
    for (const auto& [visit, version, open_items] : drafts) {
        work.drafts.emplace(visit, version);
        if (open_items > 0)
            work.open_items.emplace(visit, open_items);
    }
    BALIEBLIK_TRY(emptied,
                  database_.all<VisitVersionId>("SELECT visit_version_id FROM visit_version WHERE body IS NULL"));
    work.emptied = {emptied.begin(), emptied.end()};
    using Command = std::tuple<AssignmentId, sync::AssignmentCommandKind>;
    BALIEBLIK_TRY(commands, database_.all<Command>("SELECT subject, command " + std::string(open_command) +
                                                   "ORDER BY ack IS NULL, ack, no"));
    for (const auto& [assignment, command] : commands)
        work.commands[assignment].push_back(command);
    BALIEBLIK_TRY(forms, database_.all<std::string>("SELECT id FROM server_row WHERE kind = 'form_version'"));
    work.forms_here = {forms.begin(), forms.end()};
    return work;
}

// --- As the server has them --------------------------------------------------------------------------------------

Result<std::optional<AssignmentFacts>> DeviceStore::joined(AssignmentId id)
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
    return std::optional{std::move(facts)};
}

Result<std::vector<AssignmentFacts>> DeviceStore::all_joined()
{
    BALIEBLIK_TRY(assignments, server_rows<Assignment>(sync::EntityKind::assignment));
    BALIEBLIK_TRY(locations, server_rows<Location>(sync::EntityKind::location));
    BALIEBLIK_TRY(scenarios, server_rows<Scenario>(sync::EntityKind::scenario));
    BALIEBLIK_TRY(waves, server_rows<sync::WaveBrief>(sync::EntityKind::wave));
    std::vector<AssignmentFacts> found;
    for (const auto& [key, assignment] : assignments) {
        const auto location = locations.find(to_text(assignment.location_id));
        const auto scenario = scenarios.find(to_text(assignment.scenario_id));
        const auto wave = waves.find(to_text(assignment.wave_id));
        if (location != locations.end() && scenario != scenarios.end() && wave != waves.end())
            found.push_back({assignment, location->second, scenario->second, wave->second});
    }
    return found;
}

// With the state as it will be when everything that waits has been handed in.
Result<std::optional<AssignmentFacts>> DeviceStore::known_facts(AssignmentId id)
{
    BALIEBLIK_TRY(facts, joined(id));
    if (!facts)
        return facts;
    BALIEBLIK_TRY(commands,
                  database_.all<sync::AssignmentCommandKind>("SELECT command " + std::string(open_command) +
                                                                 "AND subject = ? ORDER BY ack IS NULL, ack, no",
                                                             id));
    BALIEBLIK_TRY(versions,
                  database_.all<VersionHead>(std::string(version_head) + "WHERE visit_id IN (SELECT visit_id "
                                                                         "FROM visit WHERE assignment_id = ?)",
                                             id));
    const bool sealed =
        std::any_of(versions.begin(), versions.end(), [](const VersionHead& one) { return one.waits(); });
    facts->assignment.state = with_pending(facts->assignment.state, commands, sealed);
    return facts;
}

Result<std::optional<DeviceStore::VersionRow>> DeviceStore::last_version(VisitId id)
{
    return database_.first<VersionRow>(
        "SELECT * FROM visit_version WHERE visit_id = ? ORDER BY version DESC, sealed_at DESC LIMIT 1", id);
}

// --- Cards -------------------------------------------------------------------------------------------------------

namespace {

// A visit that cannot be begun needs no scenario, and whoever found the tablet learns none. What was begun goes on as
// ever.
void hold_back(AssignmentCard& card)
{
    if (card.progress == Progress::draft)
        return;
    auto& scenario = card.facts.scenario;
    for (auto* words : {&scenario.title_nl, &scenario.title_en, &scenario.briefing_nl, &scenario.briefing_en,
                        &scenario.answer_key_nl, &scenario.answer_key_en})
        words->clear();
    if (card.returned)
        card.returned->remark.clear();
    card.held_back = true;
}

} // namespace

AssignmentCard DeviceStore::card_of(AssignmentFacts facts, const OwnWork& work,
                                    const std::map<std::string, sync::VisitReturn>& returns)
{
    AssignmentCard card;
    card.facts = std::move(facts);
    const auto id = card.facts.assignment.id;
    const VersionHead* last = nullptr;
    if (const auto visit = work.latest_visit.find(id); visit != work.latest_visit.end()) {
        card.visit_id = visit->second;
        if (const auto version = work.last_version.find(visit->second); version != work.last_version.end())
            last = &version->second;
        card.progress = work.drafts.contains(visit->second) ? Progress::draft
                        : last                              ? progress_of(last->receipt_state)
                                                            : Progress::none;
        if (const auto waiting = work.open_items.find(visit->second); waiting != work.open_items.end())
            card.open_items = waiting->second;
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
    card.form_here = work.forms_here.contains(form.form_id + "/" + form.version);
    return card;
}

Result<std::vector<AssignmentCard>> DeviceStore::cards(std::optional<AssignmentId> only)
{
    std::vector<AssignmentFacts> known;
    if (only) {
        BALIEBLIK_TRY(one, joined(*only));
        if (one)
            known.push_back(std::move(*one));
    } else {
        BALIEBLIK_TRY(all, all_joined());
        known = std::move(all);
    }
    BALIEBLIK_TRY(work, own_work());
    BALIEBLIK_TRY(returns, server_rows<sync::VisitReturn>(sync::EntityKind::visit_return));

    std::vector<AssignmentCard> found;
    std::set<AssignmentId> ours;
    for (auto& facts : known) {
        const auto id = facts.assignment.id;
        const auto commands = work.commands.find(id);
        facts.assignment.state = with_pending(
            facts.assignment.state,
            commands == work.commands.end() ? std::vector<sync::AssignmentCommandKind>{} : commands->second,
            work.sealed.contains(id));
        ours.insert(id);
        found.push_back(card_of(std::move(facts), work, returns));
    }
    // Withdrawn, but our work on it is not decided yet.
    for (const auto& [id, visit] : work.visits) {
        if (!visit.assignment_id || ours.contains(*visit.assignment_id) || (only && *visit.assignment_id != *only) ||
            (!work.undecided.contains(id) && !work.drafts.contains(id)))
            continue;
        BALIEBLIK_TRY(row, database_.first<VisitRow>("SELECT * FROM visit WHERE visit_id = ?", id));
        if (!row || !row->context)
            continue;
        auto card = card_of(std::move(*row->context), work, returns);
        card.withdrawn = true;
        found.push_back(std::move(card));
    }
    BALIEBLIK_TRY(lease_over, lease_is_over());
    if (lease_over)
        std::for_each(found.begin(), found.end(), hold_back);
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
