// SPDX-License-Identifier: EUPL-1.2
// The model of a form: instances, binds, texts; and the way through the whole document.
#include "forms/xform/form_reader.hpp"
#include "forms/xform/left_out.hpp"

namespace balieblik::forms {

std::string named(const DataNode& node) { return node.prefix.empty() ? node.name : node.prefix + ":" + node.name; }

namespace {

DataType data_type(std::string_view type)
{
    if (const auto colon = type.find(':'); colon != std::string_view::npos)
        type.remove_prefix(colon + 1);
    static const std::map<std::string, DataType, std::less<>> known{
        {"int", DataType::integer},        {"integer", DataType::integer},   {"decimal", DataType::decimal},
        {"boolean", DataType::boolean},    {"date", DataType::date},         {"time", DataType::time},
        {"dateTime", DataType::date_time}, {"geopoint", DataType::geopoint}, {"geotrace", DataType::geotrace},
        {"geoshape", DataType::geoshape},  {"binary", DataType::binary},
    };
    const auto found = known.find(type);
    return found == known.end() ? DataType::text : found->second;
}

void keep_foreign(const XmlNode& node, std::vector<Attribute>& into)
{
    for (const auto& attribute : node.attributes)
        if (!attribute.uri.empty() && attribute.uri != javarosa_uri && attribute.uri != xforms_uri)
            into.push_back({attribute.uri, attribute.name, attribute.value});
}

void copy(const XmlNode& from, DataNode& to)
{
    to.prefix = from.prefix;
    to.uri = from.uri;
    to.name = from.name;
    for (const auto& attribute : from.attributes) {
        if (attribute.uri == javarosa_uri && attribute.name == "template")
            to.is_template = true;
        else
            to.attributes.push_back({attribute.uri, attribute.name, attribute.value});
    }
    for (const auto& child : from.children) {
        if (child.kind == XmlKind::text)
            to.text += child.text;
        else if (child.kind == XmlKind::element)
            copy(child, to.children.emplace_back());
    }
    if (!to.children.empty())
        to.text.clear();
}

} // namespace

Result<std::shared_ptr<const Form>> FormReader::read(const XmlNode& html)
{
    const auto* head = html.child("head");
    const auto* body = html.child("body");
    const auto* model = head ? head->child("model") : nullptr;
    if (!model)
        return Error{Errc::form_invalid, "no model"};
    if (const auto found = left_out(html); !found.empty())
        return Error{Errc::form_unsupported, sentence(found.front())};
    declare(html);
    declare(*head);
    declare(*model);
    if (const auto* title = head->child("title"))
        form_->title = title->content();
    keep_foreign(*model, form_->settings);
    BALIEBLIK_CHECK(read_instances(*model));
    BALIEBLIK_CHECK(read_binds(*model));
    BALIEBLIK_CHECK(read_texts(*model));
    for (const auto& child : model->children)
        if (is_action(child))
            BALIEBLIK_CHECK(read_event(child, "", "", ""));
    if (body) {
        form_->body_appearance = body->attribute("class");
        BALIEBLIK_CHECK(read_body(*body, "", "", form_->body, 0));
    }
    if (expressions_ > limits_.expressions)
        return Error{Errc::too_large, "more than " + std::to_string(limits_.expressions) + " expressions"};
    collect_templates(form_->instance, "/" + form_->instance.name);
    name_the_record();
    return std::shared_ptr<const Form>(form_);
}

void FormReader::declare(const XmlNode& node)
{
    for (const auto& [prefix, uri] : node.declared)
        form_->namespaces[prefix] = uri;
}

Result<std::string> FormReader::expression(std::string_view text, std::string_view where)
{
    if (text.size() > limits_.expression_bytes)
        return Error{Errc::too_large, "an expression of " + std::string(where)};
    expressions_ += text.empty() ? 0 : 1;
    return std::string(text);
}

Result<void> FormReader::read_primary(const XmlNode& instance, const XmlNode* root)
{
    if (!root)
        return Error{Errc::form_invalid, "the instance is empty"};
    declare(instance);
    declare(*root);
    copy(*root, form_->instance);
    form_->id = root->attribute("id");
    form_->version = root->attribute("version");
    if (form_->version.empty())
        if (const auto* version = root->attribute(openrosa_uri, "version"))
            form_->version = *version;
    if (form_->id.empty())
        form_->id = root->uri.empty() || root->uri == xforms_uri ? root->name : root->uri;
    keep_foreign(*root, form_->settings);
    return {};
}

// A record is told from others by meta/instanceID: a form that leaves it out gets one.
void FormReader::name_the_record()
{
    auto& root = form_->instance;
    DataNode* meta = nullptr;
    for (auto& child : root.children)
        if (child.name == "meta")
            meta = &child;
    if (!meta) {
        meta = &root.children.emplace_back();
        meta->name = "meta";
        for (const auto& [prefix, uri] : form_->namespaces)
            if (uri == openrosa_uri) {
                meta->prefix = prefix;
                meta->uri = uri;
            }
    }
    if (meta->child("instanceID"))
        return;
    auto& id = meta->children.emplace_back();
    id.name = "instanceID";
    id.prefix = meta->prefix;
    id.uri = meta->uri;
    const auto nodeset = "/" + named(root) + "/" + named(*meta) + "/" + named(id);
    const auto [place, fresh] = form_->bind_at.emplace(nodeset, form_->binds.size());
    if (fresh)
        form_->binds.emplace_back().nodeset = nodeset;
    form_->binds[place->second].preload = "uid";
}

Result<void> FormReader::read_instances(const XmlNode& model)
{
    bool primary = true;
    for (const auto& child : model.children) {
        if (child.kind != XmlKind::element || child.name != "instance")
            continue;
        const XmlNode* root = nullptr;
        for (const auto& inner : child.children)
            if (inner.kind == XmlKind::element && !root)
                root = &inner;
        if (primary) {
            primary = false;
            BALIEBLIK_CHECK(read_primary(child, root));
            continue;
        }
        SecondaryInstance instance;
        instance.id = child.attribute("id");
        instance.source = child.attribute("src");
        if (root)
            copy(*root, instance.root);
        if (instance.id.empty())
            return Error{Errc::form_invalid, "an instance without id"};
        form_->instances.push_back(std::move(instance));
    }
    if (primary)
        return Error{Errc::form_invalid, "no instance"};
    return {};
}

Result<void> FormReader::read_binds(const XmlNode& model)
{
    for (const auto& child : model.children) {
        if (child.kind != XmlKind::element || child.name != "bind")
            continue;
        BALIEBLIK_CHECK(read_bind(child));
    }
    return {};
}

Result<void> FormReader::read_bind(const XmlNode& node)
{
    Bind bind;
    const auto nodeset = node.attribute("nodeset").empty() ? node.attribute("ref") : node.attribute("nodeset");
    if (nodeset.empty())
        return Error{Errc::form_invalid, "a bind without nodeset"};
    bind.nodeset = resolve_path(nodeset, "/" + form_->instance.name);
    const auto jr = [&](std::string_view name) {
        const auto* found = node.attribute(javarosa_uri, name);
        return found ? *found : std::string();
    };
    bind.type = node.attribute("type");
    bind.data_type = data_type(bind.type);
    BALIEBLIK_TRY(relevant, expression(node.attribute("relevant"), bind.nodeset));
    BALIEBLIK_TRY(required, expression(node.attribute("required"), bind.nodeset));
    BALIEBLIK_TRY(readonly, expression(node.attribute("readonly"), bind.nodeset));
    BALIEBLIK_TRY(constraint, expression(node.attribute("constraint"), bind.nodeset));
    BALIEBLIK_TRY(calculate, expression(node.attribute("calculate"), bind.nodeset));
    bind.relevant = relevant;
    bind.required = required;
    bind.readonly = readonly;
    bind.constraint = constraint;
    bind.calculate = calculate;
    bind.constraint_message = jr("constraintMsg");
    bind.required_message = jr("requiredMsg");
    bind.preload = jr("preload");
    bind.preload_params = jr("preloadParams");
    keep_foreign(node, bind.attributes);
    if (const auto id = node.attribute("id"); !id.empty())
        bind_ids_[std::string(id)] = bind.nodeset;
    // Where a form says something twice, the last word counts.
    const auto [place, fresh] = form_->bind_at.emplace(bind.nodeset, form_->binds.size());
    if (fresh)
        form_->binds.push_back(std::move(bind));
    else
        form_->binds[place->second] = std::move(bind);
    return {};
}

Result<RichText> FormReader::rich_text(const XmlNode& node)
{
    RichText pieces;
    BALIEBLIK_CHECK(add_pieces(node, pieces));
    return pieces;
}

Result<void> FormReader::add_pieces(const XmlNode& node, RichText& pieces)
{
    for (const auto& child : node.children) {
        if (child.kind == XmlKind::text) {
            pieces.push_back({child.text, ""});
        } else if (child.kind == XmlKind::element && child.name == "output") {
            const auto shown = child.attribute("value").empty() ? child.attribute("ref") : child.attribute("value");
            BALIEBLIK_TRY(output, expression(shown, "an output"));
            pieces.push_back({"", output});
        } else if (child.kind == XmlKind::element) {
            BALIEBLIK_CHECK(add_pieces(child, pieces));
        }
    }
    return {};
}

Result<void> FormReader::read_texts(const XmlNode& model)
{
    const auto* itext = model.child("itext");
    if (!itext)
        return {};
    for (const auto& translation : itext->children) {
        if (translation.kind != XmlKind::element || translation.name != "translation")
            continue;
        auto& language = form_->languages.emplace_back();
        language.name = translation.attribute("lang");
        for (const auto& attribute : translation.attributes)
            language.is_default = language.is_default || attribute.name == "default";
        for (const auto& text : translation.children) {
            if (text.kind != XmlKind::element)
                continue;
            auto& shapes = language.texts[std::string(text.attribute("id"))];
            for (const auto& value : text.children) {
                if (value.kind != XmlKind::element || value.name != "value")
                    continue;
                BALIEBLIK_TRY(pieces, rich_text(value));
                shapes[std::string(value.attribute("form"))] = std::move(pieces);
            }
        }
    }
    return {};
}

namespace {

void clear_answers(DataNode& node)
{
    node.text.clear();
    for (auto& child : node.children)
        clear_answers(child);
}

} // namespace

// The model of a new instance: the one marked jr:template, or else the first, without its answers. The marked one stays
// in its place among its siblings, where instances come to stand, and is no instance itself.
void FormReader::collect_templates(DataNode& node, const std::string& path)
{
    for (auto& child : node.children) {
        const auto child_path = path + "/" + named(child);
        collect_templates(child, child_path);
        if (!repeats_.contains(child_path)) {
            child.is_template = false;
            continue;
        }
        auto& kept = form_->repeat_templates[child_path];
        if (!kept.name.empty() && !(child.is_template && !kept.is_template))
            continue;
        kept = child;
        if (!child.is_template)
            clear_answers(kept);
    }
}

Result<std::shared_ptr<const Form>> read_form(std::string_view xml, FormLimits limits)
{
    BALIEBLIK_TRY(html, read_xml(xml, limits));
    FormReader reader(limits);
    reader.form().hash_input = xml;
    return reader.read(html);
}

} // namespace balieblik::forms
