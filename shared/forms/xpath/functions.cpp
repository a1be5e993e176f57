// SPDX-License-Identifier: EUPL-1.2
// The functions of XPath 1.0 and of ODK: texts, truths, nodes. Numbers, dates and places are beside this file.
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace balieblik::xpath {

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> all;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto start = text.find_first_not_of(" \t\r\n", at);
        if (start == std::string_view::npos)
            break;
        const auto end = std::min(text.find_first_of(" \t\r\n", start), text.size());
        all.emplace_back(text.substr(start, end - start));
        at = end;
    }
    return all;
}

std::vector<std::string> characters(std::string_view text)
{
    std::vector<std::string> all;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80 && !all.empty())
            all.back() += c;
        else
            all.emplace_back(1, c);
    }
    return all;
}

std::vector<std::string> Arguments::texts_from(std::size_t first) const
{
    std::vector<std::string> all;
    for (auto at = first; at < count(); ++at) {
        auto value = (*this)[at];
        if (value.kind != ValueKind::nodes) {
            all.push_back(to_text(std::move(value)));
            continue;
        }
        for (const auto* node : value.nodes) {
            std::string scratch;
            all.emplace_back(string_value(*node, scratch));
        }
    }
    return all;
}

namespace {

Value true_value(const Expression&, const Context&) { return Value::of(true); }
Value false_value(const Expression&, const Context&) { return Value::of(false); }

Value last(const Expression&, const Context& context) { return Value::of(static_cast<double>(context.size)); }

Value position(const Expression& call, const Context& context)
{
    if (call.operands.empty())
        return Value::of(static_cast<double>(context.position));
    const auto nodes = Arguments(call, context)[0].nodes;
    if (nodes.empty() || !nodes.front()->parent)
        return Value::of(std::numeric_limits<double>::quiet_NaN());
    const auto& node = *nodes.front();
    double place = 0;
    for (const auto* sibling : node.parent->children) {
        place += sibling->type == NodeType::element && sibling->name == node.name ? 1 : 0;
        if (sibling == &node)
            break;
    }
    return Value::of(place);
}

Value count(const Expression& call, const Context& context)
{
    return Value::of(static_cast<double>(Arguments(call, context)[0].nodes.size()));
}

Value count_non_empty(const Expression& call, const Context& context)
{
    const auto texts = Arguments(call, context).texts_from(0);
    const auto empty = std::count(texts.begin(), texts.end(), std::string());
    return Value::of(static_cast<double>(texts.size()) - static_cast<double>(empty));
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
    const auto nodes = Arguments(call, context)[0].nodes;
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

Value string(const Expression& call, const Context& context)
{
    return Value::of(Arguments(call, context).text_or_own(0));
}

Value concat(const Expression& call, const Context& context)
{
    std::string all;
    for (const auto& text : Arguments(call, context).texts_from(0))
        all += text;
    return Value::of(std::move(all));
}

Value join(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto separator = arguments.text(0);
    std::string all;
    bool first = true;
    for (const auto& text : arguments.texts_from(1)) {
        all += first ? text : separator + text;
        first = false;
    }
    return Value::of(std::move(all));
}

Value starts_with(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).starts_with(arguments.text(1)));
}

Value ends_with(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).ends_with(arguments.text(1)));
}

Value contains(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).find(arguments.text(1)) != std::string::npos);
}

Value substring_before(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto at = text.find(arguments.text(1));
    return Value::of(at == std::string::npos ? std::string() : text.substr(0, at));
}

Value substring_after(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto mark = arguments.text(1);
    const auto at = text.find(mark);
    return Value::of(at == std::string::npos ? std::string() : text.substr(at + mark.size()));
}

// XPath's own: from 1, rounded, by positions.
Value substring(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto all = characters(arguments.text(0));
    const double start = std::floor(arguments.number(1) + 0.5);
    const double end =
        arguments.count() > 2 ? start + std::floor(arguments.number(2) + 0.5) : std::numeric_limits<double>::infinity();
    std::string taken;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto place = static_cast<double>(at + 1);
        if (place >= start && place < end)
            taken += all[at];
    }
    return Value::of(std::move(taken));
}

// ODK's: from 0, end exclusive, negative numbers count from the end.
Value substr(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto all = characters(arguments.text(0));
    const auto size = static_cast<double>(all.size());
    const auto place = [&](double number) {
        if (std::isnan(number))
            return 0.0;
        number = std::trunc(number);
        return std::clamp(number < 0 ? number + size : number, 0.0, size);
    };
    const auto start = place(arguments.number(1));
    const auto end = arguments.count() > 2 ? place(arguments.number(2)) : size;
    std::string taken;
    for (auto at = static_cast<std::size_t>(start); at < static_cast<std::size_t>(end); ++at)
        taken += all[at];
    return Value::of(std::move(taken));
}

Value string_length(const Expression& call, const Context& context)
{
    return Value::of(static_cast<double>(characters(Arguments(call, context).text_or_own(0)).size()));
}

Value normalize_space(const Expression& call, const Context& context)
{
    std::string all;
    for (const auto& word : words(Arguments(call, context).text_or_own(0)))
        all += all.empty() ? word : " " + word;
    return Value::of(std::move(all));
}

Value translate(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto from = characters(arguments.text(1));
    const auto to = characters(arguments.text(2));
    std::string all;
    for (const auto& character : characters(arguments.text(0))) {
        const auto at = static_cast<std::size_t>(std::find(from.begin(), from.end(), character) - from.begin());
        if (at == from.size())
            all += character;
        else if (at < to.size())
            all += to[at];
    }
    return Value::of(std::move(all));
}

Value regex(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto pattern = arguments.text(1);
    // The library recurses once per character; an answer of this length is no code or number that a form checks.
    constexpr std::size_t longest = 10'000;
    if (text.size() > longest || pattern.size() > longest)
        return Value::of(false);
    auto& known = context.host->patterns();
    auto found = known.find(pattern);
    try {
        if (found == known.end())
            found = known.emplace(pattern, std::regex(pattern)).first;
        return Value::of(std::regex_search(text, found->second));
    } catch (const std::regex_error&) {
        return Value::of(false);
    }
}

Value boolean(const Expression& call, const Context& context)
{
    return Value::of(to_boolean(Arguments(call, context)[0]));
}

Value boolean_from_string(const Expression& call, const Context& context)
{
    const auto text = Arguments(call, context).text(0);
    return Value::of(text == "true" || text == "1");
}

Value negated(const Expression& call, const Context& context)
{
    return Value::of(!to_boolean(Arguments(call, context)[0]));
}

Value choose(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return to_boolean(arguments[0]) ? arguments[1] : arguments[2];
}

Value coalesce(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    for (std::size_t at = 0; at < arguments.count(); ++at) {
        auto value = arguments[at];
        const bool not_a_number = value.kind == ValueKind::number && std::isnan(value.number);
        auto text = to_text(value);
        if (!text.empty() && !not_a_number)
            return value.kind == ValueKind::nodes ? Value::of(std::move(text)) : value;
    }
    return Value::of(std::string());
}

Value once(const Expression& call, const Context& context)
{
    std::string scratch;
    const auto own = string_value(*context.node, scratch);
    return own.empty() ? Arguments(call, context)[0] : Value::of(std::string(own));
}

Value checklist(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    double held = 0;
    for (std::size_t at = 2; at < arguments.count(); ++at)
        held += to_boolean(arguments[at]) ? 1 : 0;
    const auto most = arguments.number(1);
    return Value::of(held >= arguments.number(0) && (most < 0 || held <= most));
}

Value weighted_checklist(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    double held = 0;
    for (std::size_t at = 2; at + 1 < arguments.count(); at += 2)
        held += to_boolean(arguments[at]) ? arguments.number(at + 1) : 0;
    const auto most = arguments.number(1);
    return Value::of(held >= arguments.number(0) && (most < 0 || held <= most));
}

Value selected(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    auto wanted = words(arguments.text(1));
    const auto choices = words(text);
    if (wanted.empty())
        return Value::of(choices.empty());
    return Value::of(std::find(choices.begin(), choices.end(), wanted.front()) != choices.end());
}

Value selected_at(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto choices = words(arguments.text(0));
    const auto at = arguments.number(1);
    if (!(at >= 0) || at >= static_cast<double>(choices.size()))
        return Value::of(std::string());
    return Value::of(choices[static_cast<std::size_t>(at)]);
}

Value count_selected(const Expression& call, const Context& context)
{
    return Value::of(static_cast<double>(words(Arguments(call, context).text(0)).size()));
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

Value pulldata(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto* root = context.host->instance(arguments.text(0));
    const auto column = arguments.text(1);
    const auto key = arguments.text(2);
    const auto wanted = arguments.text(3);
    std::string scratch;
    if (!root || root->children.empty())
        return Value::of(std::string());
    for (const auto* item : root->children.front()->children) {
        const auto is_wanted = [&](const Node* cell) {
            return cell->name == key && string_value(*cell, scratch) == wanted;
        };
        if (std::none_of(item->children.begin(), item->children.end(), is_wanted))
            continue;
        for (const auto* cell : item->children)
            if (cell->name == column)
                return Value::of(std::string(string_value(*cell, scratch)));
    }
    return Value::of(std::string());
}

Value base64_decode(const Expression& call, const Context& context)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string decoded;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : Arguments(call, context).text(0)) {
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos)
            continue;
        bits = (bits << 6U) | static_cast<std::uint32_t>(at);
        have += 6;
        if (have >= 8) {
            have -= 8;
            decoded += static_cast<char>((bits >> static_cast<unsigned>(have)) & 0xFFU);
        }
    }
    return Value::of(std::move(decoded));
}

} // namespace

void add_text_functions(FunctionTable& table)
{
    table.insert({
        {"true", {true_value, 0, 0}},
        {"false", {false_value, 0, 0}},
        {"last", {last, 0, 0}},
        {"position", {position, 0, 1}},
        {"count", {count, 1, 1}},
        {"count-non-empty", {count_non_empty, 1, 1}},
        {"id", {id, 1, 1}},
        {"local-name", {local_name, 0, 1}},
        {"name", {full_name, 0, 1}},
        {"namespace-uri", {namespace_of, 0, 1}},
        {"string", {string, 0, 1}},
        {"concat", {concat, 0, any_number}},
        {"join", {join, 1, any_number}},
        {"starts-with", {starts_with, 2, 2}},
        {"ends-with", {ends_with, 2, 2}},
        {"contains", {contains, 2, 2}},
        {"substring-before", {substring_before, 2, 2}},
        {"substring-after", {substring_after, 2, 2}},
        {"substring", {substring, 2, 3}},
        {"substr", {substr, 2, 3}},
        {"string-length", {string_length, 0, 1}},
        {"normalize-space", {normalize_space, 0, 1}},
        {"translate", {translate, 3, 3}},
        {"regex", {regex, 2, 2}},
        {"boolean", {boolean, 1, 1}},
        {"boolean-from-string", {boolean_from_string, 1, 1}},
        {"not", {negated, 1, 1}},
        {"if", {choose, 3, 3}},
        {"coalesce", {coalesce, 1, any_number}},
        {"once", {once, 1, 1}},
        {"checklist", {checklist, 3, any_number}},
        {"weighted-checklist", {weighted_checklist, 4, any_number}},
        {"selected", {selected, 2, 2}},
        {"is-selected", {selected, 2, 2}},
        {"selected-at", {selected_at, 2, 2}},
        {"count-selected", {count_selected, 1, 1}},
        {"jr:choice-name", {choice_name, 2, 2}},
        {"jr:itext", {itext, 1, 1}},
        {"instance", {instance, 1, 1}},
        {"current", {current, 0, 0}},
        {"lang", {lang, 1, 1}},
        {"pulldata", {pulldata, 4, 4}},
        {"base64-decode", {base64_decode, 1, 1}},
    });
}

const FunctionRow* find_row(std::string_view name)
{
    static const FunctionTable table = [] {
        FunctionTable made;
        add_text_functions(made);
        add_number_functions(made);
        return made;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

Function find_function(std::string_view name)
{
    const auto* row = find_row(name);
    return row ? row->function : nullptr;
}

Result<void> check_calls(const Expression& expression)
{
    if (expression.operation == Operation::call) {
        const auto* row = find_row(expression.text);
        if (!row)
            return Error{Errc::expression_invalid, "there is no function " + expression.text + "()"};
        if (expression.operands.size() < row->fewest || expression.operands.size() > row->most)
            return Error{Errc::expression_invalid,
                         expression.text + "() with " + std::to_string(expression.operands.size()) + " arguments"};
    }
    for (const auto& operand : expression.operands)
        BALIEBLIK_CHECK(check_calls(*operand));
    for (const auto& step : expression.steps)
        for (const auto& predicate : step.predicates)
            BALIEBLIK_CHECK(check_calls(*predicate));
    return {};
}

} // namespace balieblik::xpath
