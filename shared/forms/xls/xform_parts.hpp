// SPDX-License-Identifier: EUPL-1.2
// The parts of an XForm, and what they share while it is written.
#pragma once

#include "forms/xls/references.hpp"
#include "forms/xls/text_table.hpp"

#include <map>
#include <vector>

namespace balieblik::forms::xls {

struct Writing {
    Writing(const FormTree& tree, std::string id, Problems& found);

    const FormTree& form;
    std::string form_id;
    Problems& problems;
    References references;
    TextTable texts;
    std::map<const Node*, std::vector<Element>> triggered; // events in the control of the question that triggers them

    // The expression of a column of `node`, with its references replaced.
    std::string expression(const std::string& text, const Node& node, const std::string& column,
                           bool in_choices = false) const
    {
        return references.resolve(text, node, node.place, column, in_choices);
    }
};

// The choice lists and external files, as secondary instances.
std::vector<Element> secondary_instances(Writing& writing);
// The record: its root element with a first instance of each repeat and the templates of further ones.
Element record_element(const Writing& writing);
// The binds of all nodes, with the events that belong beside them. Fills `triggered`.
std::vector<Element> bind_elements(Writing& writing);
Element body_element(Writing& writing);
// The choices of a question: a reference to its list, file or repeat.
Element itemset_element(const Writing& writing, const Node& node);

// The list, file or "${repeat}" that a question takes its choices from; empty: none.
std::string choices_of(const Node& node);

// Whether a default is computed, by its look.
bool is_dynamic(const Node& node);
bool needs_itext(const Text& text);
bool holds_reference(const Text& text);
// Whether a count of repeats needs a calculated node of its own.
bool counts_alone(const Node& node);
// Whether somebody answers it: it has a control, and it is not merely calculated without a word.
bool has_control(const Node& node);
const Node* repeat_above(const Node& node);
// The setvalue of a computed default.
Element default_event(const Writing& writing, const Node& node, const std::string& events);
// Whether the choices of a select are found by the appearance search() in a file.
bool searches(const Node& node);

} // namespace balieblik::forms::xls
