// SPDX-License-Identifier: EUPL-1.2
// One row of the survey sheet: its cells become the parts of a node.
#include "forms/xform/left_out.hpp"
#include "forms/xls/read_form.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms::xls {

namespace {

// The bind attributes that hold an expression, so that "yes" there means true().
bool is_logic(std::string_view attribute)
{
    return attribute == "relevant" || attribute == "required" || attribute == "constraint" || attribute == "readonly" ||
           attribute == "calculate";
}

// Word processors bend quotes; expressions need straight ones.
std::string straight(std::string text)
{
    constexpr std::array<std::pair<std::string_view, char>, 4> bent{
        {{"\xE2\x80\x98", '\''}, {"\xE2\x80\x99", '\''}, {"\xE2\x80\x9C", '"'}, {"\xE2\x80\x9D", '"'}}};
    for (const auto& [from, to] : bent)
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at))
            text.replace(at, from.size(), 1, to);
    return text;
}

// A text, as people read it. False: the column holds something else.
bool take_text(Node& node, const Column& column, const std::string& cell)
{
    const auto& name = column.name;
    if (name == "label")
        node.label[column.language] = cell;
    else if (name == "hint")
        node.hint[column.language] = cell;
    else if (name == "guidance_hint")
        node.guidance[column.language] = cell;
    else if (name == "media")
        node.media[column.member][column.language] = cell;
    else if (name == "constraint_message")
        node.constraint_message[column.language] = cell;
    else if (name == "required_message")
        node.required_message[column.language] = cell;
    else
        return false;
    return true;
}

// What other clients hang on a row for entities and text messages, written by hand.
std::string_view why_refused(std::string_view attribute)
{
    if (attribute.starts_with("entities:"))
        return "Entities are not supported.";
    if (attribute == "odk:tag" || attribute == "odk:prefix" || attribute == "odk:delimiter")
        return "Text messages are not supported.";
    return {};
}

void take_attribute(Node& node, const Column& column, const std::string& cell, Problems& problems)
{
    const auto& member = column.member;
    if (const auto reason = why_refused(member); !reason.empty()) {
        problems.push_back(unsupported_at(
            node.place, column.written, "The column '" + column.written + "' is not supported.", std::string(reason)));
    } else if (column.name == "instance") {
        node.instance.emplace_back(member, cell);
    } else if (column.name == "body") {
        if (member == "intent")
            problems.push_back(unsupported_at(node.place, column.written, "An intent is not supported.",
                                              "Other apps are not started."));
        if (member == "appearance")
            node.appearance = cell;
        else if (member == "jr:count")
            node.repeat_count = cell;
        else
            node.body.emplace_back(member, cell);
    } else if (member == "calculate") {
        node.calculation = as_truth(straight(cell));
    } else if (member == "jr:constraintMsg") {
        node.constraint_message[column.language] = cell;
    } else if (member == "jr:requiredMsg") {
        node.required_message[column.language] = cell;
    } else {
        node.bind.emplace_back(member, is_logic(member) ? as_truth(straight(cell)) : cell);
    }
}

void take_appearance(Node& node, const std::string& cell, Problems& problems)
{
    std::string kept;
    for (std::size_t at = 0; at < cell.size();) {
        const auto end = std::min(cell.find(' ', at), cell.size());
        const auto word = cell.substr(at, end - at);
        at = end + 1;
        if (const auto reason = forms::why_left_out(word); !reason.empty())
            problems.push_back(unsupported_at(node.place, "appearance",
                                              "The appearance '" + word + "' is not supported.", std::string(reason)));
        if (word == "table-list")
            node.table_list = true;
        else if (!word.empty())
            kept += (kept.empty() ? "" : " ") + word;
    }
    node.appearance = node.table_list ? trimmed("field-list " + kept) : cell;
}

void take_parameters(Node& node, const std::string& cell, Problems& problems)
{
    if (const auto pairs = read_pairs(cell))
        node.parameters = *pairs;
    else
        problems.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "parameters",
                                      "Parameters are written as name=value, apart by spaces."));
}

void take_rule(Node& node, const std::string& name, const std::string& cell, Problems& problems)
{
    if (name == "relevant" || name == "required" || name == "constraint" || name == "readonly")
        node.bind.emplace_back(name, as_truth(straight(cell)));
    else if (name == "no_app_error_string")
        node.bind.emplace_back("jr:noAppErrorString", cell);
    else if (name == "calculation")
        node.calculation = as_truth(straight(cell));
    else if (name == "default")
        node.default_value = straight(cell);
    else if (name == "trigger")
        node.trigger = cell;
    else if (name == "choice_filter")
        node.choice_filter = straight(cell);
    else if (name == "repeat_count")
        node.repeat_count = straight(cell);
    else if (name == "rows" || name == "autoplay")
        node.body.emplace_back(name, cell);
    else if (name == "appearance")
        take_appearance(node, straight(cell), problems);
    else if (name == "parameters")
        take_parameters(node, straight(cell), problems);
}

} // namespace

void take_cell(Node& node, RowFacts& facts, const Column& column, const std::string& cell, Problems& problems)
{
    if (column.name == "type")
        facts.type = cell;
    else if (column.name == "name")
        node.name = cell;
    else if (column.name == "disabled")
        facts.disabled = is_yes(cell);
    else if (column.name == "bind" || column.name == "instance" || column.name == "body")
        take_attribute(node, column, cell, problems);
    else if (!take_text(node, column, cell))
        take_rule(node, column.name, cell, problems);
}

} // namespace balieblik::forms::xls
