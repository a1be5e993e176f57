// SPDX-License-Identifier: EUPL-1.2
// The table of functions, and how a function gets at its arguments.
#pragma once

#include "forms/xpath/evaluate.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::xpath {

inline constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

struct FunctionRow {
    Function function = nullptr;
    std::size_t fewest = 0;
    std::size_t most = 0;
};
using FunctionTable = std::map<std::string, FunctionRow, std::less<>>;
void add_text_functions(FunctionTable& table);
void add_logic_functions(FunctionTable& table);
void add_node_functions(FunctionTable& table);
void add_number_functions(FunctionTable& table);
void add_date_functions(FunctionTable& table);
void add_place_functions(FunctionTable& table);

// Every function that is called exists and takes as many arguments. Refusals: expression_invalid; form_unsupported for
// one that ODK has and this product leaves out.
Result<void> check_calls(const Expression& expression);

// Arguments, evaluated when they are asked for.
class Arguments {
public:
    Arguments(const Expression& call, const Context& context) : call_(call), context_(context) {}

    std::size_t count() const { return call_.operands.size(); }
    Value operator[](std::size_t at) const
    {
        if (at >= count())
            throw EvaluationError(call_.text + "() needs more arguments");
        return evaluate(*call_.operands[at], context_);
    }
    // In ODK's dialect no number is no text.
    std::string text(std::size_t at) const { return text_of((*this)[at]); }
    double number(std::size_t at) const { return to_number((*this)[at], *context_.host); }
    // The argument, or the node itself if there is none.
    std::string text_or_own(std::size_t at) const
    {
        std::string scratch;
        return count() > at ? text(at) : std::string(string_value(*context_.node, scratch));
    }
    // Refusal of the expression: the argument is no set of nodes.
    NodeSet nodes(std::size_t at) const
    {
        auto value = (*this)[at];
        if (value.kind != ValueKind::nodes)
            throw EvaluationError(call_.text + "() wants nodes");
        return std::move(value.nodes);
    }
    // All arguments as texts, a set of nodes as the text of each.
    std::vector<std::string> texts_from(std::size_t first) const;

private:
    std::string text_of(Value&& value) const
    {
        const bool is_none = context_.host->odk && value.kind == ValueKind::number && std::isnan(value.number);
        return is_none ? std::string() : to_text(std::move(value));
    }

    const Expression& call_;
    const Context& context_;
};

std::vector<std::string> words(std::string_view text);
// What a text that is no number stands for as a seed: the first eight bytes of its SHA-256.
std::int64_t text_seed(std::string_view text);
// UTF-8, one text per code point.
std::vector<std::string> characters(std::string_view text);

} // namespace balieblik::xpath
