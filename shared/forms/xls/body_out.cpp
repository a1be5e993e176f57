// SPDX-License-Identifier: EUPL-1.2
// The body: groups and controls with their labels, hints and choices.
#include "forms/xls/columns.hpp"
#include "forms/xls/parameters.hpp"
#include "forms/xls/xform_parts.hpp"

namespace balieblik::forms::xls {

namespace {

class Body {
public:
    explicit Body(Writing& writing) : writing_(writing) {}

    void add_controls(const Node& group, Element& into)
    {
        for (const auto& child : group.children) {
            if (!has_control(*child)) {
                add_silent_texts(*child);
                continue;
            }
            into.add(child->kind == Node::Kind::question ? question(*child) : container(*child));
        }
    }

private:
    // What nobody answers may still have a name for its readers: reviewers see C3 with its label.
    void add_silent_texts(const Node& node)
    {
        if (node.kind == Node::Kind::question && needs_itext(node.label))
            add_text(node, node.label, "label", "label", "");
    }

    void add_text(const Node& node, const Text& text, const std::string& place, const std::string& column,
                  const std::string& form)
    {
        writing_.texts.add(FormTree::path(node) + ":" + place, form, text, writing_.references, node, node.place,
                           column);
    }

    Element container(const Node& node)
    {
        Element group("group", {{"ref", FormTree::path(node)}});
        if (!node.appearance.empty())
            group.set("appearance", node.appearance);
        for (const auto& [name, value] : node.body)
            group.set(name, writing_.expression(value, node, name));
        if (!node.label.empty() || !node.media.empty() || node.kind == Node::Kind::repeat)
            group.add(label_of(node));
        if (node.kind == Node::Kind::group) {
            add_controls(node, group);
            return group;
        }
        auto& repeat = group.add(Element("repeat", {{"nodeset", FormTree::path(node)}}));
        if (!node.repeat_count.empty())
            repeat.set("jr:count", counts_alone(node) ? " " + FormTree::path(node) + "_count "
                                                      : writing_.expression(node.repeat_count, node, "repeat_count"));
        add_controls(node, repeat);
        for (const auto* inner : writing_.form.nodes())
            if (repeat_above(*inner) == &node && !inner->default_value.empty() && is_dynamic(*inner))
                repeat.add(default_event(writing_, *inner, "odk-instance-first-load odk-new-repeat"));
        return group;
    }

    Element question(const Node& node)
    {
        Element control(node.type->control, {{"ref", FormTree::path(node)}});
        if (!node.type->media_type.empty())
            control.set("mediatype", node.type->media_type);
        if (!node.appearance.empty())
            control.set("appearance", writing_.expression(node.appearance, node, "appearance"));
        for (const auto& [name, value] : body_of_parameters(node))
            control.set(name, value);
        if (node.is_type("select_one_external"))
            control.set("query", itemset_element(writing_, node).attributes.front().second);
        for (const auto& [name, value] : node.body)
            control.set(name, writing_.expression(value, node, name));
        if (node.label.empty() && node.hint.empty() && node.guidance.empty() && node.media.empty())
            writing_.problems.push_back(problem_at(node.place, ProblemKind::cell_missing, "label",
                                                   "This question has neither label nor hint."));
        if (node.media.contains("big-image") && !node.media.contains("image"))
            writing_.problems.push_back(problem_at(node.place, ProblemKind::cell_missing, "image",
                                                   "A big-image needs a small image beside it."));
        control.add(label_of(node));
        add_hint(node, control);
        if (searches(node))
            add_items(node, control);
        else if (!choices_of(node).empty() && !node.is_type("select_one_external"))
            control.add(itemset_element(writing_, node));
        if (const auto events = writing_.triggered.find(&node); events != writing_.triggered.end())
            for (const auto& event : events->second)
                control.add(event);
        return control;
    }

    Element label_of(const Node& node)
    {
        Element label("label");
        if (needs_itext(node.label) || !node.media.empty()) {
            if (!node.label.empty())
                add_text(node, node.label, "label", "label", "");
            for (const auto& [kind, text] : node.media)
                add_text(node, text, "label", kind, kind);
            label.set("ref", "jr:itext('" + FormTree::path(node) + ":label')");
        } else if (!node.label.empty()) {
            label.children =
                TextTable::content(node.label.begin()->second, writing_.references, node, node.place, "label");
        }
        return label;
    }

    void add_hint(const Node& node, Element& control)
    {
        if (node.hint.empty() && node.guidance.empty())
            return;
        auto& hint = control.add(Element("hint"));
        if (!needs_itext(node.hint) && node.guidance.empty()) {
            hint.children =
                TextTable::content(node.hint.begin()->second, writing_.references, node, node.place, "hint");
            return;
        }
        if (!node.hint.empty())
            add_text(node, node.hint, "hint", "hint", "");
        if (!node.guidance.empty())
            add_text(node, node.guidance, "hint", "guidance_hint", "guidance");
        hint.set("ref", "jr:itext('" + FormTree::path(node) + ":hint')");
    }

    // The row of a searched list names columns of the file, so it stands in the control itself.
    void add_items(const Node& node, Element& control)
    {
        const auto* list = writing_.form.list(node.list);
        for (std::size_t i = 0; list && i < list->choices.size(); ++i) {
            const auto& choice = list->choices[i];
            auto& item = control.add(Element("item"));
            if (list->translated())
                item.add(Element("label", {{"ref", "jr:itext('" + list->name + "-" + std::to_string(i) + "')"}}));
            else
                item.add(Element::with_text("label", choice.label.empty() ? "" : choice.label.begin()->second));
            item.add(Element::with_text("value", choice.name));
        }
    }

    Writing& writing_;
};

// The question whose answers in the instances of a repeat are the choices. `source` names it, or the repeat itself,
// whose question "geometry" is meant then.
Element choices_from_repeat(const Writing& writing, const Node& node, const std::string& source)
{
    const std::string column = node.is_select() ? "type" : "parameters";
    Element itemset("itemset");
    const auto names = References::names_in(source);
    const auto* shown = names.empty() ? nullptr : writing.references.find(names.front(), node, node.place, column);
    if (!shown)
        return itemset;
    if (shown->kind == Node::Kind::repeat)
        for (const auto& child : shown->children)
            if (child->name == "geometry")
                shown = child.get();
    const auto* repeat = shown->kind == Node::Kind::question ? repeat_above(*shown) : nullptr;
    if (!repeat) {
        writing.problems.push_back(
            problem_at(node.place, ProblemKind::reference_unknown, column,
                       "'" + shown->name + "' offers no choices: it is no question of a repeat."));
        return itemset;
    }
    auto where = writing.references.path_from(shown->name, node, node.place, column, false);
    where = where.substr(0, where.rfind('/'));
    const auto filter =
        node.choice_filter.empty()
            ? "./" + shown->name + " != ''"
            : writing.references.resolve_inside(node.choice_filter, *repeat, node, node.place, "choice_filter");
    itemset.set("nodeset", where + "[" + filter + "]");
    itemset.add(Element("value", {{"ref", shown->name}}));
    itemset.add(Element("label", {{"ref", shown->name}}));
    return itemset;
}

std::string parameter(const Node& node, const char* name)
{
    const auto found = node.parameters.find(name);
    return found == node.parameters.end() ? std::string() : found->second;
}

Element choices_from_instance(const Writing& writing, const Node& node, const std::string& source)
{
    auto nodeset = "instance('" + source + "')/root/item";
    if (!node.choice_filter.empty())
        nodeset += "[" + writing.expression(node.choice_filter, node, "choice_filter", true) + "]";
    const bool places = node.file.ends_with(".geojson");
    const auto column = [&](const char* name, const char* plain, const char* place) {
        const auto given = node.is_select() ? parameter(node, name) : std::string();
        return !given.empty() ? given : std::string(places ? place : plain);
    };
    const auto* list = node.file.empty() ? writing.form.list(source) : nullptr;
    Element itemset("itemset", {{"nodeset", nodeset}});
    itemset.add(Element("value", {{"ref", column("value", "name", "id")}}));
    itemset.add(Element("label", {{"ref", list && list->translated() ? std::string("jr:itext(itextId)")
                                                                     : column("label", "label", "title")}}));
    return itemset;
}

} // namespace

Element itemset_element(const Writing& writing, const Node& node)
{
    const auto source = choices_of(node);
    auto itemset = source.starts_with("${") ? choices_from_repeat(writing, node, source)
                                            : choices_from_instance(writing, node, source);
    const auto randomize = lower(parameter(node, "randomize"));
    if (!itemset.attributes.empty() && (randomize == "true" || randomize == "yes")) {
        const auto seed = parameter(node, "seed");
        auto& nodeset = itemset.attributes.front().second;
        nodeset =
            "randomize(" + nodeset + (seed.empty() ? "" : "," + writing.expression(seed, node, "parameters")) + ")";
    }
    return itemset;
}

Element body_element(Writing& writing)
{
    Element body("h:body");
    if (!writing.form.settings.value("style").empty())
        body.set("class", writing.form.settings.value("style"));
    Body(writing).add_controls(*writing.form.root, body);
    return body;
}

} // namespace balieblik::forms::xls
