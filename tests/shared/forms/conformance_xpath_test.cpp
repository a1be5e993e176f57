// SPDX-License-Identifier: EUPL-1.2
// Replays recorded evaluations of other engines. Runs only where the cases are given (BALIEBLIK_CONFORMANCE_DIR).
#include "forms/xform/xml.hpp"
#include "forms/xpath/functions.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace balieblik::xpath {
namespace {

struct Tree {
    Document document;

    void copy(const forms::XmlNode& from, Node* parent)
    {
        const auto type = from.kind == forms::XmlKind::element   ? NodeType::element
                          : from.kind == forms::XmlKind::text    ? NodeType::text
                          : from.kind == forms::XmlKind::comment ? NodeType::comment
                                                                 : NodeType::instruction;
        auto* node = document.make(type, from.name, from.text);
        node->prefix = from.prefix;
        node->uri = from.uri;
        document.insert(parent, node);
        for (const auto& attribute : from.attributes)
            document.add_attribute(node, attribute.uri, attribute.name, attribute.value);
        for (const auto& child : from.children)
            copy(child, node);
    }
};

struct Seconds final : Random {
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next = next * 1103515245U + 12345U);
    }
    std::uint32_t next = 7;
};

struct Replay final : Host {
    const Tree* tree = nullptr;
    std::string language;
    OffsetAt phoenix = [](Timestamp) { return std::chrono::minutes(-7 * 60); };
    mutable Seconds chance;

    const Node* named(const Node& from, std::string_view name, std::string_view key, std::string_view value) const
    {
        for (const auto* child : from.children) {
            if (child->name == name)
                for (const auto* attribute : child->attributes)
                    if (attribute->name == key && attribute->text == value)
                        return child;
            if (const auto* found = named(*child, name, key, value))
                return found;
        }
        return nullptr;
    }
    const Node* instance(std::string_view id) const override
    {
        return named(*tree->document.root(), "instance", "id", id);
    }
    Value itext(std::string_view id, const Node*) const override
    {
        NodeSet found;
        const auto* translation = named(*tree->document.root(), "translation", "lang", language);
        const auto* text = translation ? named(*translation, "text", "id", id) : nullptr;
        for (const auto* value : text ? text->children : std::vector<Node*>())
            if (value->name == "value")
                found.push_back(value);
        return Value::of(std::move(found));
    }
    std::string choice_name(std::string_view, std::string_view, const Node*) const override { return {}; }
    std::string namespace_uri(std::string_view prefix) const override
    {
        if (prefix == "xhtml")
            return "http://www.w3.org/1999/xhtml";
        return {};
    }
    Timestamp now() const override { return *parse_timestamp("2026-11-23T19:10:38Z"); }
    const OffsetAt& offset_at() const override { return phoenix; }
    Random& random() const override { return chance; }
};

// Indices count a document type too, where there is one; it is not in our tree.
const Node* walk(const Node* from, const boost::json::array& path, bool& found)
{
    found = true;
    for (const auto& step : path) {
        if (step.is_string()) {
            const auto wanted = std::string(step.get_string()).substr(1);
            for (const auto* attribute : from->attributes)
                if (attribute->name == wanted.substr(wanted.find(':') + 1))
                    return attribute;
            found = false;
            return from;
        }
        const auto at = static_cast<std::size_t>(step.as_int64());
        if (at >= from->children.size()) {
            found = false;
            return from;
        }
        from = from->children[at];
    }
    return from;
}

double wanted_number(const boost::json::value& value)
{
    if (!value.is_string())
        return value.to_number<double>();
    const auto text = std::string(value.get_string());
    return text == "NaN" ? NAN : text == "-0" ? -0.0 : text == "Infinity" ? INFINITY : -INFINITY;
}

// "" if it is as recorded.
std::string difference(const boost::json::object& line)
{
    auto text = std::string(line.at("xml").as_string());
    std::ptrdiff_t shift = 0;
    if (const auto type = text.find("<!DOCTYPE"); type != std::string::npos) {
        text.erase(type, text.find('>', type) - type + 1);
        shift = 1;
    }
    const auto xml = forms::read_xml(text);
    if (!xml)
        return "document: " + xml.error().detail;
    Tree tree;
    if (shift == 1)
        tree.document.insert(tree.document.root(), tree.document.make(NodeType::comment));
    tree.copy(*xml, tree.document.root());
    if (shift == 1)
        tree.document.root()->children.front()->type = NodeType::instruction;
    Replay host;
    host.tree = &tree;
    host.odk = line.at("xforms").as_bool();
    if (line.at("lang").is_string())
        host.language = line.at("lang").as_string();
    bool found = false;
    const auto* node = walk(tree.document.root(), line.at("ctx").as_array(), found);
    if (!found)
        return "no such context";
    Context context{&host, tree.document.root(), node, node, 1, 1};
    if (const auto* root = line.if_contains("root"); root && root->is_array())
        context.root = walk(tree.document.root(), root->get_array(), found);
    const auto expression = parse(std::string(line.at("expr").as_string()));
    if (!expression)
        return line.contains("error") ? "" : "parse: " + expression.error().detail;
    Value value;
    try {
        if (const auto calls = check_calls(**expression); !calls && line.contains("error"))
            return "";
        value = evaluate(**expression, context);
    } catch (const EvaluationError& error) {
        return line.contains("error") ? "" : error.what();
    }
    if (line.contains("error"))
        return "an error is wanted";
    if (line.contains("bool"))
        return to_boolean(value) == line.at("bool").as_bool() ? "" : "truth";
    if (line.contains("num")) {
        const auto wanted = wanted_number(line.at("num"));
        const auto got = to_number(value, host);
        const bool same =
            std::isnan(wanted) ? std::isnan(got) : got == wanted || std::abs(got - wanted) <= 1e-9 * std::abs(wanted);
        return same ? "" : "number " + number_text(got) + " for " + number_text(wanted);
    }
    if (line.contains("str")) {
        const auto wanted = std::string(line.at("str").as_string());
        return to_text(value) == wanted ? "" : "text '" + to_text(value) + "' for '" + wanted + "'";
    }
    if (value.kind != ValueKind::nodes)
        return "nodes are wanted";
    const auto& wanted = line.at("nodes").as_array();
    if (value.nodes.size() != wanted.size())
        return std::to_string(value.nodes.size()) + " nodes for " + std::to_string(wanted.size());
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        bool there = false;
        const auto* node_wanted = walk(tree.document.root(), wanted[at].as_array(), there);
        if (!there || node_wanted != value.nodes[at])
            return "another node at " + std::to_string(at);
    }
    return "";
}

TEST(ConformanceXPath, recorded_evaluations_give_what_they_gave)
{
    const std::string folder = BALIEBLIK_CONFORMANCE_DIR;
    std::ifstream file(folder + "/xpath.sample.jsonl");
    ASSERT_TRUE(file) << "no xpath.sample.jsonl";
    std::map<std::string, std::pair<int, int>> table;
    int passed = 0;
    int all = 0;
    for (std::string line; std::getline(file, line);) {
        const auto parsed = json::parse(line);
        ASSERT_TRUE(parsed);
        const auto& record = parsed->as_object();
        if (record.at("fails").as_bool())
            continue;
        const auto wrong = difference(record);
        auto& row = table[std::string(record.at("file").as_string())];
        ++row.second;
        ++all;
        if (wrong.empty()) {
            ++row.first;
            ++passed;
        } else {
            std::cout << "  " << record.at("file").as_string() << ": " << record.at("expr").as_string() << ": " << wrong
                      << '\n';
        }
    }
    for (const auto& [name, row] : table)
        if (row.first != row.second)
            std::cout << name << ": " << row.first << " of " << row.second << '\n';
    std::cout << "evaluations: " << passed << " of " << all << '\n';
    constexpr int floor = 641;
    EXPECT_GE(passed, floor);
}

} // namespace
} // namespace balieblik::xpath
