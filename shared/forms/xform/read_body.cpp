// SPDX-License-Identifier: EUPL-1.2
// The body of a form: groups, repeats, controls with their choices, and the actions that stand in them.
#include "forms/xform/form_reader.hpp"

#include <optional>

namespace balieblik::forms {

bool is_action(const XmlNode& node)
{
    return node.kind == XmlKind::element && (node.name == "setvalue" || node.name == "setgeopoint");
}

namespace {

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

std::optional<ControlKind> control_kind(std::string_view name)
{
    static const std::map<std::string, ControlKind, std::less<>> known{
        {"group", ControlKind::group},        {"repeat", ControlKind::repeat},
        {"input", ControlKind::input},        {"secret", ControlKind::input},
        {"select1", ControlKind::select_one}, {"select", ControlKind::select_multiple},
        {"rank", ControlKind::rank},          {"range", ControlKind::range},
        {"upload", ControlKind::upload},      {"trigger", ControlKind::trigger},
    };
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

bool is_words(std::string_view name) { return name == "label" || name == "hint" || name == "help" || name == "alert"; }

void read_attributes(const XmlNode& node, Control& control)
{
    static const std::set<std::string, std::less<>> known{"ref", "nodeset", "bind", "appearance", "event", "value"};
    for (const auto& attribute : node.attributes) {
        if (attribute.uri == javarosa_uri) {
            if (attribute.name == "count")
                control.count = attribute.value;
            else if (attribute.name == "noAddRemove")
                control.fixed_count = attribute.value == "true()" || attribute.value == "true";
        } else if (!attribute.uri.empty()) {
            control.attributes.push_back({attribute.uri, attribute.name, attribute.value});
        } else if (!known.contains(attribute.name)) {
            control.parameters[attribute.name] = attribute.value;
        }
    }
    control.appearance = node.attribute("appearance");
}

// XForms writes a repeat inside a group that carries its label; here they are one.
Control merged(Control control)
{
    if (control.kind != ControlKind::group || control.children.size() != 1)
        return control;
    auto& only = control.children.front();
    if (only.kind != ControlKind::repeat || (!control.ref.empty() && control.ref != only.ref))
        return control;
    Control repeat = std::move(only);
    if (repeat.label.empty())
        repeat.label = std::move(control.label);
    if (repeat.appearance.empty())
        repeat.appearance = control.appearance;
    for (auto& attribute : control.attributes)
        repeat.attributes.push_back(std::move(attribute));
    return repeat;
}

} // namespace

Result<void> FormReader::read_event(const XmlNode& node, std::string_view context, std::string_view trigger,
                                    std::string_view scope)
{
    SetValue event;
    event.is_place = node.name == "setgeopoint";
    event.events = words_of(node.attribute("event"));
    auto target = node.attribute("ref");
    if (target.empty())
        target = node.attribute("bind");
    const auto by_id = bind_ids_.find(std::string(target));
    event.ref = by_id == bind_ids_.end() ? resolve_path(target, context) : by_id->second;
    BALIEBLIK_TRY(value, expression(node.attribute("value"), event.ref));
    event.value = value;
    event.constant = node.content();
    event.trigger = trigger;
    event.scope = scope;
    if (target.empty())
        return Error{Errc::form_invalid, "<" + node.name + "> without ref"};
    form_->set_values.push_back(std::move(event));
    return {};
}

Result<Text> FormReader::read_text(const XmlNode& node)
{
    Text text;
    text.ref = node.attribute("ref");
    if (text.ref.empty()) {
        BALIEBLIK_TRY(pieces, rich_text(node));
        text.inline_text = std::move(pieces);
    }
    return text;
}

Result<void> FormReader::read_item(const XmlNode& node, Control& control)
{
    Item item;
    if (const auto* value = node.child("value"))
        item.value = value->content();
    if (const auto* label = node.child("label")) {
        BALIEBLIK_TRY(text, read_text(*label));
        item.label = std::move(text);
        item.has_label = true;
    }
    control.items.push_back(std::move(item));
    return {};
}

Result<void> FormReader::read_itemset(const XmlNode& node, Control& control)
{
    BALIEBLIK_TRY(nodeset, expression(node.attribute("nodeset"), control.ref));
    control.itemset.nodeset = nodeset;
    if (const auto* value = node.child("value"))
        control.itemset.value = value->attribute("ref");
    if (const auto* label = node.child("label"))
        control.itemset.label = label->attribute("ref");
    if (control.itemset.nodeset.empty() || control.itemset.value.empty())
        return Error{Errc::form_invalid, "the itemset of " + control.ref};
    return {};
}

Result<void> FormReader::read_body(const XmlNode& parent, const std::string& context, const std::string& scope,
                                   std::vector<Control>& into, std::size_t depth)
{
    for (const auto& node : parent.children) {
        if (node.kind != XmlKind::element)
            continue;
        const auto kind = control_kind(node.name);
        if (!kind) {
            if (depth == 0 && is_action(node))
                BALIEBLIK_CHECK(read_event(node, context, "", scope));
            else if (!is_action(node) && !is_words(node.name))
                return Error{Errc::form_unsupported,
                             "line " + std::to_string(node.line) + ": <" + node.name + "> in the body"};
            continue;
        }
        BALIEBLIK_TRY(control, read_control(node, *kind, context, scope, depth));
        into.push_back(std::move(control));
    }
    return {};
}

Result<void> FormReader::read_parts(const XmlNode& node, Control& control, const std::string& context,
                                    const std::string& scope)
{
    const bool is_box = control.kind == ControlKind::group || control.kind == ControlKind::repeat;
    for (const auto& child : node.children) {
        if (child.kind != XmlKind::element)
            continue;
        if (child.name == "label" || child.name == "hint") {
            BALIEBLIK_TRY(text, read_text(child));
            (child.name == "label" ? control.label : control.hint) = std::move(text);
        } else if (child.name == "item") {
            BALIEBLIK_CHECK(read_item(child, control));
        } else if (child.name == "itemset") {
            BALIEBLIK_CHECK(read_itemset(child, control));
        } else if (is_action(child)) {
            BALIEBLIK_CHECK(read_event(child, context, is_box ? "" : control.ref, scope));
        }
    }
    return {};
}

Result<Control> FormReader::read_control(const XmlNode& node, ControlKind kind, const std::string& context,
                                         const std::string& scope, std::size_t depth)
{
    Control control;
    control.kind = kind;
    read_attributes(node, control);
    auto ref = node.attribute("ref").empty() ? node.attribute("nodeset") : node.attribute("ref");
    if (const auto by_id = bind_ids_.find(std::string(node.attribute("bind"))); by_id != bind_ids_.end())
        ref = by_id->second;
    if (!ref.empty())
        control.ref = resolve_path(ref, context.empty() ? "/" + form_->instance.name : context);
    const auto is_box = kind == ControlKind::group || kind == ControlKind::repeat;
    if (control.ref.empty() && kind != ControlKind::group)
        return Error{Errc::form_invalid, "<" + node.name + "> without ref"};
    if (kind == ControlKind::repeat)
        repeats_.insert(control.ref);
    const auto& inner_context = control.ref.empty() ? context : control.ref;
    const auto inner_scope = kind == ControlKind::repeat ? control.ref : scope;
    BALIEBLIK_CHECK(read_parts(node, control, inner_context, inner_scope));
    if (is_box)
        BALIEBLIK_CHECK(read_body(node, inner_context, inner_scope, control.children, depth + 1));
    return merged(std::move(control));
}

} // namespace balieblik::forms
