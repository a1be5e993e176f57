// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/evaluate.hpp"

#include "forms/xpath/axes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace balieblik::xpath {

void Host::give_up() { throw TooMuchWork("it looks at more nodes than is allowed"); }

namespace {

std::string text_of(const Node& node)
{
    std::string scratch;
    return std::string(string_value(node, scratch));
}

bool holds(const Expression& predicate, const Context& context)
{
    const auto value = evaluate(predicate, context);
    if (value.kind == ValueKind::number)
        return value.number == static_cast<double>(context.position);
    return to_boolean(value);
}

void narrow(const Expression& predicate, const Context& outer, NodeSet& nodes)
{
    outer.host->spend(nodes.size());
    NodeSet kept;
    Context context = outer;
    context.size = nodes.size();
    context.position = 0;
    for (const auto* node : nodes) {
        ++context.position;
        context.node = node;
        if (holds(predicate, context))
            kept.push_back(node);
    }
    nodes = std::move(kept);
}

// The step by its index, where the tree stands still and the predicate is a plain [key = text]. False: walk.
bool look_up(const Step& step, const Node& node, const Context& context, NodeSet& into)
{
    if (step.predicates.empty() || step.axis != Axis::child || step.test != Test::name || !step.prefix.empty())
        return false;
    const auto& predicate = *step.predicates.front();
    if (predicate.key.empty() || !node.document->frozen())
        return false;
    const auto wanted = evaluate(*predicate.operands[1], context);
    NodeSet found;
    const auto add = [&](const std::string& text) {
        if (const auto* nodes = node.document->find(node, step.name, predicate.key, text))
            found.insert(found.end(), nodes->begin(), nodes->end());
    };
    if (wanted.kind == ValueKind::text)
        add(wanted.text);
    else if (wanted.kind == ValueKind::nodes)
        for (const auto* each : wanted.nodes)
            add(text_of(*each));
    else
        return false;
    if (wanted.nodes.size() > 1)
        Document::sort(found);
    for (std::size_t at = 1; at < step.predicates.size(); ++at)
        narrow(*step.predicates[at], context, found);
    into.insert(into.end(), found.begin(), found.end());
    return true;
}

bool keeps_level(Axis axis) { return axis == Axis::child || axis == Axis::attribute || axis == Axis::self; }

Value path(const Expression& expression, const Context& context)
{
    NodeSet nodes;
    if (expression.absolute) {
        nodes.push_back(context.root);
    } else if (expression.operands.empty()) {
        nodes.push_back(context.node);
    } else {
        auto start = evaluate(*expression.operands.front(), context);
        nodes = std::move(start.nodes);
    }
    // Nodes on one level stay sorted as long as only children are taken.
    bool level = nodes.size() < 2;
    for (const auto& step : expression.steps) {
        context.host->spend(nodes.size());
        NodeSet next;
        const bool single = nodes.size() == 1;
        for (const auto* node : nodes) {
            if (look_up(step, *node, context, next))
                continue;
            if (step.predicates.empty()) {
                walk(step, *node, *context.host, next);
                continue;
            }
            NodeSet found;
            walk(step, *node, *context.host, found);
            for (const auto& predicate : step.predicates)
                narrow(*predicate, context, found);
            next.insert(next.end(), found.begin(), found.end());
        }
        level = level && (keeps_level(step.axis) || (single && step.axis == Axis::parent));
        if (!level)
            Document::sort(next);
        level = level || next.size() < 2;
        nodes = std::move(next);
    }
    return Value::of(std::move(nodes));
}

// ODK: a day or a moment counts as days.
double text_or_day_number(std::string_view text, const Host& host)
{
    const auto number = text_number(text);
    if (!std::isnan(number) || !host.odk || text.size() < 10)
        return number;
    const auto moment = read_moment(text, host.offset_at());
    return moment ? to_days(moment->time) : number;
}

bool compare_numbers(Operation operation, double left, double right)
{
    switch (operation) {
    case Operation::equal:
        return left == right;
    case Operation::unequal:
        return left != right;
    case Operation::less:
        return left < right;
    case Operation::less_equal:
        return left <= right;
    case Operation::greater:
        return left > right;
    default:
        return left >= right;
    }
}

// One side of a comparison: what a node holds is looked at where it stands.
struct Operand {
    ValueKind kind = ValueKind::text;
    bool truth = false;
    double number = 0;
    std::string_view text;
};

Operand operand_of(const Value& value) { return {value.kind, value.truth, value.number, value.text}; }

double number_of(const Operand& operand, const Host& host)
{
    switch (operand.kind) {
    case ValueKind::number:
    case ValueKind::moment:
        return operand.number;
    case ValueKind::boolean:
        return operand.truth ? 1 : 0;
    default:
        return text_or_day_number(operand.text, host);
    }
}

bool truth_of(const Operand& operand)
{
    switch (operand.kind) {
    case ValueKind::number:
    case ValueKind::moment:
        return operand.number != 0 && !std::isnan(operand.number);
    case ValueKind::boolean:
        return operand.truth;
    default:
        return !operand.text.empty();
    }
}

bool compare_single(Operation operation, const Operand& left, const Operand& right, const Host& host)
{
    if (operation != Operation::equal && operation != Operation::unequal)
        return compare_numbers(operation, number_of(left, host), number_of(right, host));
    const bool same = operation == Operation::equal;
    if (left.kind == ValueKind::boolean || right.kind == ValueKind::boolean)
        return (truth_of(left) == truth_of(right)) == same;
    const auto numeric = [](const Operand& operand) {
        return operand.kind == ValueKind::number || operand.kind == ValueKind::moment;
    };
    if (numeric(left) || numeric(right))
        return compare_numbers(operation, number_of(left, host), number_of(right, host));
    return (left.text == right.text) == same;
}

// Whether some node (or, with nodes on both sides, some pair of them) satisfies it.
template <class Holds>
bool some(const Value& value, const Holds& holds)
{
    if (value.kind != ValueKind::nodes)
        return holds(operand_of(value));
    std::string scratch;
    return std::any_of(value.nodes.begin(), value.nodes.end(), [&](const Node* node) {
        return holds(Operand{ValueKind::text, false, 0, string_value(*node, scratch)});
    });
}

Value compare(const Expression& expression, const Context& context)
{
    const auto left = evaluate(*expression.operands[0], context);
    const auto right = evaluate(*expression.operands[1], context);
    const auto operation = expression.operation;
    const auto& host = *context.host;
    const bool by_truth = operation == Operation::equal || operation == Operation::unequal;
    if (by_truth && (left.kind == ValueKind::boolean || right.kind == ValueKind::boolean))
        return Value::of((to_boolean(left) == to_boolean(right)) == (operation == Operation::equal));
    return Value::of(some(left, [&](const Operand& one) {
        return some(right, [&](const Operand& other) { return compare_single(operation, one, other, host); });
    }));
}

double calculated(Operation operation, double left, double right)
{
    switch (operation) {
    case Operation::add:
        return left + right;
    case Operation::subtract:
        return left - right;
    case Operation::multiply:
        return left * right;
    case Operation::divide:
        return left / right;
    default:
        return std::fmod(left, right);
    }
}

} // namespace

Value evaluate(const Expression& expression, const Context& context)
{
    const auto operand = [&](std::size_t at) { return evaluate(*expression.operands[at], context); };
    switch (expression.operation) {
    case Operation::number:
        return Value::of(expression.number);
    case Operation::text:
        return Value::of(expression.text);
    case Operation::path:
        return path(expression, context);
    case Operation::filter: {
        auto value = operand(0);
        for (const auto& predicate : expression.steps.front().predicates)
            narrow(*predicate, context, value.nodes);
        return value;
    }
    case Operation::call: {
        if (!expression.function)
            throw EvaluationError("there is no function " + expression.text + "() of " +
                                  std::to_string(expression.operands.size()) + " arguments");
        return expression.function(expression, context);
    }
    case Operation::negate:
        return Value::of(-to_number(operand(0), *context.host));
    case Operation::either:
        return Value::of(to_boolean(operand(0)) || to_boolean(operand(1)));
    case Operation::both:
        return Value::of(to_boolean(operand(0)) && to_boolean(operand(1)));
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
    case Operation::modulo:
        return Value::of(calculated(expression.operation, to_number(operand(0), *context.host),
                                    to_number(operand(1), *context.host)));
    case Operation::unite: {
        auto left = operand(0);
        const auto right = operand(1);
        left.nodes.insert(left.nodes.end(), right.nodes.begin(), right.nodes.end());
        Document::sort(left.nodes);
        return left;
    }
    default:
        return compare(expression, context);
    }
}

std::string to_text(const Value& value)
{
    switch (value.kind) {
    case ValueKind::nodes:
        return value.nodes.empty() ? std::string() : text_of(*value.nodes.front());
    case ValueKind::number:
        return number_text(value.number);
    case ValueKind::boolean:
        return value.truth ? "true" : "false";
    default:
        return value.text;
    }
}

std::string to_text(Value&& value)
{
    if (value.kind == ValueKind::text || value.kind == ValueKind::moment)
        return std::move(value.text);
    return to_text(value);
}

double to_number(const Value& value, const Host& host)
{
    switch (value.kind) {
    case ValueKind::number:
    case ValueKind::moment:
        return value.number;
    case ValueKind::boolean:
        return value.truth ? 1 : 0;
    case ValueKind::text:
        return text_or_day_number(value.text, host);
    case ValueKind::nodes:
        break;
    }
    if (value.nodes.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::string scratch;
    return text_or_day_number(string_value(*value.nodes.front(), scratch), host);
}

bool to_boolean(const Value& value)
{
    switch (value.kind) {
    case ValueKind::nodes:
        return !value.nodes.empty();
    case ValueKind::number:
    case ValueKind::moment:
        return value.number != 0 && !std::isnan(value.number);
    case ValueKind::boolean:
        return value.truth;
    case ValueKind::text:
        break;
    }
    return !value.text.empty();
}

} // namespace balieblik::xpath
