// SPDX-License-Identifier: EUPL-1.2
// The primary instance: the record as it is before anybody answers.
#include "forms/xls/xform_parts.hpp"

namespace balieblik::forms::xls {

namespace {

// What stands for a repeat below a node of the record: a first instance and the template for further ones; inside of a
// template or of an instance only the one of its kind.
enum class Repeats { both, templates, instances };

Element element_of(const Node& node, Repeats repeats, bool is_template = false)
{
    Element element(node.name);
    if (is_template)
        element.set("jr:template", "");
    for (const auto& [name, value] : node.instance)
        element.set(name, value);
    if (!node.default_value.empty() && !is_dynamic(node)) {
        const bool picture = node.is_type("image") && !node.default_value.starts_with("jr://");
        element.add(Element::of_text((picture ? "jr://images/" : "") + node.default_value));
    }
    for (const auto& child : node.children) {
        if (child->is_external())
            continue;
        if (child->kind != Node::Kind::repeat) {
            element.add(element_of(*child, is_template ? Repeats::both : repeats));
            continue;
        }
        if (counts_alone(*child))
            element.add(Element(child->name + "_count"));
        if (repeats != Repeats::instances)
            element.add(element_of(*child, Repeats::templates, true));
        if (repeats != Repeats::templates)
            element.add(element_of(*child, Repeats::instances));
    }
    return element;
}

} // namespace

Element record_element(const Writing& writing)
{
    const auto& settings = writing.form.settings;
    auto record = element_of(*writing.form.root, Repeats::both);
    record.set("id", writing.form_id);
    if (!settings.value("instance_xmlns").empty())
        record.set("xmlns", settings.value("instance_xmlns"));
    if (!settings.value("version").empty())
        record.set("version", settings.value("version"));
    for (const auto& [name, value] : settings.attributes)
        record.set(name, value);
    Element meta("meta");
    for (const auto& fact : writing.form.meta)
        meta.add(Element(fact->name));
    if (lower(settings.value("omit_instanceID")) != "yes")
        meta.add(Element("instanceID"));
    if (!settings.value("instance_name").empty())
        meta.add(Element("instanceName"));
    if (!meta.children.empty())
        record.add(std::move(meta));
    return record;
}

} // namespace balieblik::forms::xls
