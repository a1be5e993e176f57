// SPDX-License-Identifier: EUPL-1.2
// From XML to a Form: head (model, instances, binds, texts, events) and body (groups, repeats, controls).
#include "forms/xform/form.hpp"
#include "forms/xform/xml.hpp"

#include <set>

namespace balieblik::forms {

namespace {

constexpr std::string_view javarosa = "http://openrosa.org/javarosa";
constexpr std::string_view xforms = "http://www.w3.org/2002/xforms";

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

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

std::optional<ControlKind> control_kind(std::string_view name)
{
    static const std::map<std::string, ControlKind, std::less<>> known{
        {"group", ControlKind::group},        {"repeat", ControlKind::repeat},
        {"input", ControlKind::input},        {"secret", ControlKind::input},
        {"select1", ControlKind::select_one}, {"select", ControlKind::select_multiple},
        {"rank", ControlKind::rank},          {"range", ControlKind::range},
        {"upload", ControlKind::upload},      {"trigger", ControlKind::trigger},
    };
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

class FormReader {
public:
    explicit FormReader(const FormLimits& limits) : limits_(limits) {}

    Result<std::shared_ptr<const Form>> read(const XmlNode& html)
    {
        const auto* head = html.child("head");
        const auto* body = html.child("body");
        const auto* model = head ? head->child("model") : nullptr;
        if (!model)
            return Error{Errc::form_invalid, "no model"};
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
            if (child.name == "setvalue" || child.name == "setgeopoint")
                BALIEBLIK_CHECK(read_event(child, "", "", ""));
        if (body) {
            form_->body_appearance = body->attribute("class");
            BALIEBLIK_CHECK(read_body(*body, "", "", form_->body, 0));
        }
        if (expressions_ > limits_.expressions)
            return Error{Errc::too_large, "more than " + std::to_string(limits_.expressions) + " expressions"};
        collect_templates();
        return std::shared_ptr<const Form>(form_);
    }

    Form& form() { return *form_; }

private:
    void declare(const XmlNode& node)
    {
        for (const auto& [prefix, uri] : node.declared)
            form_->namespaces[prefix] = uri;
    }

    static void keep_foreign(const XmlNode& node, std::vector<Attribute>& into)
    {
        for (const auto& attribute : node.attributes)
            if (!attribute.uri.empty() && attribute.uri != javarosa && attribute.uri != xforms)
                into.push_back({attribute.uri, attribute.name, attribute.value});
    }

    Result<std::string> expression(std::string_view text, std::string_view where)
    {
        if (text.size() > limits_.expression_bytes)
            return Error{Errc::too_large, "an expression of " + std::string(where)};
        expressions_ += text.empty() ? 0 : 1;
        return std::string(text);
    }

    static void copy(const XmlNode& from, DataNode& to)
    {
        to.prefix = from.prefix;
        to.uri = from.uri;
        to.name = from.name;
        for (const auto& attribute : from.attributes) {
            if (attribute.uri == javarosa && attribute.name == "template")
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

    Result<void> read_instances(const XmlNode& model)
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
                if (!root)
                    return Error{Errc::form_invalid, "the instance is empty"};
                declare(child);
                declare(*root);
                copy(*root, form_->instance);
                form_->id = root->attribute("id");
                form_->version = root->attribute("version");
                if (form_->id.empty())
                    form_->id = root->uri.empty() || root->uri == xforms ? root->name : root->uri;
                keep_foreign(*root, form_->settings);
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

    Result<void> read_binds(const XmlNode& model)
    {
        for (const auto& child : model.children) {
            if (child.kind != XmlKind::element || child.name != "bind")
                continue;
            BALIEBLIK_CHECK(read_bind(child));
        }
        return {};
    }

    Result<void> read_bind(const XmlNode& node)
    {
        Bind bind;
        const auto nodeset = node.attribute("nodeset").empty() ? node.attribute("ref") : node.attribute("nodeset");
        if (nodeset.empty())
            return Error{Errc::form_invalid, "a bind without nodeset"};
        bind.nodeset = resolve_path(nodeset, "/" + form_->instance.name);
        const auto jr = [&](std::string_view name) {
            const auto* found = node.attribute(javarosa, name);
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
        if (!form_->bind_at.emplace(bind.nodeset, form_->binds.size()).second)
            return Error{Errc::form_invalid, "two binds for " + bind.nodeset};
        form_->binds.push_back(std::move(bind));
        return {};
    }

    Result<RichText> rich_text(const XmlNode& node)
    {
        RichText pieces;
        BALIEBLIK_CHECK(add_pieces(node, pieces));
        return pieces;
    }

    Result<void> add_pieces(const XmlNode& node, RichText& pieces)
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

    Result<void> read_texts(const XmlNode& model)
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

    Result<void> read_event(const XmlNode& node, std::string_view context, std::string_view trigger,
                            std::string_view scope)
    {
        if (node.name != "setvalue")
            return Error{Errc::form_unsupported, "odk:setgeopoint"};
        SetValue event;
        event.events = words_of(node.attribute("event"));
        auto target = node.attribute("ref");
        if (target.empty())
            target = node.attribute("bind");
        const auto by_id = bind_ids_.find(std::string(target));
        event.ref = by_id == bind_ids_.end() ? resolve_path(target, context) : by_id->second;
        BALIEBLIK_TRY(value, expression(node.attribute("value"), event.ref));
        event.value = value;
        event.constant = node.content();
        event.trigger = trigger;
        event.scope = scope;
        if (target.empty())
            return Error{Errc::form_invalid, "a setvalue without ref"};
        form_->set_values.push_back(std::move(event));
        return {};
    }

    Result<Text> read_text(const XmlNode& node)
    {
        Text text;
        text.ref = node.attribute("ref");
        if (text.ref.empty()) {
            BALIEBLIK_TRY(pieces, rich_text(node));
            text.inline_text = std::move(pieces);
        }
        return text;
    }

    Result<void> read_item(const XmlNode& node, Control& control)
    {
        Item item;
        if (const auto* value = node.child("value"))
            item.value = value->content();
        if (const auto* label = node.child("label")) {
            BALIEBLIK_TRY(text, read_text(*label));
            item.label = std::move(text);
        }
        control.items.push_back(std::move(item));
        return {};
    }

    Result<void> read_itemset(const XmlNode& node, Control& control)
    {
        BALIEBLIK_TRY(nodeset, expression(node.attribute("nodeset"), control.ref));
        control.itemset.nodeset = nodeset;
        if (const auto* value = node.child("value"))
            control.itemset.value = value->attribute("ref");
        if (const auto* label = node.child("label"))
            control.itemset.label = label->attribute("ref");
        if (control.itemset.nodeset.empty() || control.itemset.value.empty())
            return Error{Errc::form_invalid, "the itemset of " + control.ref};
        return {};
    }

    void read_attributes(const XmlNode& node, Control& control)
    {
        static const std::set<std::string, std::less<>> known{"ref", "nodeset", "bind", "appearance", "event", "value"};
        for (const auto& attribute : node.attributes) {
            if (attribute.uri == javarosa) {
                if (attribute.name == "count")
                    control.count = attribute.value;
                else if (attribute.name == "noAddRemove")
                    control.fixed_count = attribute.value == "true()" || attribute.value == "true";
            } else if (!attribute.uri.empty()) {
                control.attributes.push_back({attribute.uri, attribute.name, attribute.value});
            } else if (!known.contains(attribute.name)) {
                control.parameters[attribute.name] = attribute.value;
            }
        }
        control.appearance = node.attribute("appearance");
    }

    Result<void> read_body(const XmlNode& parent, const std::string& context, const std::string& scope,
                           std::vector<Control>& into, std::size_t depth)
    {
        for (const auto& node : parent.children) {
            if (node.kind != XmlKind::element)
                continue;
            const auto kind = control_kind(node.name);
            if (!kind) {
                if (depth == 0 && node.name != "label" && node.name != "setvalue")
                    return Error{Errc::form_unsupported, "<" + node.name + "> in the body"};
                continue;
            }
            BALIEBLIK_TRY(control, read_control(node, *kind, context, scope, depth));
            into.push_back(std::move(control));
        }
        return {};
    }

    Result<Control> read_control(const XmlNode& node, ControlKind kind, const std::string& context,
                                 const std::string& scope, std::size_t depth)
    {
        Control control;
        control.kind = kind;
        read_attributes(node, control);
        auto ref = node.attribute("ref").empty() ? node.attribute("nodeset") : node.attribute("ref");
        if (const auto by_id = bind_ids_.find(std::string(node.attribute("bind"))); by_id != bind_ids_.end())
            ref = by_id->second;
        if (!ref.empty())
            control.ref = resolve_path(ref, context.empty() ? "/" + form_->instance.name : context);
        const auto is_box = kind == ControlKind::group || kind == ControlKind::repeat;
        if (control.ref.empty() && kind != ControlKind::group)
            return Error{Errc::form_invalid, "<" + node.name + "> without ref"};
        if (kind == ControlKind::repeat)
            repeats_.insert(control.ref);
        const auto& inner_context = control.ref.empty() ? context : control.ref;
        const auto inner_scope = kind == ControlKind::repeat ? control.ref : scope;
        for (const auto& child : node.children) {
            if (child.kind != XmlKind::element)
                continue;
            if (child.name == "label" || child.name == "hint") {
                BALIEBLIK_TRY(text, read_text(child));
                (child.name == "label" ? control.label : control.hint) = std::move(text);
            } else if (child.name == "item") {
                BALIEBLIK_CHECK(read_item(child, control));
            } else if (child.name == "itemset") {
                BALIEBLIK_CHECK(read_itemset(child, control));
            } else if (child.name == "setvalue" || child.name == "setgeopoint") {
                BALIEBLIK_CHECK(read_event(child, inner_context, is_box ? "" : control.ref, inner_scope));
            }
        }
        if (is_box)
            BALIEBLIK_CHECK(read_body(node, inner_context, inner_scope, control.children, depth + 1));
        return merged(std::move(control));
    }

    // XForms writes a repeat inside a group that carries its label; here they are one.
    static Control merged(Control control)
    {
        if (control.kind != ControlKind::group || control.children.size() != 1)
            return control;
        auto& only = control.children.front();
        if (only.kind != ControlKind::repeat || (!control.ref.empty() && control.ref != only.ref))
            return control;
        Control repeat = std::move(only);
        if (repeat.label.empty())
            repeat.label = std::move(control.label);
        if (repeat.appearance.empty())
            repeat.appearance = control.appearance;
        for (auto& attribute : control.attributes)
            repeat.attributes.push_back(std::move(attribute));
        return repeat;
    }

    // The model of a new instance: the one marked jr:template, or the first as it stands. Marked ones are no answers.
    void collect_templates() { collect_templates(form_->instance, "/" + form_->instance.name); }

    void collect_templates(DataNode& node, const std::string& path)
    {
        for (auto& child : node.children) {
            const auto child_path = path + "/" + (child.prefix.empty() ? "" : child.prefix + ":") + child.name;
            collect_templates(child, child_path);
            if (!repeats_.contains(child_path))
                continue;
            auto& kept = form_->repeat_templates[child_path];
            if (kept.name.empty() || (child.is_template && !kept.is_template))
                kept = child;
        }
        std::erase_if(node.children, [](const DataNode& child) { return child.is_template; });
    }

    FormLimits limits_;
    std::shared_ptr<Form> form_ = std::make_shared<Form>();
    std::map<std::string, std::string> bind_ids_;
    std::set<std::string> repeats_;
    std::size_t expressions_ = 0;
};

} // namespace

Result<std::shared_ptr<const Form>> read_form(std::string_view xml, FormLimits limits)
{
    BALIEBLIK_TRY(html, read_xml(xml, limits));
    FormReader reader(limits);
    reader.form().hash_input = xml;
    return reader.read(html);
}

} // namespace balieblik::forms
