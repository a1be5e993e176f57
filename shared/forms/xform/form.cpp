// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/form.hpp"

#include "forms/xform/xml.hpp"

namespace balieblik::forms {

const std::string* find_attribute(const std::vector<Attribute>& attributes, std::string_view uri, std::string_view name)
{
    for (const auto& attribute : attributes)
        if (attribute.uri == uri && attribute.name == name)
            return &attribute.value;
    return nullptr;
}

const DataNode* DataNode::child(std::string_view child_name) const
{
    for (const auto& found : children)
        if (found.name == child_name)
            return &found;
    return nullptr;
}

const Bind* Form::bind(std::string_view nodeset) const
{
    const auto found = bind_at.find(nodeset);
    return found == bind_at.end() ? nullptr : &binds[found->second];
}

const SecondaryInstance* Form::secondary(std::string_view instance_id) const
{
    for (const auto& found : instances)
        if (found.id == instance_id)
            return &found;
    return nullptr;
}

std::string resolve_path(std::string_view path, std::string_view from)
{
    while (!path.empty() && (path.front() == ' ' || path.front() == '\n' || path.front() == '\t'))
        path.remove_prefix(1);
    while (!path.empty() && (path.back() == ' ' || path.back() == '\n' || path.back() == '\t' || path.back() == '/'))
        path.remove_suffix(1);
    std::string resolved(path.starts_with('/') ? std::string_view{} : from);
    if (path.starts_with("current()/"))
        path.remove_prefix(std::string_view("current()/").size());
    std::size_t at = 0;
    while (at <= path.size()) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto step = path.substr(at, end - at);
        if (step == "..")
            resolved.erase(std::min(resolved.rfind('/'), resolved.size()));
        else if (!step.empty() && step != ".")
            resolved.append("/").append(step);
        at = end + 1;
    }
    return resolved;
}

namespace {

void copy_data(const XmlNode& from, DataNode& to)
{
    to.prefix = from.prefix;
    to.uri = from.uri;
    to.name = from.name;
    for (const auto& attribute : from.attributes)
        to.attributes.push_back({attribute.uri, attribute.name, attribute.value});
    for (const auto& child : from.children) {
        if (child.kind == XmlKind::text)
            to.text += child.text;
        else if (child.kind == XmlKind::element)
            copy_data(child, to.children.emplace_back());
    }
    // White space between elements is layout, not an answer.
    if (!to.children.empty())
        to.text.clear();
}

} // namespace

Result<DataNode> read_data(std::string_view xml, FormLimits limits)
{
    BALIEBLIK_TRY(root, read_xml(xml, limits));
    DataNode data;
    copy_data(root, data);
    return data;
}

} // namespace balieblik::forms
