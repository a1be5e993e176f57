// SPDX-License-Identifier: EUPL-1.2
// What a draft holds in memory; for draft.cpp and its neighbours only.
#pragma once

#include "device_store/draft.hpp"

#include <map>

namespace balieblik::device_store {

struct LapRow {
    std::int64_t id{};
    LapKind kind{};
    Timestamp wall{};
    std::int64_t offset_min{};
    std::int64_t boot_ms{};
    std::string boot_id;
    std::optional<Timestamp> corrected;
    std::optional<std::string> reason;

    Lap lap() const { return {kind, wall, offset_min, boot_ms, boot_id, corrected, reason}; }
};
BOOST_DESCRIBE_STRUCT(LapRow, (), (id, kind, wall, offset_min, boot_ms, boot_id, corrected, reason))

// What is noted beside a change.
struct LogEntry {
    std::string_view action;
    std::string reference;
    std::string value;
};

struct Draft::State {
    DeviceStore* store = nullptr;
    DraftFacts facts;
    std::shared_ptr<const FormInUse> form;
    std::optional<AssignmentFacts> context;
    std::map<LapKind, std::string> lap_questions;
    std::vector<LapRow> laps;                  // not undone, in the order of the taps
    std::map<std::string, std::string> stored; // answers as they lie in the database
    std::int64_t stored_open_items = 0;        // the same
    std::optional<forms::Session> session;     // always there once open() is through

    // Everything of it but the mark that it was open last.
    static Result<std::unique_ptr<State>> load(DeviceStore& store, VisitId id);
    // The session as the database has it.
    Result<forms::Session> restored() const;
    Result<void> read_laps();
    std::vector<Lap> plain_laps() const;
    // Writes what the session has otherwise than the database, with what `also` writes, in one transaction. If that is
    // refused the session is what it was before.
    Result<void> store_changes(const LogEntry& entry, const std::function<Result<void>()>& also = {});
    Result<void> write_changes(const std::map<std::string, std::string>& now);
    Result<void> write_open_items(std::int64_t count);
    Result<void> write_log(const LogEntry& entry);
    // How many questions are asked, empty, and close by themselves one day.
    static std::int64_t count_open_items(const forms::Session& session);
    // Takes the session back to what is stored and passes the refusal on.
    Error undo(Error refused);
    // Puts the times that the laps amount to into the answers.
    forms::Changes answer_laps(const std::vector<Lap>& laps);
    Result<forms::Changes> add_lap(const Lap& lap);
    // The draft in another version of its questionnaire, and what became of its answers; changes nothing.
    struct Move {
        MovePlan plan;
        std::shared_ptr<const FormInUse> form;
        std::optional<forms::Session> session; // always there
    };
    Result<Move> moved(const std::string& version) const;
    Result<forms::Session> restored_with(const Move& move, std::vector<forms::SavedAnswer> answers) const;
    Result<VisitBody> body(std::optional<AbortReason> aborted);
    Result<SealedVisit> seal(std::optional<AbortReason> aborted);
};

// Document order of references as far as repeats need it: an instance before what stands in it, [2] before [10].
bool earlier(const forms::SavedAnswer& left, const forms::SavedAnswer& right);

// How far taps of these kinds bring a visit. Refusal: state_conflict (back in time).
Result<VisitState> state_after(const std::vector<Lap>& laps);

} // namespace balieblik::device_store
