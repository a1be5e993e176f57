// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/evaluate.hpp"

#include <cmath>
#include <limits>

namespace balieblik::xpath {

namespace {

std::string text_of(const Node& node)
{
    std::string scratch;
    return std::string(string_value(node, scratch));
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
    if (node.type != (step.axis == Axis::attribute ? NodeType::attribute : NodeType::element))
        return false;
    if (step.test == Test::name && step.name != node.name)
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
    for (const auto* child : node.children) {
        if (matches(step, *child, host))
            into.push_back(child);
        below(step, *child, host, into);
    }
}

void below_reversed(const Step& step, const Node& node, const Host& host, NodeSet& into)
{
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

// The nodes of an axis, in its own order: nearest first for those that look back.
void walk(const Step& step, const Node& node, const Host& host, NodeSet& into)
{
    const auto add = [&](const Node* candidate) {
        if (candidate && matches(step, *candidate, host))
            into.push_back(candidate);
    };
    switch (step.axis) {
    case Axis::child:
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
        break; // the record has none
    }
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

bool compare_single(Operation operation, const Value& left, const Value& right, const Host& host)
{
    if (operation != Operation::equal && operation != Operation::unequal)
        return compare_numbers(operation, to_number(left, host), to_number(right, host));
    const bool same = operation == Operation::equal;
    if (left.kind == ValueKind::boolean || right.kind == ValueKind::boolean)
        return (to_boolean(left) == to_boolean(right)) == same;
    const auto numeric = [](const Value& value) {
        return value.kind == ValueKind::number || value.kind == ValueKind::moment;
    };
    if (numeric(left) || numeric(right))
        return compare_numbers(operation, to_number(left, host), to_number(right, host));
    return (left.text == right.text) == same;
}

Value compare(const Expression& expression, const Context& context)
{
    const auto left = evaluate(*expression.operands[0], context);
    const auto right = evaluate(*expression.operands[1], context);
    const auto operation = expression.operation;
    const auto& host = *context.host;
    const bool left_nodes = left.kind == ValueKind::nodes;
    const bool right_nodes = right.kind == ValueKind::nodes;
    const bool by_truth = operation == Operation::equal || operation == Operation::unequal;
    if (by_truth &&
        ((left_nodes && right.kind == ValueKind::boolean) || (right_nodes && left.kind == ValueKind::boolean)))
        return Value::of(compare_single(operation, Value::of(to_boolean(left)), Value::of(to_boolean(right)), host));
    if (!left_nodes && !right_nodes)
        return Value::of(compare_single(operation, left, right, host));
    // Some node (or pair of nodes) must satisfy it.
    if (left_nodes) {
        for (const auto* node : left.nodes) {
            const auto text = Value::of(text_of(*node));
            if (!right_nodes) {
                if (compare_single(operation, text, right, host))
                    return Value::of(true);
                continue;
            }
            for (const auto* other : right.nodes)
                if (compare_single(operation, text, Value::of(text_of(*other)), host))
                    return Value::of(true);
        }
        return Value::of(false);
    }
    for (const auto* node : right.nodes)
        if (compare_single(operation, left, Value::of(text_of(*node)), host))
            return Value::of(true);
    return Value::of(false);
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
        const auto function = find_function(expression.text);
        if (!function)
            throw EvaluationError("there is no function " + expression.text + "()");
        return function(expression, context);
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
    const auto of_text = [&](std::string_view text) {
        const auto number = text_number(text);
        if (!std::isnan(number) || !host.odk || text.size() < 10)
            return number;
        const auto moment = read_moment(text, host.offset_at());
        return moment ? to_days(moment->time) : number;
    };
    switch (value.kind) {
    case ValueKind::number:
    case ValueKind::moment:
        return value.number;
    case ValueKind::boolean:
        return value.truth ? 1 : 0;
    case ValueKind::text:
        return of_text(value.text);
    case ValueKind::nodes:
        break;
    }
    if (value.nodes.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::string scratch;
    return of_text(string_value(*value.nodes.front(), scratch));
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
