// SPDX-License-Identifier: EUPL-1.2
// An expression as a syntax tree, and what it reads: XPath 1.0 with all axes and operators.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::xpath {

enum class Axis {
    child,
    descendant,
    descendant_or_self,
    self,
    parent,
    ancestor,
    ancestor_or_self,
    following,
    following_sibling,
    preceding,
    preceding_sibling,
    attribute,
    name_space
};

enum class Test { name, any, node, text, comment, instruction };

struct Expression;
using ExpressionPtr = std::unique_ptr<const Expression>;

struct Context;
struct Value;
// What a call does; it evaluates its operands itself.
using Function = Value (*)(const Expression& call, const Context& context);

struct Step {
    Axis axis = Axis::child;
    Test test = Test::name;
    std::string prefix;
    std::string name;
    std::uint32_t mark = 0; // name_mark(name)
    std::vector<ExpressionPtr> predicates;
};

enum class Operation {
    number, // literal
    text,   // literal
    path,   // from the root (absolute), from operand 0 if there is one, else from the context
    filter, // operand 0 with predicates (the steps' first element holds them)
    call,   // function `text` of the operands
    negate, // operand 0
    either, // or
    both,   // and
    equal,
    unequal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    unite
};

struct Expression {
    Operation operation = Operation::number;
    double number = 0;
    std::string text;
    Function function = nullptr; // of calls; null if there is none of that name
    bool absolute = false;
    std::vector<ExpressionPtr> operands;
    std::vector<Step> steps;
    // For a predicate [key = x] with an x that does not depend on the node it is asked of: the index is used.
    std::string key;
};

// Refusals: expression_invalid (says what was met and at which character).
Result<ExpressionPtr> parse(std::string_view text);

// What an expression reads of the record, seen from a node: absolute paths without indices. A path that ends in "/*"
// stands for all that is below it.
struct Reads {
    std::set<std::string> paths;
    // Those of them that are surely read of the same instance: not picked by a predicate (the lap before this one), not
    // by indexed-repeat(), not kept by once().
    std::set<std::string> certain;
    std::set<std::string> functions;
};
Reads reads(const Expression& expression, std::string_view context);

} // namespace balieblik::xpath
