// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/form_tree.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

namespace {

template <class NodeType, class Sink>
void walk(NodeType& node, Sink& sink)
{
    for (auto& child : node.children) {
        sink.push_back(child.get());
        walk(*child, sink);
    }
}

std::string find_attribute(const Attributes& attributes, std::string_view name)
{
    for (const auto& [key, value] : attributes)
        if (key == name)
            return value;
    return {};
}

} // namespace

std::string Node::bind_value(std::string_view attribute) const { return find_attribute(bind, attribute); }

bool ChoiceList::translated() const
{
    return std::any_of(choices.begin(), choices.end(), [](const Choice& choice) {
        if (!choice.media.empty())
            return true;
        for (const auto& [language, text] : choice.label)
            if (!language.empty() || text.find("${") != std::string::npos)
                return true;
        return false;
    });
}

std::string Settings::value(std::string_view name) const
{
    const auto found = values.find(std::string(name));
    return found == values.end() ? std::string() : found->second;
}

const ChoiceList* FormTree::list(std::string_view name) const
{
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&](const ChoiceList& list) { return list.name == name; });
    return found == lists.end() ? nullptr : &*found;
}

std::vector<Node*> FormTree::nodes()
{
    std::vector<Node*> all;
    walk(*root, all);
    return all;
}

std::vector<const Node*> FormTree::nodes() const
{
    std::vector<const Node*> all;
    walk(*root, all);
    return all;
}

std::unique_ptr<Node> Node::copy_below(Node* above) const
{
    auto made = std::make_unique<Node>();
    made->kind = kind;
    made->place = place;
    made->name = name;
    made->type = type;
    made->list = list;
    made->file = file;
    made->loop_list = loop_list;
    made->or_other = or_other;
    made->generated = generated;
    made->table_list = table_list;
    made->label = label;
    made->hint = hint;
    made->guidance = guidance;
    made->constraint_message = constraint_message;
    made->required_message = required_message;
    made->media = media;
    made->bind = bind;
    made->instance = instance;
    made->body = body;
    made->calculation = calculation;
    made->default_value = default_value;
    made->trigger = trigger;
    made->choice_filter = choice_filter;
    made->repeat_count = repeat_count;
    made->appearance = appearance;
    made->parameters = parameters;
    made->parent = above;
    for (const auto& child : children)
        made->children.push_back(child->copy_below(made.get()));
    return made;
}

std::vector<Expression> expressions_of(const Node& node)
{
    std::vector<Expression> made;
    const auto add = [&](const char* column, const std::string& text) {
        if (!text.empty())
            made.push_back({column, text});
    };
    for (const auto& [name, value] : node.bind)
        made.push_back({name, value});
    add("calculation", node.calculation);
    add("default", node.default_value);
    add("choice_filter", node.choice_filter);
    add("repeat_count", node.repeat_count);
    return made;
}

std::string FormTree::path(const Node& node)
{
    return (node.parent ? path(*node.parent) : std::string()) + "/" + node.name;
}

bool is_name(std::string_view text)
{
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80U;
    };
    if (text.empty() || !letter(text.front()))
        return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

} // namespace balieblik::forms::xls
