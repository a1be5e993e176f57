// SPDX-License-Identifier: EUPL-1.2
#include "forms/record/record.hpp"

#include "forms/xform/xml.hpp"

#include <functional>

namespace balieblik::forms {

namespace {

constexpr std::string_view orx_uri = "http://openrosa.org/xforms";

std::string named(const DataNode& data) { return data.prefix.empty() ? data.name : data.prefix + ":" + data.name; }

// Only the root's own meta block: instance ids belong to the envelope, not to the answers.
bool is_meta(const DataNode& data, const std::string& nodeset)
{
    return data.name == "meta" && nodeset.find('/', 1) == nodeset.rfind('/');
}

boost::json::object to_json(const Form& form, const DataNode& data, const std::string& nodeset)
{
    boost::json::object made;
    for (const auto& child : data.children) {
        const auto path = nodeset + "/" + named(child);
        if (is_meta(child, path))
            continue;
        const auto model = form.repeat_templates.find(path);
        if (model != form.repeat_templates.end()) {
            auto& list = made.emplace(named(child), boost::json::array()).first->value().as_array();
            list.push_back(to_json(form, child, path));
        } else if (!child.children.empty()) {
            made.emplace(named(child), to_json(form, child, path));
        } else {
            made.emplace(named(child), child.text);
        }
    }
    return made;
}

class FromJson {
public:
    explicit FromJson(const Form& form) : form_(form) {}

    Result<void> fill(const DataNode& shape, const boost::json::object& from, const std::string& nodeset,
                      DataNode& into) const
    {
        std::size_t used = 0;
        std::string before;
        for (const auto& child : shape.children) {
            const auto name = named(child);
            const auto path = nodeset + "/" + name;
            if (name == before)
                continue; // another instance of the same repeat
            before = name;
            const auto* found = from.if_contains(name);
            if (!found || is_meta(child, path))
                continue;
            ++used;
            BALIEBLIK_CHECK(add(child, *found, path, into));
        }
        // Repeats that the empty record has no instance of.
        for (const auto& [path, model] : form_.repeat_templates) {
            if (path.substr(0, path.rfind('/')) != nodeset || shape.child(model.name))
                continue;
            if (const auto* found = from.if_contains(named(model))) {
                ++used;
                BALIEBLIK_CHECK(add(model, *found, path, into));
            }
        }
        if (used != from.size())
            return Error{Errc::form_invalid, nodeset + " has a member that the form does not know"};
        return {};
    }

private:
    Result<void> add(const DataNode& child, const boost::json::value& from, const std::string& path,
                     DataNode& into) const
    {
        const auto model = form_.repeat_templates.find(path);
        if (model != form_.repeat_templates.end()) {
            if (!from.is_array())
                return Error{Errc::form_invalid, path + ": a list is wanted"};
            for (const auto& each : from.get_array())
                BALIEBLIK_CHECK(add_box(model->second, each, path, into));
            return {};
        }
        // A group of which nothing is asked stands there all the same, as an empty text.
        if (!child.children.empty() && !(from.is_string() && from.get_string().empty()))
            return add_box(child, from, path, into);
        if (!from.is_string())
            return Error{Errc::form_invalid, path + ": a text is wanted"};
        auto& made = into.children.emplace_back();
        made.prefix = child.prefix;
        made.uri = child.uri;
        made.name = child.name;
        made.text = from.get_string();
        return {};
    }

    Result<void> add_box(const DataNode& shape, const boost::json::value& from, const std::string& path,
                         DataNode& into) const
    {
        if (!from.is_object())
            return Error{Errc::form_invalid, path + ": an object is wanted"};
        DataNode made;
        made.prefix = shape.prefix;
        made.uri = shape.uri;
        made.name = shape.name;
        BALIEBLIK_CHECK(fill(shape, from.get_object(), path, made));
        into.children.push_back(std::move(made));
        return {};
    }

    const Form& form_;
};

void write_xml(const DataNode& data, std::string& into)
{
    const auto name = named(data);
    if (data.children.empty() && data.text.empty()) {
        into += "<" + name + "/>";
        return;
    }
    into += "<" + name + ">" + escape_xml(data.text);
    for (const auto& child : data.children)
        write_xml(child, into);
    into += "</" + name + ">";
}

class InstanceWriter {
public:
    explicit InstanceWriter(const Form& form) : form_(form) {}

    std::string write(const DataNode& root)
    {
        const auto body = inside(root);
        const auto attributes = attributes_of(root);
        note(root.prefix, root.uri);
        std::string declared;
        for (const auto& [prefix, uri] : used_)
            declared += " xmlns" + (prefix.empty() ? "" : ":" + prefix) + "=\"" + escape_xml(uri) + "\"";
        return "<" + named(root) + declared + attributes + ">" + body + "</" + named(root) + ">";
    }

private:
    void note(const std::string& prefix, const std::string& uri)
    {
        // Names without prefix are in the form's own namespace, which nobody writes in a record.
        if (!uri.empty() && !(prefix.empty() && uri == "http://www.w3.org/2002/xforms"))
            used_[prefix] = uri;
    }

    std::string attributes_of(const DataNode& node)
    {
        std::string text;
        for (const auto& attribute : node.attributes) {
            std::string prefix;
            for (const auto& [known, uri] : form_.namespaces)
                if (!attribute.uri.empty() && !known.empty() && uri == attribute.uri)
                    prefix = known;
            if (!attribute.uri.empty() && prefix.empty())
                continue;
            note(prefix, attribute.uri);
            text += " " + (prefix.empty() ? "" : prefix + ":") + attribute.name + "=\"" + escape_xml(attribute.value) +
                    "\"";
        }
        return text;
    }

    std::string inside(const DataNode& node)
    {
        std::string text = escape_xml(node.text);
        for (const auto& child : node.children) {
            note(child.prefix, child.uri);
            const auto start = named(child) + attributes_of(child);
            const auto content = inside(child);
            text += content.empty() ? "<" + start + "/>" : "<" + start + ">" + content + "</" + named(child) + ">";
        }
        return text;
    }

    const Form& form_;
    std::map<std::string, std::string> used_;
};

} // namespace

std::string instance_xml(const Session& session, std::string_view deprecated_id)
{
    auto root = session.record(true);
    for (auto& child : root.children) {
        if (child.name != "meta" || deprecated_id.empty())
            continue;
        auto& deprecated = child.children.emplace_back();
        deprecated.prefix = child.prefix;
        deprecated.uri = child.uri;
        deprecated.name = "deprecatedID";
        deprecated.text = deprecated_id;
    }
    return InstanceWriter(session.form()).write(root);
}

boost::json::object record_json(const Session& session)
{
    const auto record = session.record(true);
    return to_json(session.form(), record, "/" + record.name);
}

Result<DataNode> record_from_json(const Form& form, const boost::json::object& data)
{
    DataNode root;
    root.prefix = form.instance.prefix;
    root.uri = form.instance.uri;
    root.name = form.instance.name;
    BALIEBLIK_CHECK(FromJson(form).fill(form.instance, data, "/" + form.instance.name, root));
    return root;
}

Result<std::string> record_xml(const Form& form, const boost::json::object& data, const RecordMeta& meta)
{
    BALIEBLIK_TRY(root, record_from_json(form, data));
    std::string xml = "<" + named(root);
    for (const auto& [prefix, uri] : form.namespaces) {
        // Only what the record's own names need.
        if (uri == root.uri && prefix == root.prefix)
            xml += " xmlns" + (prefix.empty() ? "" : ":" + prefix) + "=\"" + escape_xml(uri) + "\"";
        else if (!prefix.empty() && prefix != "orx")
            xml += " xmlns:" + prefix + "=\"" + escape_xml(uri) + "\"";
    }
    xml += " xmlns:orx=\"" + std::string(orx_uri) + "\" id=\"" + escape_xml(form.id) + "\"";
    if (!form.version.empty())
        xml += " version=\"" + escape_xml(form.version) + "\"";
    xml += ">";
    for (const auto& child : root.children)
        write_xml(child, xml);
    xml += "<orx:meta><orx:instanceID>" + escape_xml(meta.instance_id) + "</orx:instanceID>";
    if (!meta.deprecated_id.empty())
        xml += "<orx:deprecatedID>" + escape_xml(meta.deprecated_id) + "</orx:deprecatedID>";
    xml += "</orx:meta></" + named(root) + ">";
    return xml;
}

Result<XmlRecord> record_from_xml(const Form& form, std::string_view xml)
{
    BALIEBLIK_TRY(root, read_data(xml));
    const auto* id = find_attribute(root.attributes, "", "id");
    const auto* version = find_attribute(root.attributes, "", "version");
    if (root.name != form.instance.name || !id || *id != form.id ||
        (version ? *version : std::string()) != form.version)
        return Error{Errc::form_invalid, "a record of another form or version"};
    XmlRecord read;
    for (const auto& child : root.children) {
        if (child.name != "meta")
            continue;
        if (const auto* instance_id = child.child("instanceID"))
            read.meta.instance_id = instance_id->text;
        if (const auto* deprecated_id = child.child("deprecatedID"))
            read.meta.deprecated_id = deprecated_id->text;
    }
    read.data = to_json(form, root, "/" + root.name);
    BALIEBLIK_CHECK(record_from_json(form, read.data));
    return read;
}

} // namespace balieblik::forms
