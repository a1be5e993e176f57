// SPDX-License-Identifier: EUPL-1.2
// A questionnaire being filled in. Every operation either changes nothing and says why, or recalculates what depends on
// it and says exactly what changed. No Qt, no thread, no global state: clock, randomness, zone and files are handed in.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "forms/xform/form.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

// What the session knows of the world. Clock and randomness must outlive it.
struct Surroundings {
    const Clock* clock = nullptr;
    Random* random = nullptr;
    // Local time minus UTC at a moment, daylight saving included. Without it: what the clock says now.
    std::function<std::chrono::minutes(Timestamp)> offset_at;
    // The bytes of "jr://file-csv/norms.csv"; refusal: not_found.
    std::function<Result<std::string>(std::string_view address)> file;
    // Where the tablet is, "latitude longitude altitude accuracy", for forms that ask for it by odk:setgeopoint.
    // Without it, or without an answer, such a question stays empty.
    std::function<std::optional<std::string>()> place;
    std::map<std::string, std::string> properties; // preload "property" and "context": deviceid, username, ...
};

// A form with its expressions parsed and its dependencies known; made once, shared by all sessions.
class Program;
// Refusals: expression_invalid (says at which node), form_invalid, form_unsettled (a calculation needs its own result;
// names the circle). A circle that depends on which instance is meant, or on an answer, shows when it runs.
Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const Form> form);

// An answer as it is stored: reference and lexical value. A repeat ("/data/rep") is stored with the number of its
// instances, so that one without answers is not lost and a removed one does not come back.
struct SavedAnswer {
    std::string reference;
    std::string value;
    bool operator==(const SavedAnswer&) const = default;
};

enum class NodeKind { group, repeat, repeat_instance, question, note, value };

// What may change about a node.
enum class Aspect : unsigned {
    value = 1,
    relevant = 2,
    required = 4,
    readonly = 8,
    valid = 16,
    text = 32, // label, hint or messages
    options = 64,
    added = 128,  // the reference is new
    removed = 256 // the reference is gone
};

struct Change {
    std::string reference;
    unsigned aspects = 0;
    bool has(Aspect aspect) const { return (aspects & static_cast<unsigned>(aspect)) != 0; }
    bool operator==(const Change&) const = default;
};
// In document order; nodes that went come last.
using Changes = std::vector<Change>;

// Where a picture beside a text lies: "jr://images/counter.png". Empty: there is none.
struct Pictures {
    std::string small;
    std::string large; // what a look closer shows
    bool operator==(const Pictures&) const = default;
};

struct Option {
    std::string value;
    std::string label;
    Pictures pictures = {};
    std::string place = {}; // where it lies, of a question that shows its choices on a map: its `geometry`
    bool operator==(const Option&) const = default;
};

enum class Violation { none, required, constraint };

// One node as an app shows it; texts in the session's language.
struct NodeView {
    NodeKind kind = NodeKind::value;
    std::string reference;            // "/data/rep[2]/x"
    std::string nodeset;              // "/data/rep/x"
    const Bind* bind = nullptr;       // null if the form says nothing about it
    const Control* control = nullptr; // null if it is not in the body
    DataType type = DataType::text;
    std::string appearance;
    std::string label;
    Pictures pictures; // beside the label
    std::string hint;
    std::string guidance;
    std::string constraint_message;
    std::string required_message;
    std::string value; // what expressions read: empty while not relevant
    bool relevant = true;
    bool required = false;
    bool readonly = false;
    Violation violation = Violation::none;
    std::vector<Option> options;
    std::size_t repeat_count = 0; // of a repeat
    bool can_add = false;         // of a repeat: the person decides how many
};

// What stands on one page: a group at the top level (or the questions between two of them).
struct Section {
    std::string reference; // of the group; of the first question where there is no group
    std::string label;
    std::string appearance;
    bool relevant = true;
    std::vector<std::string>
        nodes; // references in document order: groups, repeats, instances and questions of this page
};

// Why sealing is not possible yet.
struct Blocker {
    std::string reference;
    std::string section;
    Violation violation = Violation::none;
    std::string message;
};

class Session {
public:
    // A new record: defaults, preloads and the events of the first load. Refusals: not_found (a file of the form),
    // form_unsettled.
    static Result<Session> open(std::shared_ptr<const Program> program, Surroundings surroundings);
    // A record as it was left: no event of the first load happens again. Answers whose reference this form does not
    // know are refused with not_found; an unanswered new record is the empty list.
    static Result<Session> restore(std::shared_ptr<const Program> program, Surroundings surroundings,
                                   const std::vector<SavedAnswer>& answers);
    // A record as other clients keep it (root element and below) opened again. Refusal: form_invalid if it is another
    // form's.
    static Result<Session> reopen(std::shared_ptr<const Program> program, Surroundings surroundings,
                                  const DataNode& record);
    // The same, to hand in a record that replaces it: under an instanceID of its own.
    static Result<Session> edit(std::shared_ptr<const Program> program, Surroundings surroundings,
                                const DataNode& record);

    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    // Takes an answer in XForms lexical form; empty clears it. One that is not asked now is kept aside. Refusals, with
    // nothing changed: not_found, answer_refused (not of the question's type, not one of its options, read-only),
    // form_unsettled.
    Result<Changes> answer(std::string_view reference, std::string_view value);
    // Adds an instance at the end of a repeat ("/data/rep"). Refusals, with nothing changed: not_found, answer_refused
    // (the form counts), form_unsettled.
    Result<Changes> add_repeat(std::string_view repeat);
    // Removes one instance ("/data/rep[2]"); those behind it move up. Refusals as above.
    Result<Changes> remove_repeat(std::string_view instance);
    // Refusals, with nothing changed: not_found, form_unsettled (a calculation may hold a text).
    Result<Changes> set_language(std::string_view language);

    // Computes everything again. The answers decide alone, so nothing changes; for tests and benchmarks, which ask
    // that. Refusal: form_unsettled.
    Result<Changes> recalculate_all();

    const Form& form() const;
    std::string_view language() const;
    std::vector<std::string> languages() const;
    Timestamp opened() const;

    // All nodes of the record in document order; those of the body with their control.
    std::vector<NodeView> nodes() const;
    // Refusal: not_found.
    Result<NodeView> node(std::string_view reference) const;
    std::vector<Section> sections() const;
    // Required and empty, or a constraint that does not hold, among relevant nodes.
    std::vector<Blocker> blockers() const;

    // Everything that must be stored to restore the session; values of hidden nodes included.
    std::vector<SavedAnswer> saved() const;
    // The record as it stands. `sealed` leaves non-relevant nodes out; otherwise they are there, empty.
    DataNode record(bool sealed) const;
    // References of non-relevant nodes that hold a value: what sealing drops.
    std::vector<std::string> cleared_on_sealing() const;
    // An expression in the place of a node ("" for the root); for soft checks and tools. Refusals: not_found,
    // expression_invalid.
    Result<std::string> evaluate(std::string_view expression, std::string_view reference) const;
    Result<bool> holds(std::string_view expression, std::string_view reference) const;
    // A text or "jr:itext('id')" in the session's language.
    std::string text(std::string_view message, std::string_view reference) const;

private:
    struct State;
    struct Snapshot;
    NodeView view(std::size_t item) const;
    NodeView repeat_view(std::size_t entry, const void* parent) const;
    Changes noted_changes() const;
    // As saved() would have been before the operation that is going on.
    std::vector<SavedAnswer> saved_before() const;
    // Empty language: the form's default.
    static Result<Session> restore(std::shared_ptr<const Program> program, Surroundings surroundings,
                                   const std::vector<SavedAnswer>& answers, std::string_view language);
    // After a refusal: the session as it was, in the language it was in.
    Error back_to(const std::vector<SavedAnswer>& kept, const std::string& language, const Error& refused);
    explicit Session(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace balieblik::forms
