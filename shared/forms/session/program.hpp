// SPDX-License-Identifier: EUPL-1.2
// A form made ready to run: every expression parsed, and for every node of the record the list of what reads it.
#pragma once

#include "forms/session/session.hpp"
#include "forms/xpath/expression.hpp"

#include <map>
#include <string>
#include <vector>

namespace balieblik::forms {

enum class TaskKind { count, relevant, calculate, options, readonly, required, constraint, text };

// One expression of one node of the form; it runs for every instance of that node.
struct Task {
    std::size_t entry = 0;
    TaskKind kind = TaskKind::relevant;
    xpath::ExpressionPtr expression; // of options: the itemset's nodes; none for texts
    std::size_t rank = 0;            // what it reads has a lower one, as far as there is no circle
};

// One node of the form, whatever the number of its instances.
struct Entry {
    std::string nodeset;
    std::size_t parent = npos;
    std::vector<std::size_t> children;
    const DataNode* data = nullptr; // its place in the empty record
    const Bind* bind = nullptr;
    const Control* control = nullptr;
    DataType type = DataType::text; // in which its value is written
    bool is_repeat = false;
    bool is_leaf = false;
    bool is_attribute = false;        // "/data/@version", bound by the form
    bool is_listened_to = false;      // some action waits for its value to change
    std::vector<std::size_t> tasks;   // its own
    std::vector<std::size_t> readers; // tasks that read it
    xpath::ExpressionPtr option_value;
    xpath::ExpressionPtr option_label;

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    std::size_t task(TaskKind kind, const std::vector<Task>& all) const;
    // A value as this node writes it; empty for what is no value of its type.
    std::string written(std::string_view value) const;
    // Whether its value is one or some of a list of choices.
    bool is_choice() const;
};

class Program {
public:
    std::shared_ptr<const Form> form;
    std::vector<Entry> entries; // document order; the root element first
    std::map<std::string, std::size_t, std::less<>> at;
    std::vector<Task> tasks;
    std::map<std::string, xpath::ExpressionPtr, std::less<>> texts; // outputs, text references, values of events
    bool counts = false;                                            // some repeat's number is calculated
    bool pictures = false;                                          // some text has one beside it

    // Null if the form says nothing about it.
    const Entry* entry(std::string_view nodeset) const;
};

} // namespace balieblik::forms
