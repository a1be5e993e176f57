// SPDX-License-Identifier: EUPL-1.2
// Truths, choices between values, and what was chosen in a select.
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::xpath {

namespace {

Value true_value(const Expression&, const Context&) { return Value::of(true); }
Value false_value(const Expression&, const Context&) { return Value::of(false); }

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
    const auto choices = words(arguments.text(0));
    const auto given = arguments.text(1);
    const auto wanted = words(given);
    if (wanted.empty())
        return Value::of(choices.empty());
    // A choice is one word: what has several is none of them.
    return Value::of(wanted.size() == 1 && std::find(choices.begin(), choices.end(), wanted.front()) != choices.end());
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

} // namespace

void add_logic_functions(FunctionTable& table)
{
    table.insert({
        {"true", {true_value, 0, 0}},
        {"false", {false_value, 0, 0}},
        {"boolean", {boolean, 1, 1}},
        {"boolean-from-string", {boolean_from_string, 1, 1}},
        {"not", {negated, 1, 1}},
        {"if", {choose, 3, 3}},
        {"coalesce", {coalesce, 2, any_number}},
        {"once", {once, 1, 1}},
        {"checklist", {checklist, 3, any_number}},
        {"weighted-checklist", {weighted_checklist, 4, any_number}},
        {"selected", {selected, 2, 2}},
        {"is-selected", {selected, 2, 2}},
        {"selected-at", {selected_at, 2, 2}},
        {"count-selected", {count_selected, 1, 1}},
    });
}

} // namespace balieblik::xpath
