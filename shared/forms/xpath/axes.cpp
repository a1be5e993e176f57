// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/axes.hpp"

#include <algorithm>

namespace balieblik::xpath {

namespace {

// What a name or "*" stands for on an axis.
NodeType principal_type(Axis axis)
{
    if (axis == Axis::attribute)
        return NodeType::attribute;
    return axis == Axis::name_space ? NodeType::name_space : NodeType::element;
}

bool matches(const Step& step, const Node& node, const Host& host)
{
    switch (step.test) {
    case Test::node:
        return true;
    case Test::text:
        return node.type == NodeType::text;
    case Test::comment:
        return node.type == NodeType::comment;
    case Test::instruction:
        return node.type == NodeType::instruction && (step.name.empty() || step.name == node.name);
    case Test::any:
    case Test::name:
        break;
    }
    if (node.type != principal_type(step.axis))
        return false;
    if (step.test == Test::name && (step.mark != node.mark || step.name != node.name))
        return false;
    // Plain XPath: a name without prefix is in no namespace. XForms' instances inherit one that nobody writes.
    if (step.prefix.empty())
        return host.odk || step.test == Test::any || node.uri.empty();
    // A prefix as the instance writes it is good enough where no URI is known.
    const auto uri = host.namespace_uri(step.prefix);
    return uri.empty() ? node.prefix == step.prefix : node.uri == uri;
}

void below(const Step& step, const Node& node, const Host& host, NodeSet& into)
{
    host.spend(node.children.size());
    for (const auto* child : node.children) {
        if (matches(step, *child, host))
            into.push_back(child);
        below(step, *child, host, into);
    }
}

void below_reversed(const Step& step, const Node& node, const Host& host, NodeSet& into)
{
    host.spend(node.children.size());
    for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
        below_reversed(step, **child, host, into);
        if (matches(step, **child, host))
            into.push_back(*child);
    }
}

// Siblings in the order of the axis; `deep` takes what is below them too.
void siblings(const Step& step, const Node& node, const Host& host, bool forward, bool deep, NodeSet& into)
{
    if (!node.parent || node.type == NodeType::attribute)
        return;
    const auto& all = node.parent->children;
    const auto self = std::find(all.begin(), all.end(), &node) - all.begin();
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    host.spend(all.size());
    for (auto at = forward ? self + 1 : self - 1; at >= 0 && at < count; at += forward ? 1 : -1) {
        const auto& sibling = *all[static_cast<std::size_t>(at)];
        if (deep && !forward)
            below_reversed(step, sibling, host, into);
        if (matches(step, sibling, host))
            into.push_back(&sibling);
        if (deep && forward)
            below(step, sibling, host, into);
    }
}

// What nearly every step of a form is.
void named_children(const Step& step, const Node& node, NodeSet& into)
{
    for (const auto* child : node.children)
        if (child->mark == step.mark && child->type == NodeType::element && child->name == step.name)
            into.push_back(child);
}

} // namespace

void walk(const Step& step, const Node& node, const Host& host, NodeSet& into)
{
    const auto add = [&](const Node* candidate) {
        if (candidate && matches(step, *candidate, host))
            into.push_back(candidate);
    };
    switch (step.axis) {
    case Axis::child:
        host.spend(node.children.size());
        if (step.test == Test::name && step.prefix.empty() && host.odk) {
            named_children(step, node, into);
            break;
        }
        for (const auto* child : node.children)
            add(child);
        break;
    case Axis::attribute:
        for (const auto* attribute : node.attributes)
            add(attribute);
        break;
    case Axis::self:
        add(&node);
        break;
    case Axis::parent:
        add(node.parent);
        break;
    case Axis::descendant_or_self:
        add(&node);
        below(step, node, host, into);
        break;
    case Axis::descendant:
        below(step, node, host, into);
        break;
    case Axis::ancestor_or_self:
        add(&node);
        [[fallthrough]];
    case Axis::ancestor:
        for (const auto* up = node.parent; up; up = up->parent)
            add(up);
        break;
    case Axis::following_sibling:
    case Axis::preceding_sibling:
        siblings(step, node, host, step.axis == Axis::following_sibling, false, into);
        break;
    case Axis::following:
        if (node.type == NodeType::attribute && node.parent)
            below(step, *node.parent, host, into);
        [[fallthrough]];
    case Axis::preceding:
        for (const auto* up = &node; up; up = up->parent)
            siblings(step, *up, host, step.axis == Axis::following, true, into);
        break;
    case Axis::name_space:
        for (const auto* declared : node.document->namespaces(node))
            add(declared);
        break;
    }
}

} // namespace balieblik::xpath
