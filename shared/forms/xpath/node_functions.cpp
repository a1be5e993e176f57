// SPDX-License-Identifier: EUPL-1.2
// Functions about nodes: where they stand, what they are called, which lists there are; and their order by chance.
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace balieblik::xpath {

namespace {

Value last(const Expression&, const Context& context) { return Value::of(static_cast<double>(context.size)); }

// Among the siblings of its own name; 0 if it stands alone at the top.
std::size_t place_among_siblings(const Node& node)
{
    std::size_t place = 0;
    if (!node.parent)
        return place;
    for (const auto* sibling : node.parent->children) {
        place += sibling->type == NodeType::element && sibling->name == node.name ? 1 : 0;
        if (sibling == &node)
            break;
    }
    return place;
}

Value position(const Expression& call, const Context& context)
{
    if (call.operands.empty())
        return Value::of(static_cast<double>(context.position));
    const auto nodes = Arguments(call, context).nodes(0);
    if (nodes.empty() || !nodes.front()->parent)
        return Value::of(std::numeric_limits<double>::quiet_NaN());
    return Value::of(static_cast<double>(place_among_siblings(*nodes.front())));
}

// indexed-repeat(node, repeat, index, …): of the nodes, those whose instance of each repeat is the one at its index.
Value indexed_repeat(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    auto nodes = arguments.nodes(0);
    for (std::size_t at = 1; at + 1 < arguments.count(); at += 2) {
        const auto repeats = arguments[at].nodes;
        const auto wanted = arguments.number(at + 1);
        const auto is_elsewhere = [&](const Node* node) {
            for (const auto* up = node; up; up = up->parent)
                if (std::find(repeats.begin(), repeats.end(), up) != repeats.end())
                    return static_cast<double>(place_among_siblings(*up)) != wanted;
            return true;
        };
        nodes.erase(std::remove_if(nodes.begin(), nodes.end(), is_elsewhere), nodes.end());
    }
    return Value::of(std::move(nodes));
}

Value count(const Expression& call, const Context& context)
{
    return Value::of(static_cast<double>(Arguments(call, context).nodes(0).size()));
}

Value count_non_empty(const Expression& call, const Context& context)
{
    const auto nodes = Arguments(call, context).nodes(0);
    std::string scratch;
    return Value::of(static_cast<double>(std::count_if(
        nodes.begin(), nodes.end(), [&](const Node* node) { return !string_value(*node, scratch).empty(); })));
}

Value id(const Expression& call, const Context& context)
{
    std::set<std::string> wanted;
    for (const auto& text : Arguments(call, context).texts_from(0))
        for (auto& word : words(text))
            wanted.insert(std::move(word));
    NodeSet found;
    const std::function<void(const Node&)> visit = [&](const Node& node) {
        for (const auto* attribute : node.attributes)
            if (attribute->name == "id" && wanted.contains(attribute->text))
                found.push_back(&node);
        for (const auto* child : node.children)
            visit(*child);
    };
    visit(*context.root);
    return Value::of(std::move(found));
}

const Node* own_or_first(const Expression& call, const Context& context)
{
    if (call.operands.empty())
        return context.node;
    const auto nodes = Arguments(call, context).nodes(0);
    return nodes.empty() ? nullptr : nodes.front();
}

Value local_name(const Expression& call, const Context& context)
{
    const auto* node = own_or_first(call, context);
    return Value::of(node ? node->name : std::string());
}

Value full_name(const Expression& call, const Context& context)
{
    const auto* node = own_or_first(call, context);
    if (!node)
        return Value::of(std::string());
    return Value::of(node->prefix.empty() ? node->name : node->prefix + ":" + node->name);
}

Value namespace_of(const Expression& call, const Context& context)
{
    const auto* node = own_or_first(call, context);
    return Value::of(node ? node->uri : std::string());
}

Value choice_name(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(context.host->choice_name(arguments.text(0), arguments.text(1), context.node));
}

Value itext(const Expression& call, const Context& context)
{
    return context.host->itext(Arguments(call, context).text(0), context.node);
}

Value instance(const Expression& call, const Context& context)
{
    NodeSet nodes;
    if (const auto* found = context.host->instance(Arguments(call, context).text(0)))
        nodes.push_back(found);
    return Value::of(std::move(nodes));
}

Value current(const Expression&, const Context& context)
{
    NodeSet nodes;
    nodes.push_back(context.current ? context.current : context.node);
    return Value::of(std::move(nodes));
}

Value lang(const Expression& call, const Context& context)
{
    const auto lower = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return text;
    };
    const auto wanted = lower(Arguments(call, context).text(0));
    for (const auto* node = context.node; node; node = node->parent) {
        for (const auto* attribute : node->attributes) {
            if (attribute->name != "lang" || attribute->uri != "http://www.w3.org/XML/1998/namespace")
                continue;
            const auto spoken = lower(attribute->text);
            return Value::of(spoken == wanted || spoken.starts_with(wanted + "-"));
        }
    }
    return Value::of(false);
}

// What an item of a list has under a name: a child's text, or with "@" an attribute's.
std::optional<std::string> cell(const Node& item, std::string_view name)
{
    const bool is_attribute = name.starts_with('@');
    for (const auto* node : is_attribute ? item.attributes : item.children) {
        std::string scratch;
        if (node->name == name.substr(is_attribute ? 1 : 0))
            return std::string(string_value(*node, scratch));
    }
    return std::nullopt;
}

Value pulldata(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto* root = context.host->instance(arguments.text(0));
    const auto column = arguments.text(1);
    const auto key = arguments.text(2);
    const auto wanted = arguments.text(3);
    for (const auto* list : root ? root->children : std::vector<Node*>())
        for (const auto* item : list->children)
            if (cell(*item, key) == wanted)
                return Value::of(cell(*item, column).value_or(""));
    return Value::of(std::string());
}

std::uint64_t chance(const Context& context)
{
    std::array<std::uint8_t, 8> bytes{};
    context.host->random().fill(bytes);
    std::uint64_t drawn = 0;
    for (const auto byte : bytes)
        drawn = (drawn << 8U) | byte;
    return drawn;
}

Value random(const Expression&, const Context& context)
{
    return Value::of(static_cast<double>(chance(context) >> 11U) / 9007199254740992.0);
}

std::string new_uuid(const Context& context)
{
    std::array<std::uint8_t, 16> bytes{};
    context.host->random().fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    auto text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, "-");
    return text;
}

// With a length: that many of its characters, and of further ones where one is not enough.
Value uuid(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    auto text = new_uuid(context);
    if (arguments.count() == 0)
        return Value::of(std::move(text));
    const auto length = arguments.number(0);
    constexpr double longest = 1000;
    if (!(length >= 0 && length <= longest))
        throw EvaluationError("uuid() wants a length of at most 1000");
    while (static_cast<double>(text.size()) < std::floor(length))
        text += new_uuid(context);
    text.resize(static_cast<std::size_t>(length));
    return Value::of(std::move(text));
}

// The seed that a value stands for: a number without its fraction; a text that is none by its hash, so that an
// instance's id gives an order of its own; nothing, and what is no number, by 0.
std::int64_t seed_of(const Value& given, const Host& host)
{
    const auto number = to_number(given, host);
    if (std::isnan(number)) {
        const auto text = given.kind == ValueKind::number ? std::string() : to_text(given);
        return text.empty() ? 0 : text_seed(text);
    }
    constexpr double past_the_largest = 9223372036854775808.0;
    if (number >= past_the_largest)
        return std::numeric_limits<std::int64_t>::max();
    return number < -past_the_largest ? std::numeric_limits<std::int64_t>::min() : static_cast<std::int64_t>(number);
}

// The order that a seed gives is the same in every client: Park and Miller's generator, and Fisher and Yates' shuffle
// in the form that fills a new list from its front, with a number drawn for the first place too.
Value randomize(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    auto nodes = arguments.nodes(0);
    constexpr std::int64_t modulus = 2147483647;
    auto seed =
        arguments.count() > 1 ? seed_of(arguments[1], *context.host) : static_cast<std::int64_t>(chance(context) >> 2U);
    seed %= modulus;
    if (seed <= 0)
        seed += modulus - 1;
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        seed = seed * 16807 % modulus;
        const auto drawn = static_cast<double>(seed - 1) / static_cast<double>(modulus - 1);
        std::swap(nodes[at], nodes[static_cast<std::size_t>(drawn * static_cast<double>(at + 1))]);
    }
    return Value::of(std::move(nodes));
}

} // namespace

void add_node_functions(FunctionTable& table)
{
    table.insert({
        {"last", {last, 0, 0}},
        {"position", {position, 0, 1}},
        {"count", {count, 1, 1}},
        {"count-non-empty", {count_non_empty, 1, 1}},
        {"id", {id, 1, 1}},
        {"local-name", {local_name, 0, 1}},
        {"name", {full_name, 0, 1}},
        {"namespace-uri", {namespace_of, 0, 1}},
        {"jr:choice-name", {choice_name, 2, 2}},
        {"jr:itext", {itext, 1, 1}},
        {"instance", {instance, 1, 1}},
        {"current", {current, 0, 0}},
        {"lang", {lang, 1, 1}},
        {"pulldata", {pulldata, 4, 4}},
        {"indexed-repeat", {indexed_repeat, 3, any_number}},
        {"random", {random, 0, 0}},
        {"uuid", {uuid, 0, 1}},
        {"randomize", {randomize, 1, 2}},
    });
}

} // namespace balieblik::xpath
