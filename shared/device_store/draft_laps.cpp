// SPDX-License-Identifier: EUPL-1.2
// The wait clock: taps, their undoing and correction, and those that a locked tablet kept in its journal.
#include "device_store/draft_state.hpp"
#include "device_store/rows.hpp"

#include "vault/sealed_journal.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

VisitStep step_of(LapKind kind)
{
    switch (kind) {
    case LapKind::B1:
        return VisitStep::tap_b1;
    case LapKind::C1:
        return VisitStep::tap_c1;
    case LapKind::C2:
        return VisitStep::tap_c2;
    case LapKind::G4:
        return VisitStep::tap_g4;
    }
    return VisitStep::tap_b1;
}

Lap lap_of(LapKind kind, const Reading& reading)
{
    return {kind, reading.wall, reading.offset.count(), reading.boot.count(), reading.boot_id, {}, {}};
}

milliseconds elapsed(const LapRow& since, const Reading& now)
{
    return since.boot_id == now.boot_id ? now.boot - milliseconds{since.boot_ms} : now.wall - since.wall;
}

} // namespace

Result<VisitState> state_after(const std::vector<Lap>& laps)
{
    auto state = VisitState::planned;
    for (const auto& lap : laps) {
        BALIEBLIK_TRY(next, after(state, step_of(lap.kind)));
        state = next;
    }
    return state;
}

Result<void> Draft::State::read_laps()
{
    BALIEBLIK_TRY(rows, store->database_.all<LapRow>("SELECT * FROM lap WHERE visit_id = ? AND undone = 0 ORDER BY id",
                                                     facts.visit_id));
    laps = std::move(rows);
    return {};
}

std::vector<Lap> Draft::State::plain_laps() const
{
    std::vector<Lap> found;
    for (const auto& row : laps)
        found.push_back(row.lap());
    return found;
}

forms::Changes Draft::State::answer_laps(const std::vector<Lap>& taps)
{
    forms::Changes all;
    const auto put = [&](const std::string& reference, const std::string& value) {
        // A question that is not asked (the visit was not carried out as briefed) keeps its lap without an answer.
        if (auto changes = session->answer(reference, value))
            all.insert(all.end(), changes->begin(), changes->end());
    };
    const auto times = answers_of(taps);
    for (const auto& time : times.answers)
        if (const auto question = lap_questions.find(time.kind); question != lap_questions.end())
            put(question->second, to_offset_text(time.time, std::chrono::minutes{time.offset_min}));
    return all;
}

Result<forms::Changes> Draft::State::add_lap(const Lap& lap)
{
    if (!lap_questions.contains(lap.kind))
        return Error{Errc::not_found, std::string(json::enum_name(lap.kind))};
    auto taps = plain_laps();
    taps.push_back(lap);
    BALIEBLIK_TRY(reached, state_after(taps));
    auto changes = answer_laps(taps);
    const auto also = [&]() -> Result<void> {
        BALIEBLIK_CHECK(store->database_.run("INSERT INTO lap (visit_id, kind, wall, offset_min, boot_ms, boot_id) "
                                             "VALUES (?, ?, ?, ?, ?, ?)",
                                             facts.visit_id, lap.kind, lap.wall, lap.offset_min, lap.boot_ms,
                                             lap.boot_id));
        BALIEBLIK_CHECK(store->database_.run("UPDATE draft SET state = ? WHERE visit_id = ?", reached, facts.visit_id));
        return {};
    };
    BALIEBLIK_CHECK(store_changes({"lap", lap_questions.at(lap.kind), std::string(json::enum_name(lap.kind))}, also));
    facts.state = reached;
    BALIEBLIK_CHECK(read_laps());
    return changes;
}

Result<forms::Changes> Draft::tap(LapKind kind) { return tap(lap_of(kind, state_->store->clock_.read())); }

Result<forms::Changes> Draft::tap(const Lap& lap) { return state_->add_lap(lap); }

std::optional<milliseconds> Draft::undo_left() const
{
    if (state_->laps.empty())
        return std::nullopt;
    const auto passed = elapsed(state_->laps.back(), state_->store->clock_.read());
    if (passed < milliseconds{0} || passed >= undo_window)
        return std::nullopt;
    return undo_window - passed;
}

Result<forms::Changes> Draft::undo_tap()
{
    if (!undo_left())
        return Error{Errc::state_conflict, "no tap of the last 10 s"};
    const auto last = state_->laps.back();
    auto taps = state_->plain_laps();
    taps.pop_back();
    BALIEBLIK_TRY(reached, state_after(taps));
    const auto& question = state_->lap_questions.at(last.kind);
    forms::Changes all;
    if (auto cleared = state_->session->answer(question, ""))
        all = std::move(*cleared);
    const auto changes = state_->answer_laps(taps);
    all.insert(all.end(), changes.begin(), changes.end());
    const auto also = [&]() -> Result<void> {
        BALIEBLIK_CHECK(state_->store->database_.run("UPDATE lap SET undone = 1 WHERE id = ?", last.id));
        BALIEBLIK_CHECK(state_->store->database_.run("UPDATE draft SET state = ? WHERE visit_id = ?", reached,
                                                     state_->facts.visit_id));
        return {};
    };
    BALIEBLIK_CHECK(state_->store_changes({"undo_lap", question, std::string(json::enum_name(last.kind))}, also));
    state_->facts.state = reached;
    BALIEBLIK_CHECK(state_->read_laps());
    return all;
}

Result<forms::Changes> Draft::correct_lap(LapKind kind, Timestamp time, std::string_view reason)
{
    if (reason.empty())
        return Error{Errc::reason_missing, {}};
    const auto found = std::find_if(state_->laps.rbegin(), state_->laps.rend(),
                                    [kind](const LapRow& row) { return row.kind == kind; });
    if (found == state_->laps.rend())
        return Error{Errc::not_found, std::string(json::enum_name(kind))};
    const auto id = found->id;
    auto taps = state_->plain_laps();
    auto& corrected = taps[static_cast<std::size_t>(state_->laps.rend() - found) - 1];
    corrected.corrected = time;
    corrected.reason = std::string(reason);
    auto changes = state_->answer_laps(taps);
    const auto also = [&]() -> Result<void> {
        BALIEBLIK_CHECK(
            state_->store->database_.run("UPDATE lap SET corrected = ?, reason = ? WHERE id = ?", time, reason, id));
        return {};
    };
    BALIEBLIK_CHECK(state_->store_changes({"correct_lap", state_->lap_questions.at(kind), to_utc_text(time)}, also));
    BALIEBLIK_CHECK(state_->read_laps());
    return changes;
}

bool Draft::has_laps() const { return !state_->lap_questions.empty(); }

std::vector<Lap> Draft::laps() const { return state_->plain_laps(); }

std::optional<milliseconds> Draft::since(LapKind kind) const
{
    for (const auto& row : state_->laps)
        if (row.kind == kind)
            return elapsed(row, state_->store->clock_.read());
    return std::nullopt;
}

// A tap that finds no place any more (out of order, or of a visit that was sealed meanwhile) is no answer, yet somebody
// made it: the visit's log keeps it, once however often the journal is read.
Result<void> DeviceStore::note_refused_lap(const JournalLap& refused)
{
    BALIEBLIK_CHECK(
        database_.run("INSERT INTO answer_log (visit_id, action, reference, value, changed_at) "
                      "SELECT visit_id, 'lap_refused', ?2, ?3, ?4 FROM visit WHERE visit_id = ?1 AND NOT EXISTS "
                      "(SELECT 1 FROM answer_log WHERE visit_id = ?1 AND action = 'lap_refused' AND reference = ?2 "
                      "AND value = ?3)",
                      refused.visit_id, std::string(json::enum_name(refused.lap.kind)),
                      to_offset_text(refused.lap.wall, std::chrono::minutes{refused.lap.offset_min}), clock_.now()));
    return {};
}

// The journal goes only after its laps are committed; if it survives a crash, the same laps are found to be there.
Result<std::int64_t> DeviceStore::merge_journal(const std::filesystem::path& journal)
{
    BALIEBLIK_TRY(row, tablet());
    if (!row.journal_secret)
        return 0;
    BALIEBLIK_TRY(key, vault::SealingKey::from_secret(*row.journal_secret));
    vault::wipe(*row.journal_secret);
    BALIEBLIK_TRY(records, vault::read_journal(journal, key));
    std::int64_t added = 0;
    for (const auto& record : records.records) {
        const auto one = json::read_text<JournalLap>(as_text(record));
        if (!one)
            continue; // of another version, or not a lap
        BALIEBLIK_TRY(known,
                      database_.first<std::int64_t>("SELECT 1 FROM lap WHERE visit_id = ? AND kind = ? AND boot_id "
                                                    "= ? AND boot_ms = ?",
                                                    one->visit_id, one->lap.kind, one->lap.boot_id, one->lap.boot_ms));
        if (known)
            continue;
        auto draft = Draft::open(*this, one->visit_id);
        const auto taken = draft ? draft->tap(one->lap) : Result<forms::Changes>{draft.error()};
        if (taken)
            ++added;
        else if (const auto code = taken.error().code;
                 code == Errc::state_conflict || code == Errc::not_found || code == Errc::sealed_already)
            BALIEBLIK_CHECK(note_refused_lap(*one));
        else
            return taken.error();
    }
    BALIEBLIK_CHECK(vault::remove_journal(journal));
    return added;
}

} // namespace balieblik::device_store
