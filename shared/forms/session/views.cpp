// SPDX-License-Identifier: EUPL-1.2
// What a session shows: nodes, pages, what is missing, what is stored.
#include "forms/session/state.hpp"
#include "forms/xpath/functions.hpp"

#include <functional>

namespace balieblik::forms {

namespace {

bool is_always(std::string_view expression)
{
    const auto words = xpath::words(expression);
    return words.size() == 1 && (words.front() == "true()" || words.front() == "1");
}

NodeKind kind_of(const Entry& entry)
{
    if (entry.is_repeat)
        return NodeKind::repeat_instance;
    if (!entry.is_leaf)
        return NodeKind::group;
    if (!entry.control)
        return NodeKind::value;
    // Never writable, and something to read: nothing is asked.
    const auto& control = *entry.control;
    const bool shows_only = control.kind == ControlKind::input && entry.type == DataType::text && entry.bind &&
                            is_always(entry.bind->readonly) && !(control.label.empty() && control.hint.empty());
    return shows_only ? NodeKind::note : NodeKind::question;
}

// "Class NaN": what stands above all instances has no number of its own.
std::string without_numbers(std::string label)
{
    for (auto at = label.find("NaN"); at != std::string::npos; at = label.find("NaN"))
        label.erase(at, at > 0 && label[at - 1] == ' ' && at + 3 < label.size() && label[at + 3] == ' ' ? 4 : 3);
    return label;
}

using Visit = std::function<void(const xpath::Node&)>;

void each_element(const xpath::Node& from, const Visit& visit)
{
    if (from.type == xpath::NodeType::element)
        visit(from);
    for (const auto* child : from.children)
        each_element(*child, visit);
}

} // namespace

const Form& Session::form() const { return *state_->program->form; }
std::string_view Session::language() const { return state_->language; }
Timestamp Session::opened() const { return state_->opened; }

std::vector<std::string> Session::languages() const
{
    std::vector<std::string> names;
    for (const auto& each : form().languages)
        names.push_back(each.name);
    return names;
}

NodeView Session::view(std::size_t item) const
{
    const auto& state = state_->items[item];
    const auto& entry = state_->program->entries[state.entry];
    NodeView made;
    made.kind = kind_of(entry);
    made.reference = state_->reference(state.node);
    made.nodeset = entry.nodeset;
    made.bind = entry.bind;
    made.control = entry.control;
    made.value = state.shown;
    made.relevant = state.relevant;
    made.required = state.required;
    made.readonly = state.readonly;
    made.violation = state.violation;
    if (entry.bind) {
        made.type = entry.bind->data_type;
        made.constraint_message = state_->message(entry.bind->constraint_message, state.node);
        made.required_message = state_->message(entry.bind->required_message, state.node);
    }
    made.can_add = entry.is_repeat && entry.control && entry.control->count.empty() && !entry.control->fixed_count;
    if (entry.control) {
        made.appearance = entry.control->appearance;
        made.label = state_->text(entry.control->label, state.node);
        made.pictures = state_->pictures(entry.control->label, state.node);
        made.hint = state_->text(entry.control->hint, state.node);
        made.guidance = state_->text(entry.control->hint, state.node, "guidance");
        made.options = state_->options(state, true);
    }
    return made;
}

NodeView Session::repeat_view(std::size_t entry_at, const void* parent) const
{
    const auto& entry = state_->program->entries[entry_at];
    const auto* above = static_cast<const xpath::Node*>(parent);
    NodeView made;
    made.kind = NodeKind::repeat;
    made.reference = state_->reference(above) + entry.nodeset.substr(entry.nodeset.rfind('/'));
    made.nodeset = entry.nodeset;
    made.bind = entry.bind;
    made.control = entry.control;
    made.appearance = entry.control ? entry.control->appearance : "";
    made.label = entry.control ? without_numbers(state_->text(entry.control->label, above)) : "";
    const auto present = state_->instances(entry_at, above);
    made.repeat_count = present.size();
    made.relevant = state_->item_of(above).relevant;
    const auto relevance = entry.task(TaskKind::relevant, state_->program->tasks);
    if (present.empty() && made.relevant && relevance != Entry::npos) {
        const auto* place = state_->place_of(entry_at, state_->item_of(above).node);
        made.relevant = xpath::to_boolean(state_->value_of(*state_->program->tasks[relevance].expression, place));
    }
    if (!present.empty())
        made.relevant = std::any_of(present.begin(), present.end(),
                                    [&](const auto* node) { return state_->item_of(node).relevant; });
    made.can_add = entry.control && entry.control->count.empty() && !entry.control->fixed_count;
    return made;
}

std::vector<NodeView> Session::nodes() const
{
    std::vector<NodeView> all;
    const std::function<void(const xpath::Node*)> visit = [&](const xpath::Node* node) {
        const auto& item = state_->item_of(node);
        all.push_back(view(node->slot));
        // The repeat itself comes before its instances, also when it has none.
        std::size_t child = 0;
        for (const auto at : state_->program->entries[item.entry].children) {
            if (state_->program->entries[at].is_repeat)
                all.push_back(repeat_view(at, node));
            for (child = 0; child < node->children.size(); ++child) {
                const auto* below = node->children[child];
                if (below->type == xpath::NodeType::element && state_->item_of(below).entry == at)
                    visit(below);
            }
        }
    };
    visit(state_->document.root()->children.front());
    return all;
}

Result<NodeView> Session::node(std::string_view reference) const
{
    if (!reference.ends_with(']')) {
        const auto slash = reference.rfind('/');
        const auto* parent = slash == std::string_view::npos ? nullptr : state_->find(reference.substr(0, slash));
        if (parent)
            for (const auto child : state_->program->entries[state_->item_of(parent).entry].children) {
                const auto& entry = state_->program->entries[child];
                if (entry.is_repeat && entry.nodeset.substr(entry.nodeset.rfind('/')) == reference.substr(slash))
                    return repeat_view(child, parent);
            }
    }
    const auto* node = state_->find(reference);
    if (!node)
        return Error{Errc::not_found, std::string(reference)};
    return view(node->slot);
}

// The nodes of an entry below a node, in document order: of the node's own entry it is the node itself.
std::vector<const xpath::Node*> Session::State::below(std::size_t entry, const xpath::Node* from) const
{
    std::vector<std::size_t> way; // from the entry up to where it is seen from
    auto at = entry;
    for (; at != Entry::npos && at != item_of(from).entry; at = program->entries[at].parent)
        way.push_back(at);
    // A control may stand elsewhere in the body than its node in the record.
    std::vector<const xpath::Node*> found{at == Entry::npos ? document.root()->children.front() : from};
    if (at == Entry::npos)
        way.pop_back();
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        std::vector<const xpath::Node*> next;
        for (const auto* node : found)
            for (const auto* child : node->children)
                if (child->type == xpath::NodeType::element && item_of(child).entry == *step)
                    next.push_back(child);
        found = std::move(next);
    }
    return found;
}

// What a control shows below a node, instance by instance, in the order in which it is asked.
struct Session::State::Shown {
    const State& state;
    std::vector<std::string> references;
    bool relevant = false;

    void add(const Control& control, const xpath::Node* from)
    {
        const auto found = control.ref.empty() ? state.program->at.end() : state.program->at.find(control.ref);
        if (found == state.program->at.end()) {
            for (const auto& child : control.children)
                add(child, from);
            return;
        }
        const auto& entry = state.program->entries[found->second];
        if (!entry.is_repeat)
            return add_nodes(control, state.below(found->second, from));
        relevant = true; // an instance may be added
        for (const auto* parent : state.below(entry.parent, from)) {
            references.push_back(state.reference(parent) + entry.nodeset.substr(entry.nodeset.rfind('/')));
            add_nodes(control, state.below(found->second, parent));
        }
    }

    void add_nodes(const Control& control, const std::vector<const xpath::Node*>& nodes)
    {
        for (const auto* node : nodes) {
            references.push_back(state.reference(node));
            relevant = relevant || state.item_of(node).relevant;
            for (const auto& child : control.children)
                add(child, node);
        }
    }
};

std::vector<Section> Session::sections() const
{
    std::vector<Section> all;
    bool open = false; // a page of questions that stand in no group
    const auto* root = state_->document.root()->children.front();
    for (const auto& control : form().body) {
        State::Shown shown{*state_, {}};
        shown.add(control, root);
        const bool is_page = control.kind == ControlKind::group || control.kind == ControlKind::repeat;
        if (is_page || !open) {
            auto& page = all.emplace_back();
            page.reference = control.ref.empty() && !shown.references.empty() ? shown.references.front() : control.ref;
            page.appearance = control.appearance;
            page.label = is_page ? without_numbers(state_->text(control.label, root)) : "";
            page.relevant = false;
        }
        open = !is_page;
        auto& page = all.back();
        page.relevant = page.relevant || shown.relevant;
        page.nodes.insert(page.nodes.end(), shown.references.begin(), shown.references.end());
    }
    return all;
}

std::vector<Blocker> Session::blockers() const
{
    std::vector<Blocker> all;
    std::map<std::string, std::string> section_of;
    for (const auto& section : sections())
        for (const auto& reference : section.nodes)
            section_of.emplace(reference, section.reference);
    each_element(*state_->document.root(), [&](const xpath::Node& node) {
        const auto& item = state_->item_of(&node);
        if (item.violation == Violation::none)
            return;
        const auto* bind = state_->program->entries[item.entry].bind;
        auto reference = state_->reference(&node);
        auto section = section_of[reference];
        const auto& message = item.violation == Violation::required ? bind->required_message : bind->constraint_message;
        all.push_back({std::move(reference), std::move(section), item.violation, state_->message(message, &node)});
    });
    return all;
}

std::vector<SavedAnswer> Session::saved() const
{
    std::vector<SavedAnswer> all;
    each_element(*state_->document.root(), [&](const xpath::Node& node) {
        const auto& item = state_->item_of(&node);
        const auto& entry = state_->program->entries[item.entry];
        for (const auto* attribute : node.attributes)
            if (attribute->slot != xpath::Node::npos)
                all.push_back({state_->reference(attribute), state_->item_of(attribute).value});
        if (entry.is_leaf) {
            all.push_back({state_->reference(&node), item.value});
            return;
        }
        for (const auto child : entry.children)
            if (state_->program->entries[child].is_repeat) {
                const auto repeat = repeat_view(child, &node);
                all.push_back({repeat.reference, std::to_string(repeat.repeat_count)});
            }
    });
    return all;
}

std::vector<SavedAnswer> Session::saved_before() const
{
    std::map<std::string, std::string, std::less<>> before;
    for (const auto& note : state_->notes)
        if (note.before.node)
            before.emplace(state_->reference(note.before.node), note.before.value);
    auto all = saved();
    for (auto& answer : all)
        if (const auto found = before.find(answer.reference); found != before.end())
            answer.value = found->second;
    return all;
}

DataNode Session::record(bool sealed) const
{
    const auto finished = state_->now();
    const std::function<DataNode(const xpath::Node&)> copy = [&](const xpath::Node& node) {
        const auto& item = state_->item_of(&node);
        const auto& entry = state_->program->entries[item.entry];
        DataNode made;
        made.prefix = node.prefix;
        made.uri = node.uri;
        made.name = node.name;
        for (const auto* attribute : node.attributes)
            if (!sealed || attribute->slot == xpath::Node::npos || state_->item_of(attribute).relevant)
                made.attributes.push_back({attribute->uri, attribute->name, attribute->text});
        made.text = item.shown;
        const bool is_end = entry.bind && entry.bind->preload == "timestamp" && entry.bind->preload_params == "end";
        if (is_end && item.relevant)
            made.text = to_offset_text(finished, state_->surroundings.offset_at(finished));
        for (const auto* child : node.children)
            if (child->type == xpath::NodeType::element && !(sealed && !state_->item_of(child).relevant))
                made.children.push_back(copy(*child));
        return made;
    };
    return copy(*state_->document.root()->children.front());
}

std::vector<std::string> Session::cleared_on_sealing() const
{
    std::vector<std::string> all;
    each_element(*state_->document.root(), [&](const xpath::Node& node) {
        const auto& item = state_->item_of(&node);
        const auto& entry = state_->program->entries[item.entry];
        const bool computed = entry.bind && !entry.bind->calculate.empty();
        if (!item.relevant && !item.value.empty() && !computed)
            all.push_back(state_->reference(&node));
    });
    return all;
}

namespace {

Result<xpath::ExpressionPtr> readable(std::string_view expression)
{
    BALIEBLIK_TRY(parsed, xpath::parse(expression));
    BALIEBLIK_CHECK(xpath::check_calls(*parsed));
    return std::move(parsed);
}

} // namespace

Result<std::string> Session::evaluate(std::string_view expression, std::string_view reference) const
{
    BALIEBLIK_TRY(parsed, readable(expression));
    const auto* node = reference.empty() ? state_->document.root() : state_->find(reference);
    if (!node)
        return Error{Errc::not_found, std::string(reference)};
    return xpath::to_text(state_->value_of(*parsed, node));
}

Result<bool> Session::holds(std::string_view expression, std::string_view reference) const
{
    BALIEBLIK_TRY(parsed, readable(expression));
    const auto* node = reference.empty() ? state_->document.root() : state_->find(reference);
    if (!node)
        return Error{Errc::not_found, std::string(reference)};
    return xpath::to_boolean(state_->value_of(*parsed, node));
}

std::string Session::text(std::string_view message, std::string_view reference) const
{
    const auto* node = state_->find(reference);
    if (!node || !message.starts_with("jr:itext("))
        return std::string(message);
    const auto parsed = readable(message);
    return parsed ? xpath::to_text(state_->value_of(**parsed, node)) : std::string();
}

} // namespace balieblik::forms
