// SPDX-License-Identifier: EUPL-1.2
// A visit being filled in: the questionnaire's session and the store kept in step. Every call writes what it changed in
// one transaction before it returns, so that whatever the person saw happen is there after a crash. When the write is
// refused (disk_full, ...) the session is taken back to what is stored.
#pragma once

#include "device_store/device_store.hpp"
#include "forms/check/check.hpp"

namespace balieblik::device_store {

// What a lap tapped under the key lock is recorded as (vault::SealedJournal).
struct JournalLap {
    VisitId visit_id;
    Lap lap;
};
BOOST_DESCRIBE_STRUCT(JournalLap, (), (visit_id, lap))

// How long a tap can be undone.
inline constexpr milliseconds undo_window{10'000};

// A question that may wait for days (a call-back, a reply) and closes by itself: docs/form-format.md, "Open items".
struct OpenItem {
    std::string reference;
    std::string closes_as; // the answer that it gets when its time has passed
    bool due = false;      // its time has passed
};
BOOST_DESCRIBE_STRUCT(OpenItem, (), (reference, closes_as, due))

// What a newer version of the questionnaire makes of an answer.
BOOST_DEFINE_ENUM_CLASS(MoveOutcome, carried, question_gone, other_type, no_such_choice, refused)

// The words are those of the draft's language: the question as it was asked, and the answer.
struct MovedAnswer {
    std::string from;
    std::string to; // empty unless carried
    std::string value;
    MoveOutcome outcome{};
    std::string question;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(MovedAnswer, (), (from, to, value, outcome, question, answer))

struct NewQuestion {
    std::string reference;
    std::string question;
};
BOOST_DESCRIBE_STRUCT(NewQuestion, (), (reference, question))

struct MovePlan {
    FormRef from;
    FormRef to;
    std::vector<MovedAnswer> answers;       // what somebody answered, in the order of the older version
    std::vector<NewQuestion> new_questions; // that the older version did not ask
};
BOOST_DESCRIBE_STRUCT(MovePlan, (), (from, to, answers, new_questions))

class Draft {
public:
    // As it was left: answers, laps, page and language; open items whose time has passed are closed. The store must
    // outlive it. Refusals: not_found, sealed_already.
    static Result<Draft> open(DeviceStore& store, VisitId id);
    Draft(Draft&&) noexcept;
    Draft& operator=(Draft&&) noexcept;
    ~Draft();

    const DraftFacts& facts() const;
    // Read only: answers go through the draft.
    const forms::Session& session() const;
    // What the session's nodes point into.
    std::shared_ptr<const FormInUse> form() const;
    std::optional<AssignmentFacts> assignment() const; // none for practice
    // Why the office sent it back, if it is a correction.
    std::optional<sync::VisitReturn> returned() const;

    // As forms::Session has them, durable on return.
    Result<forms::Changes> answer(std::string_view reference, std::string_view value);
    Result<forms::Changes> add_repeat(std::string_view repeat);
    Result<forms::Changes> remove_repeat(std::string_view instance);
    Result<forms::Changes> set_language(std::string_view language);
    Result<void> go_to(const Place& place);

    // --- The wait clock
    // One tap. The answers of all laps follow from the taps. Refusals: state_conflict (laps never go back),
    // not_found (the form has no such question).
    Result<forms::Changes> tap(LapKind kind);
    // The same for a tap whose clocks were read when it happened, a moment ago.
    Result<forms::Changes> tap(const Lap& lap);
    // Takes the last tap back. Refusal: state_conflict (nothing tapped, or over 10 s ago).
    Result<forms::Changes> undo_tap();
    // What the inspector says it was; the measured time stays beside it. Refusals: not_found, reason_missing.
    Result<forms::Changes> correct_lap(LapKind kind, Timestamp time, std::string_view reason);
    // The questionnaire has questions that taps answer: a call and a message have none.
    bool has_laps() const;
    std::vector<Lap> laps() const; // those that count and their corrections, in the order of the taps
    // How much longer undo_tap() can be called; none if not.
    std::optional<milliseconds> undo_left() const;
    // Since the first tap of this kind, by the clock that counts sleep (by wall time after a reboot).
    std::optional<milliseconds> since(LapKind kind) const;

    // --- Photos
    // Encrypts and stores the bytes, then answers the question with the photo's name. Refusals: too_large (8 MiB, or
    // 20 photos), disk_full, io_failed, and those of answer().
    Result<forms::Changes> add_photo(std::string_view reference, ByteView bytes, std::string_view media_type);
    Result<forms::Changes> remove_photo(std::string_view reference);
    Result<std::vector<Photo>> photos() const;
    // Refusals: not_found (also when it is on another tablet), hash_mismatch.
    Result<Bytes> photo_bytes(std::string_view reference) const;

    // --- Open items
    // Those that are asked and not answered yet.
    Result<std::vector<OpenItem>> open_items() const;
    // Closes those whose time has passed, each noted in the log as `close`. Call it now and then while a draft is open.
    Result<forms::Changes> close_due();

    // --- Another version of the questionnaire
    // The version that the wave uses by now, when it has arrived and the draft is on another one.
    Result<std::optional<FormRef>> newer_form() const;
    // What moving to that version would keep, by name and type of each question. Changes nothing. Refusals:
    // unknown_form (not arrived), state_conflict (it is this one, or another questionnaire).
    Result<MovePlan> plan_move(const std::string& version) const;
    // Moves the draft: answers that fit go along, with laps and photos; the others stay in the log (`left`), beside a
    // line for the move itself. All in one transaction. Refusals as above, and form_unsettled.
    Result<MovePlan> move_to(const std::string& version);

    // --- The end
    // What stands in the way of sealing (hard) and what looks odd (soft).
    Result<std::vector<forms::Finding>> findings() const;
    // Makes the immutable, signed visit version and puts it and its photos into the outbox, all in one transaction;
    // answers that cannot be reached are left out and named. A practice visit is scored and goes nowhere.
    // Refusals: seal_incomplete (findings() says what is missing), too_large.
    Result<SealedVisit> seal();
    // Cannot be done: sealed as it stands, with the reason; counts in fieldwork figures and never in scores.
    Result<SealedVisit> abort(AbortReason reason);

private:
    friend class DeviceStore;
    struct State;
    explicit Draft(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace balieblik::device_store
