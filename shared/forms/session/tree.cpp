// SPDX-License-Identifier: EUPL-1.2
// The record's tree: planted from the form, repeats grown and pruned, nodes found by reference.
#include "forms/session/state.hpp"

#include <charconv>
#include <functional>

namespace balieblik::forms {

namespace {

std::string named(const xpath::Node& node) { return node.prefix.empty() ? node.name : node.prefix + ":" + node.name; }

// Without building the name: this is asked of every sibling on the way to an answered question.
bool is_named(const xpath::Node& node, std::string_view name)
{
    const auto prefix = node.prefix.size();
    if (prefix == 0)
        return node.name == name;
    return name.size() == prefix + 1 + node.name.size() && name.starts_with(node.prefix) && name[prefix] == ':' &&
           name.ends_with(node.name);
}

constexpr std::size_t most_instances = 10'000;
constexpr std::size_t most_nodes = 400'000;

std::size_t nodes_in(const DataNode& data)
{
    std::size_t count = 1;
    for (const auto& child : data.children)
        count += nodes_in(child);
    return count;
}

// "version" of "/data/@orx:version".
std::string_view attribute_part(std::string_view nodeset) { return nodeset.substr(nodeset.find_last_of("@:") + 1); }

} // namespace

std::string without_index(std::string_view reference)
{
    std::string nodeset;
    bool inside = false;
    for (const char c : reference) {
        inside = inside ? c != ']' : c == '[';
        if (!inside && c != ']')
            nodeset += c;
    }
    return nodeset;
}

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
            auto found = surroundings.file(list.source);
            // Before the first record is saved there is no last one: an empty list.
            if (!found && list.source == "jr://instance/last-saved") {
                made->freeze();
                lists.emplace_back(list.id, std::move(made));
                continue;
            }
            if (!found)
                return found.error();
            const auto& bytes = *found;
            auto read = list.source.ends_with(".geojson")              ? read_geojson(bytes)
                        : list.source.find("csv") != std::string::npos ? read_csv(bytes)
                                                                       : read_data(bytes);
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
    document.insert(parent, node, place);
    const auto& made = program->entries[entry];
    track(node, entry, made.is_leaf ? data.text : std::string());
    for (const auto& attribute : data.attributes) {
        auto* copied = document.add_attribute(node, attribute.uri, attribute.name, attribute.value);
        for (const auto child : made.children)
            if (program->entries[child].is_attribute &&
                attribute_part(program->entries[child].nodeset) == attribute.name)
                track(copied, child, attribute.value);
    }
    for (const auto& child : data.children) {
        if (child.is_template)
            continue;
        const auto nodeset = made.nodeset + "/" + (child.prefix.empty() ? "" : child.prefix + ":") + child.name;
        if (const auto found = program->at.find(nodeset); found != program->at.end())
            plant(child, found->second, node, xpath::Node::npos);
    }
    return node;
}

void Session::State::track(xpath::Node* node, std::size_t entry, const std::string& value)
{
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
    if (!program->entries[entry].is_leaf)
        return;
    item.value = program->entries[entry].written(value);
    item.shown = item.value;
    document.set_text(node, item.value);
}

void Session::State::uproot(xpath::Node* node)
{
    const auto forget = [&](const xpath::Node* gone) {
        items[gone->slot].node = nullptr;
        free_items.push_back(gone->slot);
        counted.erase(counted.lower_bound({gone, 0}), counted.upper_bound({gone, Entry::npos}));
    };
    const std::function<void(const xpath::Node*)> release = [&](const xpath::Node* gone) {
        if (gone->type != xpath::NodeType::element)
            return;
        forget(gone);
        for (const auto* attribute : gone->attributes)
            if (attribute->slot != xpath::Node::npos)
                forget(attribute);
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
        for (const auto* attribute : node->attributes)
            if (attribute->slot != xpath::Node::npos)
                of_entry[items[attribute->slot].entry].push_back(attribute->slot);
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

const xpath::Node* Session::State::place_of(std::size_t entry, xpath::Node* parent)
{
    auto& place = places[entry];
    if (!place) {
        const auto& model = program->form->repeat_templates.find(program->entries[entry].nodeset)->second;
        place = document.make(xpath::NodeType::element, model.name);
        place->prefix = model.prefix;
        place->uri = model.uri;
    }
    place->parent = parent;
    return place;
}

void Session::State::set_count(std::size_t entry, xpath::Node* parent, std::size_t wanted)
{
    auto present = instances(entry, parent);
    if (present.size() == wanted)
        return;
    const auto& model = program->form->repeat_templates.find(program->entries[entry].nodeset)->second;
    const auto more = wanted > present.size() ? wanted - present.size() : 0;
    if (wanted > most_instances || items.size() + more * nodes_in(model) > most_nodes) {
        refusal =
            Error{Errc::too_large, program->entries[entry].nodeset + ": " + std::to_string(wanted) + " instances"};
        return;
    }
    if (!structure_changed && before_growth)
        before_growth();
    structure_changed = true;
    while (present.size() > wanted) {
        uproot(present.back());
        present.pop_back();
    }
    // Behind the last instance; before the first comes what the form has before the repeat.
    std::size_t place = 0;
    for (const auto* child : parent->children) {
        if (child->type == xpath::NodeType::element && items[child->slot].entry > entry)
            break;
        ++place;
    }
    for (; present.size() < wanted; ++place)
        present.push_back(plant(model, entry, parent, place));
    for (auto* node : present) {
        update_relevance(node->slot);
        update_readonly(node->slot);
    }
    dirty_readers(entry);
    dirty_below(entry);
}

std::string Session::State::reference(const xpath::Node* node) const
{
    if (node->type == xpath::NodeType::attribute) {
        const auto& nodeset = program->entries[items[node->slot].entry].nodeset;
        return reference(node->parent) + nodeset.substr(nodeset.rfind('/'));
    }
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
            const auto number = step.substr(bracket + 1);
            const auto [stop, problem] = std::from_chars(number.data(), number.data() + number.size(), index);
            if (problem != std::errc{} || index == 0 || stop + 1 != number.data() + number.size() || *stop != ']')
                return nullptr;
            step = step.substr(0, bracket);
        }
        const xpath::Node* found = nullptr;
        for (const auto* attribute : node->attributes)
            if (step.starts_with('@') && attribute->slot != xpath::Node::npos &&
                program->entries[items[attribute->slot].entry].nodeset.ends_with("/" + std::string(step)))
                found = attribute;
        for (const auto* child : node->children)
            if (child->type == xpath::NodeType::element && is_named(*child, step) && --index == 0) {
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

bool Session::State::is_beyond_fixed_count(std::string_view reference) const
{
    for (auto end = reference.find(']'); end != std::string_view::npos; end = reference.find(']', end + 1)) {
        const auto instance = reference.substr(0, end + 1);
        if (find(instance))
            continue;
        const auto entry = program->at.find(without_index(instance));
        const auto* control = entry == program->at.end() ? nullptr : program->entries[entry->second].control;
        return control && control->fixed_count && control->count.empty();
    }
    return false;
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
