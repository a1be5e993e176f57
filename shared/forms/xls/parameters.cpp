// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/parameters.hpp"

#include "forms/xls/columns.hpp"

#include <algorithm>
#include <charconv>

namespace balieblik::forms::xls {

namespace {

bool is_number(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} && end == text.data() + text.size();
}

bool is_integer(std::string_view text)
{
    long value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} && end == text.data() + text.size();
}

bool is_truth(std::string_view text)
{
    const auto word = lower(text);
    return word == "true" || word == "yes" || word == "false" || word == "no";
}

using Check = bool (*)(std::string_view);
struct Parameter {
    std::string_view name;
    Check check;
    std::string_view wanted;
};

bool is_seed(std::string_view text) { return text.starts_with("${") || is_number(text); }

std::vector<Parameter> parameters_of(const Node& node)
{
    if (node.is_select() && !node.file.empty())
        return {{"randomize", is_truth, "true or false"},
                {"seed", is_seed, "a number or ${name}"},
                {"value", is_name, "a column's name"},
                {"label", is_name, "a column's name"}};
    if (node.is_select())
        return {{"randomize", is_truth, "true or false"}, {"seed", is_seed, "a number or ${name}"}};
    const std::string type = node.type ? node.type->name : std::string();
    if (type == "range")
        return {{"start", is_number, "a number"}, {"end", is_number, "a number"}, {"step", is_number, "a number"}};
    if (type == "text")
        return {{"rows", is_integer, "an integer"}};
    if (type == "image")
        return {{"max-pixels", is_integer, "an integer"}};
    if (type == "geopoint")
        return {{"capture-accuracy", is_number, "a number"},
                {"warning-accuracy", is_number, "a number"},
                {"allow-mock-accuracy", is_truth, "true or false"}};
    if (type == "geotrace" || type == "geoshape")
        return {{"allow-mock-accuracy", is_truth, "true or false"},
                {"incremental", [](std::string_view text) { return lower(text) == "true" || lower(text) == "yes"; },
                 "true"}};
    return {};
}

std::string value_of(const Node& node, const char* name, const char* otherwise)
{
    const auto found = node.parameters.find(name);
    return found == node.parameters.end() ? std::string(otherwise) : found->second;
}

} // namespace

Attributes bind_of_parameters(const Node& node, Problems& problems)
{
    const auto known = parameters_of(node);
    for (const auto& [name, value] : node.parameters) {
        const auto found = std::find_if(known.begin(), known.end(), [&wanted = name](const Parameter& parameter) {
            return parameter.name == wanted;
        });
        if (name == "app" || name == "reference-geometry" || name.starts_with("tick") || name == "placeholder")
            problems.push_back(
                unsupported_at(node.place, "parameters", "The parameter '" + name + "' is not supported."));
        else if (found == known.end())
            problems.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "parameters",
                                          "This type takes no parameter '" + name + "'."));
        else if (!found->check(value))
            problems.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "parameters",
                                          "The parameter '" + name + "' must be " + std::string(found->wanted) + "."));
    }
    if (node.parameters.contains("seed") && !node.parameters.contains("randomize"))
        problems.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "parameters",
                                      "'seed' does nothing without randomize=true."));
    Attributes made;
    if (node.type && node.type->name == "range") {
        bool whole = true;
        for (const char* name : {"start", "end", "step"})
            whole = whole && is_integer(value_of(node, name, "1"));
        made.emplace_back("type", whole ? "int" : "decimal");
    }
    if (node.parameters.contains("max-pixels"))
        made.emplace_back("orx:max-pixels", node.parameters.at("max-pixels"));
    if (node.parameters.contains("allow-mock-accuracy"))
        made.emplace_back("odk:allow-mock-accuracy", lower(node.parameters.at("allow-mock-accuracy")));
    return made;
}

Attributes body_of_parameters(const Node& node)
{
    Attributes made;
    if (node.type->name == "range") {
        made.emplace_back("start", value_of(node, "start", "1"));
        made.emplace_back("end", value_of(node, "end", "10"));
        made.emplace_back("step", value_of(node, "step", "1"));
    }
    if (node.parameters.contains("rows"))
        made.emplace_back("rows", node.parameters.at("rows"));
    if (node.parameters.contains("capture-accuracy"))
        made.emplace_back("accuracyThreshold", node.parameters.at("capture-accuracy"));
    if (node.parameters.contains("warning-accuracy"))
        made.emplace_back("unacceptableAccuracyThreshold", node.parameters.at("warning-accuracy"));
    if (node.parameters.contains("incremental"))
        made.emplace_back("incremental", "true");
    return made;
}

} // namespace balieblik::forms::xls
