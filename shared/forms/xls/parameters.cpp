// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/parameters.hpp"

#include "forms/xls/columns.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

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

bool is_place_priority(std::string_view text)
{
    return text == "no-power" || text == "low-power" || text == "balanced" || text == "high-accuracy";
}

bool is_not_negative(std::string_view text) { return is_integer(text) && text.front() != '-'; }

bool is_package(std::string_view text)
{
    return text.find('.') != std::string_view::npos && text.front() != '.' && text.back() != '.';
}

constexpr const char* a_number = "a number";
constexpr const char* a_truth = "true or false";
constexpr const char* a_column = "the name of a column: letters, digits, '-', '_' and '.'";

// What a type takes; none for a type that has no parameters, where the column is left alone.
std::vector<Parameter> parameters_of(const Node& node)
{
    if (node.is_select() && !node.file.empty())
        return {{"randomize", is_truth, a_truth},
                {"seed", is_seed, "a number or ${name}"},
                {"value", is_name, a_column},
                {"label", is_name, a_column}};
    if (node.is_select() || node.is_type("select_one_external"))
        return {{"randomize", is_truth, a_truth}, {"seed", is_seed, "a number or ${name}"}};
    if (node.is_type("range"))
        return {{"start", is_number, a_number},
                {"end", is_number, a_number},
                {"step", is_number, a_number},
                {"tick_interval", is_number, a_number},
                {"placeholder", is_number, a_number},
                {"tick_labelset", [](std::string_view text) { return !text.empty(); }, "a choice list"}};
    if (node.is_type("text"))
        return {{"rows", is_integer, "an integer"}};
    if (node.is_type("image"))
        return {{"max-pixels", is_integer, "an integer"}, {"app", is_package, "the package of an Android app"}};
    const Parameter geometry{"reference-geometry", [](std::string_view text) { return !text.empty(); },
                             "a list, a file or ${repeat}"};
    const Parameter mock{"allow-mock-accuracy", is_truth, a_truth};
    if (node.is_type("geopoint"))
        return {{"capture-accuracy", is_number, a_number}, {"warning-accuracy", is_number, a_number}, mock, geometry};
    if (node.is_type("geotrace") || node.is_type("geoshape"))
        return {mock,
                geometry,
                {"incremental", [](std::string_view text) { return lower(text) == "true" || lower(text) == "yes"; },
                 "true, or not there"}};
    if (node.is_type("audit"))
        return {
            {"location-priority", is_place_priority, "no-power, low-power, balanced or high-accuracy"},
            {"location-min-interval", is_not_negative, "a number of seconds, not below 0"},
            {"location-max-age", is_not_negative, "a number of seconds, not below 0"},
            {"track-changes", is_truth, a_truth},
            {"identify-user", is_truth, a_truth},
            {"track-changes-reasons", [](std::string_view text) { return text == "on-form-edit"; }, "on-form-edit"}};
    return {};
}

std::string value_of(const Node& node, const char* name, const char* otherwise)
{
    const auto found = node.parameters.find(name);
    return found == node.parameters.end() ? std::string(otherwise) : found->second;
}

double number_of(const Node& node, const char* name, const char* otherwise)
{
    const auto text = value_of(node, name, otherwise);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class Checker {
public:
    Checker(const Node& node, const FormTree& form, Problems& problems) : node_(node), form_(form), problems_(problems)
    {
    }

    void check()
    {
        const auto known = parameters_of(node_);
        if (known.empty())
            return;
        const auto before = problems_.size();
        for (const auto& [name, value] : node_.parameters)
            check_one(known, name, value);
        if (problems_.size() != before)
            return;
        if (node_.parameters.contains("seed") && !node_.parameters.contains("randomize"))
            refuse("'seed' does nothing without randomize=true.");
        if (node_.is_type("range"))
            check_range();
        if (node_.is_type("audit"))
            check_audit();
        if (node_.parameters.contains("reference-geometry"))
            check_geometry();
    }

private:
    void refuse(std::string message, std::string suggestion = {})
    {
        problems_.push_back(problem_at(node_.place, ProblemKind::parameter_invalid, "parameters", std::move(message),
                                       std::move(suggestion)));
    }

    void check_one(const std::vector<Parameter>& known, const std::string& name, const std::string& value)
    {
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const Parameter& one) { return one.name == name; });
        if (found == known.end()) {
            std::vector<std::string> names;
            for (const auto& one : known)
                names.emplace_back(one.name);
            const auto near = nearest(name, names);
            refuse("This type takes no parameter '" + name + "'.", near.empty() ? "" : "Did you mean '" + near + "'?");
        } else if (!found->check(value)) {
            refuse("The parameter '" + name + "' must be " + std::string(found->wanted) + ".");
        } else if (name == "app") {
            problems_.push_back(unsupported_at(node_.place, "parameters", "The parameter 'app' is not supported.",
                                               "Other apps are not started."));
        }
    }

    // Whether a value is one of those that steps from the start of the range reach.
    bool is_on(double value, double step) const
    {
        const double start = number_of(node_, "start", "1");
        const double end = number_of(node_, "end", "10");
        const double turns = (value - start) / step;
        return value >= std::min(start, end) && value <= std::max(start, end) &&
               std::abs(turns - std::round(turns)) < 1e-9;
    }

    void check_range()
    {
        const double step = number_of(node_, "step", "1");
        const double span = std::abs(number_of(node_, "end", "10") - number_of(node_, "start", "1"));
        if (step == 0 || std::abs(step) > span) {
            refuse("The step of a range is not 0, and no longer than from start to end.");
            return;
        }
        double tick = step;
        if (node_.parameters.contains("tick_interval")) {
            tick = number_of(node_, "tick_interval", "");
            const double turns = tick / step;
            if (tick == 0 || std::abs(tick) > span || std::abs(turns - std::round(turns)) > 1e-9)
                return refuse("'tick_interval' is a multiple of the step, not 0, and no longer than the range.");
        }
        if (node_.parameters.contains("placeholder") && !is_on(number_of(node_, "placeholder", ""), step))
            refuse("'placeholder' is a value of the range that its steps reach.");
        if (const auto labels = node_.parameters.find("tick_labelset"); labels != node_.parameters.end())
            check_labels(labels->second, tick);
    }

    void check_labels(const std::string& name, double tick)
    {
        const auto* list = form_.list(name);
        if (!list)
            return refuse("There is no list '" + name + "' in the choices sheet.");
        const bool ends_only = node_.appearance.find("no-ticks") != std::string::npos;
        for (const auto& choice : list->choices) {
            double value = 0;
            const auto& text = choice.name;
            const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool numeric = problem == std::errc{} && end == text.data() + text.size();
            const bool at_end = value == number_of(node_, "start", "1") || value == number_of(node_, "end", "10");
            if (!numeric || !is_on(value, tick) || (ends_only && !at_end))
                refuse("'" + text + "' of the list '" + name + "' is no " + std::string(ends_only ? "end" : "tick") +
                       " of this range.");
        }
    }

    void check_audit()
    {
        int given = 0;
        for (const char* name : {"location-priority", "location-min-interval", "location-max-age"})
            given += node_.parameters.contains(name) ? 1 : 0;
        if (given != 0 && given != 3)
            refuse("A log of places needs location-priority, location-min-interval and location-max-age.");
        else if (given == 3 &&
                 number_of(node_, "location-max-age", "0") < number_of(node_, "location-min-interval", "0"))
            refuse("'location-max-age' is not below 'location-min-interval'.");
    }

    void check_geometry()
    {
        const auto& source = node_.parameters.at("reference-geometry");
        if (source.starts_with("${") || form_.list(source))
            return;
        const auto nodes = form_.nodes();
        if (std::none_of(nodes.begin(), nodes.end(),
                         [&](const Node* other) { return !other->file.empty() && other->list == source; }))
            refuse("'" + source + "' is no choice list, and no file of this form.");
    }

    const Node& node_;
    const FormTree& form_;
    Problems& problems_;
};

} // namespace

Attributes bind_of_parameters(const Node& node, const FormTree& form, Problems& problems)
{
    Checker(node, form, problems).check();
    Attributes made;
    if (node.is_type("range")) {
        bool whole = true;
        for (const char* name : {"start", "end", "step"})
            whole = whole && is_integer(value_of(node, name, "1"));
        made.emplace_back("type", whole ? "int" : "decimal");
    }
    if (node.is_type("image") && node.parameters.contains("max-pixels"))
        made.emplace_back("orx:max-pixels", node.parameters.at("max-pixels"));
    const bool place = node.is_type("geopoint") || node.is_type("geotrace") || node.is_type("geoshape");
    if (place && node.parameters.contains("allow-mock-accuracy"))
        made.emplace_back("odk:allow-mock-accuracy", lower(node.parameters.at("allow-mock-accuracy")));
    if (node.is_type("audit"))
        for (const auto& [name, value] : node.parameters)
            made.emplace_back("odk:" + name, value);
    return made;
}

Attributes body_of_parameters(const Node& node)
{
    Attributes made;
    const auto pass = [&](const char* type, const char* name, const char* attribute) {
        if (node.is_type(type) && node.parameters.contains(name))
            made.emplace_back(attribute, node.parameters.at(name));
    };
    if (node.is_type("range")) {
        made.emplace_back("start", value_of(node, "start", "1"));
        made.emplace_back("end", value_of(node, "end", "10"));
        made.emplace_back("step", value_of(node, "step", "1"));
    }
    pass("range", "tick_interval", "odk:tick-interval");
    pass("range", "placeholder", "odk:placeholder");
    pass("text", "rows", "rows");
    pass("geopoint", "capture-accuracy", "accuracyThreshold");
    pass("geopoint", "warning-accuracy", "unacceptableAccuracyThreshold");
    if ((node.is_type("geotrace") || node.is_type("geoshape")) && node.parameters.contains("incremental"))
        made.emplace_back("incremental", "true");
    return made;
}

} // namespace balieblik::forms::xls
