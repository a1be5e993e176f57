// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/eval.hpp"

#include "forms/cli/request.hpp"
#include "forms/xform/xml.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::forms::cli {

namespace {

using xpath::Node;
using xpath::NodeType;

// A document as a browser has it.
class Tree {
public:
    static Result<std::unique_ptr<Tree>> read(std::string text)
    {
        auto tree = std::make_unique<Tree>();
        // A document type that declares nothing is only a node; one that does is refused with the rest.
        const auto type = text.find("<!DOCTYPE");
        const auto end = type == std::string::npos ? type : text.find('>', type);
        if (end != std::string::npos && text.substr(type, end - type).find('[') == std::string::npos) {
            text.erase(type, end - type + 1);
            tree->document.insert(tree->document.root(), tree->document.make(NodeType::document_type));
        }
        BALIEBLIK_TRY(root, read_xml(text, {}, Sections::apart));
        tree->copy(root, tree->document.root());
        return tree;
    }

    xpath::Document document;
    std::map<std::string, std::string, std::less<>> namespaces;

private:
    void copy(const XmlNode& from, Node* parent)
    {
        const auto type = from.kind == XmlKind::element   ? NodeType::element
                          : from.kind == XmlKind::text    ? NodeType::text
                          : from.kind == XmlKind::comment ? NodeType::comment
                                                          : NodeType::instruction;
        auto* node = document.make(type, from.name, from.text);
        node->prefix = from.prefix;
        node->uri = from.uri;
        document.insert(parent, node);
        for (const auto& [prefix, uri] : from.declared) {
            namespaces.emplace(prefix, uri);
            document.add_namespace(node, prefix, uri);
        }
        for (const auto& attribute : from.attributes)
            document.add_attribute(node, attribute.uri, attribute.name, attribute.value)->prefix = attribute.prefix;
        for (const auto& child : from.children)
            copy(child, node);
    }
};

// The lists and texts of a form are found in the document itself.
class DocumentHost final : public xpath::Host {
public:
    DocumentHost(const Tree& tree, std::string language, const World& world)
        : tree_(tree), language_(std::move(language)), world_(world)
    {
    }

    const Node* instance(std::string_view id) const override
    {
        return element(*tree_.document.root(), "instance", "id", id);
    }
    xpath::Value itext(std::string_view id, const Node*) const override
    {
        const auto& root = *tree_.document.root();
        const auto* translation = element(root, "translation", language_.empty() ? "default" : "lang", language_);
        if (!translation)
            translation = element(root, "translation", "", "");
        const auto* text = translation ? element(*translation, "text", "id", id) : nullptr;
        xpath::NodeSet values;
        for (const auto* value : text ? text->children : std::vector<Node*>())
            if (value->name == "value")
                values.push_back(value);
        return xpath::Value::of(std::move(values));
    }
    std::string choice_name(std::string_view, std::string_view, const Node*) const override { return {}; }
    std::string namespace_uri(std::string_view prefix) const override
    {
        static const std::map<std::string, std::string, std::less<>> usual{
            {"h", "http://www.w3.org/1999/xhtml"},           {"xhtml", "http://www.w3.org/1999/xhtml"},
            {"jr", "http://openrosa.org/javarosa"},          {"odk", "http://www.opendatakit.org/xforms"},
            {"orx", "http://openrosa.org/xforms"},           {"xf", "http://www.w3.org/2002/xforms"},
            {"xml", "http://www.w3.org/XML/1998/namespace"},
        };
        for (const auto* known : {&tree_.namespaces, &usual})
            if (const auto found = known->find(prefix); found != known->end())
                return found->second;
        return {};
    }
    std::string_view calendar_language() const override { return language_; }
    Timestamp now() const override { return world_.clock->now(); }
    const xpath::OffsetAt& offset_at() const override { return world_.offset_at; }
    Random& random() const override { return *world_.random; }

private:
    // The first element of a name, with an attribute if one is asked for ("" for its value: any).
    static const Node* element(const Node& from, std::string_view name, std::string_view key, std::string_view value)
    {
        const auto has = [&](const Node* attribute) {
            return attribute->name == key && (key == "default" || attribute->text == value);
        };
        for (const auto* child : from.children) {
            if (child->type == NodeType::element && child->name == name &&
                (key.empty() || std::any_of(child->attributes.begin(), child->attributes.end(), has)))
                return child;
            if (const auto* found = element(*child, name, key, value))
                return found;
        }
        return nullptr;
    }

    const Tree& tree_;
    std::string language_;
    const World& world_;
};

std::string attribute_path(const Node& node)
{
    return "@" + (node.prefix.empty() ? "" : node.prefix + ":") + node.name;
}

const Node* walk(const Node* from, const boost::json::value* path)
{
    if (!path || !path->is_array())
        return from;
    for (const auto& step : path->get_array()) {
        const Node* next = nullptr;
        if (step.is_string()) {
            const auto& all = from->attributes;
            const auto found = std::find_if(all.begin(), all.end(), [&](const Node* attribute) {
                return attribute_path(*attribute) == std::string_view(step.get_string());
            });
            next = found == all.end() ? nullptr : *found;
        } else if (step.is_int64() && step.get_int64() >= 0 &&
                   static_cast<std::size_t>(step.get_int64()) < from->children.size()) {
            next = from->children[static_cast<std::size_t>(step.get_int64())];
        }
        if (!next)
            return nullptr;
        from = next;
    }
    return from;
}

boost::json::array path_of(const Node* node)
{
    boost::json::array path;
    for (; node->parent; node = node->parent) {
        if (node->type == NodeType::attribute) {
            path.insert(path.begin(), boost::json::value(attribute_path(*node)));
        } else if (node->type == NodeType::name_space) {
            path.insert(path.begin(), boost::json::value(node->name.empty() ? "@xmlns" : "@xmlns:" + node->name));
        } else {
            const auto& all = node->parent->children;
            path.insert(path.begin(), std::find(all.begin(), all.end(), node) - all.begin());
        }
    }
    return path;
}

boost::json::value number_value(double number)
{
    if (std::isfinite(number) && !(number == 0 && std::signbit(number)))
        return number == std::trunc(number) && std::abs(number) < 9e15
                   ? boost::json::value(static_cast<std::int64_t>(number))
                   : boost::json::value(number);
    return number == 0 ? boost::json::value("-0") : boost::json::value(xpath::number_text(number));
}

// DOM's names for kinds of results: 0 is "as it comes".
enum ResultType { any = 0, number = 1, text = 2, truth = 3, first_kind_of_nodes = 4, any_node = 8, first_node = 9 };

boost::json::object result(xpath::Value value, std::int64_t type, const xpath::Host& host)
{
    using xpath::ValueKind;
    if (type == any)
        type = value.kind == ValueKind::nodes     ? first_kind_of_nodes
               : value.kind == ValueKind::number  ? number
               : value.kind == ValueKind::boolean ? truth
                                                  : text;
    boost::json::object reply{{"resType", type}};
    if (type == number) {
        reply["num"] = number_value(xpath::to_number(value, host));
    } else if (type == text) {
        reply["str"] = xpath::to_text(std::move(value));
    } else if (type == truth) {
        reply["bool"] = xpath::to_boolean(value);
    } else if (value.kind != ValueKind::nodes) {
        return {{"error", "the result is no set of nodes"}};
    } else {
        boost::json::array nodes;
        for (const auto* node : value.nodes) {
            nodes.push_back(path_of(node));
            if (type == any_node || type == first_node)
                break;
        }
        reply["nodes"] = std::move(nodes);
    }
    return reply;
}

} // namespace

boost::json::object evaluate(const boost::json::object& request, const World& world)
{
    const auto refused = [](const Error& error) -> boost::json::object { return {{"error", told(error)}}; };
    const auto tree = Tree::read(text_member(request, "xml"));
    if (!tree)
        return refused(tree.error());
    const auto expression = xpath::parse(text_member(request, "expr"));
    if (!expression)
        return refused(expression.error());
    // Unlike a form, which must be right in all its parts, an expression may name what is never reached.
    DocumentHost host(**tree, text_member(request, "lang"), world);
    const auto* dialect = request.if_contains("xforms");
    host.odk = !dialect || !dialect->is_bool() || dialect->get_bool();
    const auto* root = walk((*tree)->document.root(), request.if_contains("root"));
    const auto* node = walk((*tree)->document.root(), request.if_contains("ctx"));
    if (!root || !node)
        return {{"error", "there is no such node"}};
    const auto* type = request.if_contains("reqType");
    try {
        auto value = xpath::evaluate(**expression, {&host, root, node, node, 1, 1});
        return result(std::move(value), type && type->is_int64() ? type->get_int64() : 0, host);
    } catch (const xpath::EvaluationError& error) {
        return {{"error", error.what()}};
    }
}

} // namespace balieblik::forms::cli
