// SPDX-License-Identifier: EUPL-1.2
// Questions that several parts of an XForm ask about a node.
#include "forms/xls/xform_parts.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

namespace {

bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':' || c == '.';
}

} // namespace

bool needs_itext(const Text& text)
{
    return std::any_of(text.begin(), text.end(), [](const auto& item) { return !item.first.empty(); });
}

bool holds_reference(const Text& text)
{
    return std::any_of(text.begin(), text.end(),
                       [](const auto& item) { return item.second.find("${") != std::string::npos; });
}

bool is_dynamic(const Node& node)
{
    const auto& value = node.default_value;
    if (value.find("${") != std::string::npos)
        return true;
    const auto call = value.find('(');
    if (call != std::string::npos && call > 0 && is_name_character(value[call - 1]) &&
        value.find(')', call) != std::string::npos)
        return true;
    for (const char* mark : {" + ", " - ", " * ", " div ", " mod ", " | "})
        if (value.find(mark) != std::string::npos)
            return true;
    return value.starts_with("../") || value.starts_with("/");
}

const Node* repeat_above(const Node& node)
{
    for (const Node* at = node.parent; at; at = at->parent)
        if (at->kind == Node::Kind::repeat)
            return at;
    return nullptr;
}

bool counts_alone(const Node& node)
{
    const auto& count = node.repeat_count;
    const bool plain = count.starts_with("${") && count.find('}') == count.size() - 1;
    return node.kind == Node::Kind::repeat && !count.empty() && !plain;
}

bool has_control(const Node& node)
{
    if (node.kind != Node::Kind::question)
        return !node.generated;
    const bool silent = node.label.empty() && node.hint.empty() && node.media.empty();
    return !node.type->control.empty() && !(silent && (!node.calculation.empty() || !node.trigger.empty()));
}

bool searches(const Node& node)
{
    return node.is_select() && node.file.empty() && node.appearance.find("search(") != std::string::npos;
}

std::string choices_of(const Node& node)
{
    if (node.is_select() || node.is_type("select_one_external"))
        return node.list;
    for (const char* name : {"reference-geometry", "tick_labelset"})
        if (const auto found = node.parameters.find(name); found != node.parameters.end())
            return found->second;
    return {};
}

Element default_event(const Writing& writing, const Node& node, const std::string& events)
{
    return Element("setvalue", {{"ref", FormTree::path(node)},
                                {"event", events},
                                {"value", writing.expression(node.default_value, node, "default")}});
}

} // namespace balieblik::forms::xls
