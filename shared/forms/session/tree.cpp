// SPDX-License-Identifier: EUPL-1.2
// The record's tree: planted from the form, repeats grown and pruned, nodes found by reference.
#include "forms/session/state.hpp"

#include <charconv>
#include <functional>

namespace balieblik::forms {

namespace {

std::string named(const xpath::Node& node) { return node.prefix.empty() ? node.name : node.prefix + ":" + node.name; }

constexpr std::size_t most_instances = 10'000;

} // namespace

Session::State::State(std::shared_ptr<const Program> the_program, Surroundings the_surroundings)
    : program(std::move(the_program)), surroundings(std::move(the_surroundings)), queued_(program->tasks.size()),
      runs_(program->tasks.size())
{
    if (!surroundings.offset_at)
        surroundings.offset_at = [clock = surroundings.clock](Timestamp) { return clock->read().offset; };
    opened = surroundings.clock->now();
    for (const auto& each : program->form->languages)
        if (language.empty() || each.is_default)
            language = each.name;
}

Result<void> Session::State::load_lists()
{
    for (const auto& list : program->form->instances) {
        auto made = std::make_unique<xpath::Document>();
        if (list.source.empty() || !list.root.name.empty()) {
            made->copy(list.root, made->root());
        } else {
            if (!surroundings.file)
                return Error{Errc::not_found, list.source};
            BALIEBLIK_TRY(bytes, surroundings.file(list.source));
            const bool csv = list.source.find("csv") != std::string::npos;
            auto read = csv ? read_csv(bytes) : read_data(bytes);
            if (!read)
                return Error{read.error().code, list.source + ": " + read.error().detail};
            made->copy(*read, made->root());
        }
        made->freeze();
        lists.emplace_back(list.id, std::move(made));
    }
    return {};
}

void Session::State::plant()
{
    plant(program->form->instance, 0, document.root(), xpath::Node::npos);
    list_items();
}

xpath::Node* Session::State::plant(const DataNode& data, std::size_t entry, xpath::Node* parent, std::size_t place)
{
    auto* node = document.make(xpath::NodeType::element, data.name);
    node->prefix = data.prefix;
    node->uri = data.uri;
    for (const auto& attribute : data.attributes)
        document.add_attribute(node, attribute.uri, attribute.name, attribute.value);
    document.insert(parent, node, place);
    if (free_items.empty()) {
        node->slot = items.size();
        items.emplace_back();
    } else {
        node->slot = free_items.back();
        free_items.pop_back();
        items[node->slot] = NodeState{};
    }
    auto& item = items[node->slot];
    item.node = node;
    item.entry = entry;
    item.journal = operation;
    const auto& made = program->entries[entry];
    if (made.is_leaf) {
        item.value = data.text;
        item.shown = data.text;
        document.set_text(node, data.text);
    }
    for (const auto& child : data.children) {
        const auto nodeset = made.nodeset + "/" + (child.prefix.empty() ? "" : child.prefix + ":") + child.name;
        if (const auto found = program->at.find(nodeset); found != program->at.end())
            plant(child, found->second, node, xpath::Node::npos);
    }
    return node;
}

void Session::State::uproot(xpath::Node* node)
{
    const std::function<void(const xpath::Node*)> release = [&](const xpath::Node* gone) {
        if (gone->type != xpath::NodeType::element)
            return;
        items[gone->slot].node = nullptr;
        free_items.push_back(gone->slot);
        for (const auto* child : gone->children)
            release(child);
    };
    release(node);
    document.remove(node);
}

void Session::State::list_items()
{
    of_entry.assign(program->entries.size(), {});
    const std::function<void(const xpath::Node*)> visit = [&](const xpath::Node* node) {
        if (node->type == xpath::NodeType::element)
            of_entry[items[node->slot].entry].push_back(node->slot);
        for (const auto* child : node->children)
            visit(child);
    };
    visit(document.root());
}

std::vector<xpath::Node*> Session::State::instances(std::size_t entry, const xpath::Node* parent) const
{
    std::vector<xpath::Node*> found;
    for (auto* child : parent->children)
        if (child->type == xpath::NodeType::element && items[child->slot].entry == entry)
            found.push_back(child);
    return found;
}

void Session::State::set_count(std::size_t entry, xpath::Node* parent, std::size_t wanted)
{
    wanted = std::min(wanted, most_instances);
    auto present = instances(entry, parent);
    if (present.size() == wanted)
        return;
    structure_changed = true;
    while (present.size() > wanted) {
        uproot(present.back());
        present.pop_back();
    }
    const auto& model = program->form->repeat_templates.find(program->entries[entry].nodeset)->second;
    while (present.size() < wanted) {
        // Behind the last instance; before the first comes what the form has before the repeat.
        std::size_t place = 0;
        for (const auto* child : parent->children) {
            if (child->type == xpath::NodeType::element && items[child->slot].entry > entry)
                break;
            ++place;
        }
        present.push_back(plant(model, entry, parent, place));
    }
    list_items();
    for (auto* node : present) {
        update_relevance(node->slot);
        update_readonly(node->slot);
    }
    dirty_readers(entry);
    dirty_below(entry);
}

std::string Session::State::reference(const xpath::Node* node) const
{
    if (!node->parent || node->parent->type == xpath::NodeType::document)
        return "/" + named(*node);
    auto path = reference(node->parent) + "/" + named(*node);
    if (!program->entries[items[node->slot].entry].is_repeat)
        return path;
    std::size_t place = 0;
    for (const auto* sibling : node->parent->children) {
        place += sibling->type == xpath::NodeType::element && items[sibling->slot].entry == items[node->slot].entry;
        if (sibling == node)
            break;
    }
    return path + "[" + std::to_string(place) + "]";
}

xpath::Node* Session::State::find(std::string_view reference) const
{
    const auto* node = document.root();
    std::size_t at = 0;
    while (at < reference.size()) {
        if (reference[at] != '/')
            return nullptr;
        const auto end = std::min(reference.find('/', at + 1), reference.size());
        auto step = reference.substr(at + 1, end - at - 1);
        std::size_t index = 1;
        if (const auto bracket = step.find('['); bracket != std::string_view::npos) {
            std::from_chars(step.data() + bracket + 1, step.data() + step.size(), index);
            step = step.substr(0, bracket);
        }
        const xpath::Node* found = nullptr;
        for (const auto* child : node->children)
            if (child->type == xpath::NodeType::element && named(*child) == step && --index == 0) {
                found = child;
                break;
            }
        if (!found)
            return nullptr;
        node = found;
        at = end;
    }
    return node == document.root() ? nullptr : items[node->slot].node;
}

xpath::Node* Session::State::nearest(std::size_t entry, const xpath::Node* from) const
{
    xpath::Node* best = nullptr;
    std::size_t shared = 0;
    std::set<const xpath::Node*> above;
    for (const auto* up = from; up; up = up->parent)
        above.insert(up);
    for (const auto candidate : of_entry[entry]) {
        std::size_t common = 1;
        for (const auto* up = items[candidate].node; up; up = up->parent)
            common += above.contains(up) ? 1 : 0;
        if (common > shared) {
            shared = common;
            best = items[candidate].node;
        }
    }
    return best;
}

} // namespace balieblik::forms
