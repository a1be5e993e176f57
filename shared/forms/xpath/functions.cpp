// SPDX-License-Identifier: EUPL-1.2
// The table of all functions, and what they share in reading their arguments.
#include "forms/xpath/functions.hpp"

#include <algorithm>

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
            all.push_back(text_of(std::move(value)));
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

const FunctionRow* find_row(std::string_view name)
{
    static const FunctionTable table = [] {
        FunctionTable made;
        for (const auto add : {add_text_functions, add_logic_functions, add_node_functions, add_number_functions,
                               add_date_functions, add_place_functions})
            add(made);
        return made;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

} // namespace

Function find_function(std::string_view name, std::size_t operands)
{
    const auto* row = find_row(name);
    return row && operands >= row->fewest && operands <= row->most ? row->function : nullptr;
}

Result<void> check_calls(const Expression& expression)
{
    if (expression.operation == Operation::call) {
        // Signatures by keys that a form carries are no part of what this product does.
        if (expression.text == "extract-signed")
            return Error{Errc::form_unsupported, "extract-signed()"};
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
