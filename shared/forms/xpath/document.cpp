// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/document.hpp"

#include "forms/xform/form.hpp"

#include <algorithm>
#include <functional>

namespace balieblik::xpath {

namespace {

void append_text(const Node& node, std::string& into)
{
    for (const auto* child : node.children) {
        if (child->type == NodeType::text)
            into += child->text;
        else if (child->type == NodeType::element)
            append_text(*child, into);
    }
}

} // namespace

std::string_view string_value(const Node& node, std::string& scratch)
{
    if (node.type != NodeType::element && node.type != NodeType::document)
        return node.text;
    if (node.children.empty())
        return {};
    if (node.children.size() == 1 && node.children.front()->type == NodeType::text)
        return node.children.front()->text;
    scratch.clear();
    append_text(node, scratch);
    return scratch;
}

Document::Document() { root_ = make(NodeType::document); }

Node* Document::make(NodeType type, std::string_view name, std::string_view text)
{
    Node* node = nullptr;
    if (free_.empty()) {
        node = &arena_.emplace_back();
    } else {
        node = free_.back();
        free_.pop_back();
        *node = Node{};
    }
    node->type = type;
    node->document = this;
    node->name = name;
    node->mark = name_mark(name);
    node->text = text;
    numbered_ = false;
    return node;
}

void Document::insert(Node* parent, Node* node, std::size_t at)
{
    auto& siblings = parent->children;
    node->parent = parent;
    const auto place = std::min(at, siblings.size());
    siblings.insert(siblings.begin() + static_cast<std::ptrdiff_t>(place), node);
    numbered_ = false;
}

Node* Document::add_attribute(Node* element, std::string_view uri, std::string_view name, std::string_view value)
{
    auto* attribute = make(NodeType::attribute, name, value);
    attribute->uri = uri;
    attribute->parent = element;
    element->attributes.push_back(attribute);
    return attribute;
}

void Document::add_namespace(Node* element, std::string_view prefix, std::string_view uri)
{
    auto* declared = make(NodeType::name_space, prefix, uri);
    declared->parent = element;
    namespaces_[element].push_back(declared);
}

const std::vector<Node*>& Document::namespaces(const Node& element) const
{
    static const std::vector<Node*> none;
    const auto found = namespaces_.find(&element);
    return found == namespaces_.end() ? none : found->second;
}

void Document::remove(Node* node)
{
    if (node->parent)
        std::erase(node->parent->children, node);
    const std::function<void(Node*)> release = [&](Node* gone) {
        for (auto* child : gone->children)
            release(child);
        for (auto* attribute : gone->attributes)
            free_.push_back(attribute);
        free_.push_back(gone);
    };
    release(node);
    numbered_ = false;
}

void Document::set_text(Node* element, std::string_view text)
{
    if (element->type == NodeType::attribute) {
        element->text = text;
        return;
    }
    if (element->children.size() == 1 && element->children.front()->type == NodeType::text) {
        element->children.front()->text = text;
    } else if (element->children.empty() && !text.empty()) {
        // The first answer in an element needs no new numbers: its text has one kept for it.
        const bool was_numbered = numbered_;
        auto* made = make(NodeType::text, {}, text);
        insert(element, made);
        made->order = element->order + namespaces(*element).size() + element->attributes.size() + 1;
        numbered_ = was_numbered;
    }
}

Node* Document::copy(const forms::DataNode& from, Node* parent)
{
    auto* node = make(NodeType::element, from.name);
    node->prefix = from.prefix;
    node->uri = from.uri;
    insert(parent, node);
    for (const auto& attribute : from.attributes)
        add_attribute(node, attribute.uri, attribute.name, attribute.value);
    if (from.children.empty() && !from.text.empty())
        insert(node, make(NodeType::text, {}, from.text));
    for (const auto& child : from.children)
        copy(child, node);
    return node;
}

void Document::sort(NodeSet& nodes)
{
    if (nodes.size() < 2)
        return;
    for (const auto* node : nodes)
        if (!node->document->numbered_)
            node->document->number();
    std::sort(nodes.begin(), nodes.end(), [](const Node* a, const Node* b) {
        return a->document == b->document ? a->order < b->order : std::less<>()(a->document, b->document);
    });
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

void Document::number() const
{
    std::size_t next = 0;
    const std::function<void(Node*)> visit = [&](Node* node) {
        node->order = next++;
        if (!namespaces_.empty())
            for (auto* each : namespaces(*node))
                each->order = next++;
        for (auto* attribute : node->attributes)
            attribute->order = next++;
        if (node->children.empty())
            ++next; // for the text that may come
        for (auto* child : node->children)
            visit(child);
    };
    visit(root_);
    numbered_ = true;
}

const std::vector<const Node*>* Document::find(const Node& parent, const std::string& step, const std::string& key,
                                               const std::string& value) const
{
    auto place = indices_.find(IndexView{&parent, step, key});
    const bool fresh = place == indices_.end();
    if (fresh)
        place = indices_.emplace(IndexName{&parent, step, key}, Index()).first;
    auto& index = place->second;
    if (fresh) {
        std::string scratch;
        for (const auto* child : parent.children) {
            if (child->type != NodeType::element || child->name != step)
                continue;
            for (const auto* inner : child->children) {
                if (inner->type != NodeType::element || inner->name != key)
                    continue;
                auto& entry = index[std::string(string_value(*inner, scratch))];
                if (entry.empty() || entry.back() != child)
                    entry.push_back(child);
            }
        }
    }
    const auto found = index.find(value);
    return found == index.end() ? nullptr : &found->second;
}

} // namespace balieblik::xpath
