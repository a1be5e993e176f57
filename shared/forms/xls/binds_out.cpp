// SPDX-License-Identifier: EUPL-1.2
// The binds: types and rules of each node, and the events that set values.
#include "forms/xls/columns.hpp"
#include "forms/xls/parameters.hpp"
#include "forms/xls/xform_parts.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

namespace {

void set(Element& bind, const std::string& name, std::string value)
{
    const auto known = std::find_if(bind.attributes.begin(), bind.attributes.end(),
                                    [&](const auto& item) { return item.first == name; });
    if (known != bind.attributes.end())
        known->second = std::move(value);
    else
        bind.set(name, std::move(value));
}

class Binds {
public:
    explicit Binds(Writing& writing) : writing_(writing) {}

    std::vector<Element> collect()
    {
        for (const auto* node : writing_.form.nodes()) {
            if (!node->trigger.empty() || node->is_type("background-geopoint"))
                add_triggered(*node);
            if (!node->is_external())
                add(*node);
        }
        add_meta();
        return std::move(made_);
    }

private:
    void add(const Node& node)
    {
        const auto path = FormTree::path(node);
        if (counts_alone(node))
            made_.push_back(
                Element("bind", {{"nodeset", path + "_count"},
                                 {"type", "string"},
                                 {"readonly", "true()"},
                                 {"calculate", writing_.expression(node.repeat_count, node, "repeat_count")}}));
        Element bind("bind", {{"nodeset", path}});
        if (node.type) {
            set(bind, "type", node.type->bind_type);
            for (const auto& [name, value] : node.type->bind)
                set(bind, name, value);
        }
        for (const auto& [name, value] : bind_of_parameters(node, writing_.form, writing_.problems))
            set(bind, name, value);
        for (const auto& [name, value] : node.bind)
            set(bind, name, writing_.expression(value, node, name));
        if (!node.calculation.empty() && node.trigger.empty())
            set(bind, "calculate", writing_.expression(node.calculation, node, "calculation"));
        add_message(node, node.constraint_message, "jr:constraintMsg", "constraint_message", bind);
        add_message(node, node.required_message, "jr:requiredMsg", "required_message", bind);
        if (node.kind == Node::Kind::question || bind.attributes.size() > 1)
            made_.push_back(std::move(bind));
        if (!node.default_value.empty() && is_dynamic(node) && !repeat_above(node))
            made_.push_back(default_event(writing_, node, "odk-instance-first-load"));
        if (node.is_type("start-geopoint"))
            made_.push_back(Element("odk:setgeopoint", {{"ref", path}, {"event", "odk-instance-first-load"}}));
    }

    void add_message(const Node& node, const Text& text, const std::string& attribute, const std::string& column,
                     Element& bind)
    {
        if (text.empty())
            return;
        if (!needs_itext(text) && !holds_reference(text)) {
            bind.set(attribute, text.begin()->second);
            return;
        }
        const auto id = FormTree::path(node) + ":" + attribute;
        writing_.texts.add(id, "", text, writing_.references, node, node.place, column);
        bind.set(attribute, "jr:itext('" + id + "')");
    }

    void refuse_trigger(const Node& node, std::string message, std::string suggestion = {})
    {
        writing_.problems.push_back(
            problem_at(node.place, ProblemKind::trigger_invalid, "trigger", std::move(message), std::move(suggestion)));
    }

    // A calculation that waits for an answer stands as an event in the control of that answer.
    void add_triggered(const Node& node)
    {
        const bool place = node.is_type("background-geopoint");
        if (place && !node.calculation.empty())
            writing_.problems.push_back(problem_at(node.place, ProblemKind::calculation_missing, "calculation",
                                                   "A background-geopoint is measured, so it calculates nothing."));
        Element event(place ? "odk:setgeopoint" : "setvalue",
                      {{"ref", FormTree::path(node)}, {"event", "xforms-value-changed"}});
        if (!node.calculation.empty() && !place)
            event.set("value", writing_.expression(node.calculation, node, "calculation"));
        const auto names = References::names_in(node.trigger);
        if (names.empty())
            refuse_trigger(node, "A trigger names a question.", "Write it as ${name}.");
        for (const auto& name : names) {
            const auto* source = writing_.references.find(name, node, node.place, "trigger");
            if (source && (source->kind != Node::Kind::question || !has_control(*source)))
                refuse_trigger(node, "'" + name + "' is no question that somebody answers, so it triggers nothing.");
            else if (source)
                writing_.triggered[source].push_back(event);
        }
    }

    void add_meta()
    {
        const auto meta = "/" + writing_.form.root->name + "/meta/";
        const auto& settings = writing_.form.settings;
        for (const auto& fact : writing_.form.meta) {
            Element bind("bind", {{"nodeset", meta + fact->name}, {"type", fact->type->bind_type}});
            for (const auto& [name, value] : bind_of_parameters(*fact, writing_.form, writing_.problems))
                set(bind, name, value);
            for (const auto& [name, value] : fact->bind)
                set(bind, name, writing_.expression(value, *writing_.form.root, name));
            made_.push_back(std::move(bind));
        }
        if (lower(settings.value("omit_instanceID")) != "yes") {
            const auto preload = settings.value("instance_id");
            made_.push_back(Element("bind", {{"nodeset", meta + "instanceID"},
                                             {"type", "string"},
                                             {"readonly", "true()"},
                                             {"jr:preload", preload.empty() ? "uid" : preload}}));
        }
        if (!settings.value("instance_name").empty())
            made_.push_back(Element(
                "bind", {{"nodeset", meta + "instanceName"},
                         {"type", "string"},
                         {"calculate", writing_.references.resolve(settings.value("instance_name"), *writing_.form.root,
                                                                   settings.place, "instance_name")}}));
    }

    Writing& writing_;
    std::vector<Element> made_;
};

} // namespace

std::vector<Element> bind_elements(Writing& writing) { return Binds(writing).collect(); }

} // namespace balieblik::forms::xls
