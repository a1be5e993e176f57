// SPDX-License-Identifier: EUPL-1.2
// The inside of a session: the record's tree, what is known about each of its nodes, and recalculation.
#pragma once

#include "forms/session/program.hpp"
#include "forms/xpath/evaluate.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace balieblik::forms {

// "/data/rep[2]/x" as the form knows it: "/data/rep/x".
std::string without_index(std::string_view reference);

// One element of the record.
struct NodeState {
    xpath::Node* node = nullptr;
    std::size_t entry = 0;
    std::string value; // the answer, kept also while it cannot be seen
    std::string shown; // what expressions read: empty while not relevant, or while its choice is filtered away
    std::vector<std::string> options;
    bool own_relevant = true;
    bool relevant = true;
    bool own_readonly = false;
    bool readonly = false;
    bool required = false;
    bool constraint_holds = true;
    Violation violation = Violation::none;
    std::size_t journal = 0; // the operation that last noted it
};

struct Session::State final : xpath::Host {
    State(std::shared_ptr<const Program> program, Surroundings surroundings);

    std::shared_ptr<const Program> program;
    Surroundings surroundings;
    xpath::Document document;
    std::vector<std::pair<std::string, std::unique_ptr<xpath::Document>>> lists;
    std::deque<NodeState> items;
    std::vector<std::size_t> free_items;
    std::vector<std::vector<std::size_t>> of_entry; // items by entry, document order
    std::string language;
    Timestamp opened{};
    std::map<std::size_t, xpath::Node*> places;                   // by repeat; in no list of children
    std::set<std::pair<const xpath::Node*, std::size_t>> counted; // parents whose repeats had a count before
    bool structure_changed = false;
    std::function<void()> before_growth; // called before instances come or go, once in an operation
    bool tells = false;                  // changes are told to actions
    std::vector<std::size_t> to_tell;    // listened-to items that changed
    std::vector<std::size_t> born;       // repeat instances that a count has made
    std::size_t operation = 0;
    mutable std::optional<Error> refusal; // why this operation cannot be, found while something was evaluated

    // What was before this operation: enough to say what changed, and to go back.
    struct Note {
        std::size_t item = 0;
        NodeState before;
        bool text = false;
    };
    std::vector<Note> notes;
    std::set<std::size_t> text_changed;

    // --- tree (tree.cpp)
    Result<void> load_lists();
    void plant();
    xpath::Node* plant(const DataNode& data, std::size_t entry, xpath::Node* parent, std::size_t place);
    // Gives a node a state of its own.
    void track(xpath::Node* node, std::size_t entry, const std::string& value);
    void uproot(xpath::Node* node);
    void list_items();
    NodeState& item_of(const xpath::Node* node) { return items[node->slot]; }
    const NodeState& item_of(const xpath::Node* node) const { return items[node->slot]; }
    std::vector<xpath::Node*> instances(std::size_t entry, const xpath::Node* parent) const;
    // Where a repeat stands under a parent, whether it has instances or not: its count and its relevance are seen from
    // there. Valid until it is asked for the next time.
    const xpath::Node* place_of(std::size_t entry, xpath::Node* parent);
    // Makes the number of a repeat's instances under a parent what is wanted; list_items() afterwards.
    void set_count(std::size_t entry, xpath::Node* parent, std::size_t wanted);
    std::string reference(const xpath::Node* node) const;
    xpath::Node* find(std::string_view reference) const;
    // Of an instance that a repeat of fixed number (jr:noAddRemove) has no room for, or of something in it.
    bool is_beyond_fixed_count(std::string_view reference) const;
    struct Shown; // what a control shows on its page (views.cpp)
    std::vector<const xpath::Node*> below(std::size_t entry, const xpath::Node* from) const;
    // The instance of a node that shares most ancestors with another.
    xpath::Node* nearest(std::size_t entry, const xpath::Node* from) const;

    // --- recalculation (recalculate.cpp)
    void begin();
    NodeState& noted(std::size_t item);
    void dirty(std::size_t task);
    void dirty_all();
    void dirty_readers(std::size_t entry);
    void dirty_below(std::size_t entry);
    Result<void> settle();
    // Settles, and lets actions that wait for a change hear of it, until all is quiet.
    Result<void> settle_and_tell();
    void set_value(std::size_t item, std::string value);
    void show(std::size_t item);
    void update_relevance(std::size_t item);
    void update_readonly(std::size_t item);
    void update_violation(std::size_t item);
    void roll_back();
    std::string circle(std::size_t task) const;

    // --- evaluation (recalculate.cpp)
    xpath::Context context(const xpath::Node* node) const;
    xpath::Value value_of(const xpath::Expression& expression, const xpath::Node* node) const;
    std::vector<Option> options(const NodeState& item, bool labels) const;
    std::string calculated(const Entry& entry, xpath::Value value) const;
    bool offers(const Entry& entry, const NodeState& item, std::string_view value) const;

    // --- texts (texts.cpp)
    std::string text(const Text& text, const xpath::Node* node, std::string_view shape = "") const;
    std::string itext_of(const std::string& id, std::string_view shape, const xpath::Node* node) const;
    std::string filled(const RichText& pieces, const xpath::Node* node) const;
    std::string message(std::string_view message, const xpath::Node* node) const;
    // Those beside a label, and beside the label of a choice that comes from a node of a list.
    Pictures pictures(const Text& label, const xpath::Node* node) const;
    Pictures pictures(const xpath::Expression& label, const xpath::Context& place, const xpath::Node* node) const;
    Pictures pictures_of(const std::string& id, const xpath::Node* node) const;

    // --- events (events.cpp)
    void preload();
    void new_instance_id();
    void fire(std::string_view event, std::string_view trigger, const xpath::Node* where, std::string_view scope);

    std::string value_set_by(const SetValue& set, const Entry& entry, std::size_t target) const;

    // Lets the new instances of counted repeats know that they are there.
    Result<void> greet();

    // --- Host
    const xpath::Node* instance(std::string_view id) const override;
    xpath::Value itext(std::string_view id, const xpath::Node* node) const override;
    std::string choice_name(std::string_view value, std::string_view path, const xpath::Node* node) const override;
    std::string namespace_uri(std::string_view prefix) const override;
    std::string_view calendar_language() const override { return language; }
    Timestamp now() const override { return surroundings.clock->now(); }
    const xpath::OffsetAt& offset_at() const override { return surroundings.offset_at; }
    Random& random() const override { return *surroundings.random; }

private:
    // One budget of work for all that an operation recalculates; one of its own for whatever is asked in between.
    struct Working {
        explicit Working(const State& state) : state_(state)
        {
            if (state_.working_++ == 0)
                state_.rest();
        }
        ~Working() { --state_.working_; }
        Working(const Working&) = delete;
        Working& operator=(const Working&) = delete;
        const State& state_;
    };

    void run(std::size_t task);
    void run_for(const Task& task, std::size_t item);

    std::priority_queue<std::pair<std::size_t, std::size_t>, std::vector<std::pair<std::size_t, std::size_t>>,
                        std::greater<>>
        queue_;
    mutable int working_ = 0;
    std::vector<char> queued_;
    std::vector<std::uint8_t> runs_; // of each task in this operation
};

} // namespace balieblik::forms
