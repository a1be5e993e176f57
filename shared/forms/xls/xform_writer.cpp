// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/xform_writer.hpp"

#include "forms/xls/columns.hpp"
#include "forms/xls/parameters.hpp"
#include "forms/xls/text_table.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

bool needs_itext(const Text& text)
{
    return std::any_of(text.begin(), text.end(), [](const auto& item) { return !item.first.empty(); });
}

bool holds_reference(const Text& text)
{
    return std::any_of(text.begin(), text.end(),
                       [](const auto& item) { return item.second.find("${") != std::string::npos; });
}

bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':' || c == '.';
}

// Whether a default is computed: it names a question, calls a function or uses an operator that no plain value holds.
bool is_dynamic(const std::string& value)
{
    if (value.find("${") != std::string::npos)
        return true;
    const auto call = value.find('(');
    if (call != std::string::npos && call > 0 && is_name_character(value[call - 1]) &&
        value.find(')', call) != std::string::npos)
        return true;
    for (const char* mark : {" + ", " - ", " * ", " div ", " mod ", " | "})
        if (value.find(mark) != std::string::npos)
            return true;
    return value.starts_with("../") || value.starts_with("/");
}

const Node* repeat_above(const Node& node)
{
    for (const Node* at = node.parent; at; at = at->parent)
        if (at->kind == Node::Kind::repeat)
            return at;
    return nullptr;
}

class Writer {
public:
    Writer(const FormTree& form, const std::string& form_id, Problems& problems)
        : form_(form), form_id_(form_id), problems_(problems), references_(form, problems),
          texts_(form.settings.value("default_language"))
    {
    }

    std::string write()
    {
        add_choice_texts();
        prepare_events();
        auto record = record_of(*form_.root, Repeats::both);
        finish_record(record);
        for (const auto* node : form_.nodes())
            add_bind(*node);
        add_meta_binds();
        Element body("h:body");
        if (!form_.settings.value("style").empty())
            body.set("class", form_.settings.value("style"));
        add_controls(*form_.root, body);
        collect_external();

        Element html("h:html", namespaces());
        auto& head = html.add(Element("h:head"));
        const auto title = form_.settings.value("form_title");
        head.add(Element::with_text("h:title", title.empty() ? form_id_ : title));
        auto& model = head.add(Element("model", {{"odk:xforms-version", "1.0.0"}}));
        if (lower(form_.settings.value("client_editable")) == "yes")
            model.add(Element("submission", {{"odk:client-editable", "true"}}));
        if (!texts_.empty())
            model.add(texts_.element());
        model.add(Element("instance")).add(std::move(record));
        for (auto& instance : instances_)
            model.add(std::move(instance));
        for (auto& bind : binds_)
            model.add(std::move(bind));
        html.add(std::move(body));
        return print_xml(html);
    }

private:
    Attributes namespaces() const
    {
        Attributes all{
            {"xmlns", "http://www.w3.org/2002/xforms"},        {"xmlns:h", "http://www.w3.org/1999/xhtml"},
            {"xmlns:ev", "http://www.w3.org/2001/xml-events"}, {"xmlns:xsd", "http://www.w3.org/2001/XMLSchema"},
            {"xmlns:jr", "http://openrosa.org/javarosa"},      {"xmlns:orx", "http://openrosa.org/xforms"},
            {"xmlns:odk", "http://www.opendatakit.org/xforms"}};
        for (const auto& [prefix, address] : form_.settings.namespaces)
            all.emplace_back("xmlns:" + prefix, address);
        return all;
    }

    // Texts of choices, and the lists themselves as secondary instances.
    void add_choice_texts()
    {
        for (const auto& list : form_.lists) {
            const bool translated = list.translated();
            Element instance("instance", {{"id", list.name}});
            auto& root = instance.add(Element("root"));
            for (std::size_t i = 0; i < list.choices.size(); ++i) {
                const auto& choice = list.choices[i];
                auto& item = root.add(Element("item"));
                const auto id = list.name + "-" + std::to_string(i);
                if (translated) {
                    item.add(Element::with_text("itextId", id));
                    texts_.add(id, "", choice.label, references_, *form_.root, choice.place, "label");
                    for (const auto& [kind, text] : choice.media)
                        texts_.add(id, kind, text, references_, *form_.root, choice.place, kind);
                }
                item.add(Element::with_text("name", choice.name));
                if (!translated && !choice.label.empty())
                    item.add(Element::with_text("label", choice.label.begin()->second));
                for (const auto& [name, value] : choice.extra)
                    item.add(Element::with_text(name, value));
            }
            instances_.push_back(std::move(instance));
        }
    }

    void collect_external()
    {
        std::set<std::string> known;
        for (const auto* node : form_.nodes()) {
            if (node->file.empty() || !known.insert(node->list).second)
                continue;
            if (form_.list(node->list))
                problems_.push_back(
                    problem_at(node->place, ProblemKind::instance_clash, "type",
                               "'" + node->list + "' is a choice list and the file '" + node->file + "' as well.",
                               "Rename one of them."));
            instances_.push_back(Element("instance", {{"id", node->list}, {"src", "jr://file-csv/" + node->file}}));
        }
    }

    // setvalue events: of defaults that are computed, and of calculations that wait for a trigger.
    void prepare_events()
    {
        for (const auto* node : form_.nodes()) {
            if (!node->trigger.empty())
                add_triggered(*node);
        }
    }

    void add_triggered(const Node& node)
    {
        Element event("setvalue", {{"ref", FormTree::path(node)}, {"event", "xforms-value-changed"}});
        if (!node.calculation.empty())
            event.set("value", expression(node.calculation, node, "calculation"));
        std::size_t at = 0;
        bool any = false;
        while ((at = node.trigger.find("${", at)) != std::string::npos) {
            const auto end = node.trigger.find('}', at);
            if (end == std::string::npos)
                break;
            const auto name = trimmed(node.trigger.substr(at + 2, end - at - 2));
            at = end;
            any = true;
            const auto* source = references_.find(name, node, node.place, "trigger");
            if (source && !has_control(*source))
                problems_.push_back(
                    unsupported_at(node.place, "trigger",
                                   "'" + name + "' is no question that somebody answers, so it triggers nothing."));
            else if (source)
                triggered_[source].push_back(event);
        }
        if (!any)
            problems_.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "trigger",
                                           "A trigger names a question.", "Write it as ${name}."));
    }

    // What stands for a repeat below a node of the record: a first instance and the template for further ones; inside
    // of a template or of an instance only the one of its kind.
    enum class Repeats { both, templates, instances };

    Element record_of(const Node& node, Repeats repeats, bool is_template = false)
    {
        Element element(node.name);
        if (is_template)
            element.set("jr:template", "");
        for (const auto& [name, value] : node.instance)
            element.set(name, value);
        if (!node.default_value.empty() && !is_dynamic(node.default_value))
            element.add(
                Element::of_text((node.type && node.type->name == "image" ? "jr://images/" : "") + node.default_value));
        for (const auto& child : node.children) {
            if (child->type && child->type->name == "csv-external")
                continue;
            if (child->kind != Node::Kind::repeat) {
                element.add(record_of(*child, is_template ? Repeats::both : repeats));
                continue;
            }
            if (counts_alone(*child))
                element.add(Element(child->name + "_count"));
            if (repeats != Repeats::instances)
                element.add(record_of(*child, Repeats::templates, true));
            if (repeats != Repeats::templates)
                element.add(record_of(*child, Repeats::instances));
        }
        return element;
    }

    void finish_record(Element& record)
    {
        const auto& settings = form_.settings;
        record.set("id", form_id_);
        if (!settings.value("instance_xmlns").empty())
            record.set("xmlns", settings.value("instance_xmlns"));
        if (!settings.value("version").empty())
            record.set("version", settings.value("version"));
        for (const auto& [name, value] : settings.attributes)
            record.set(name, value);
        if (lower(settings.value("omit_instanceID")) == "yes" && settings.value("instance_name").empty())
            return;
        auto& meta = record.add(Element("meta"));
        if (lower(settings.value("omit_instanceID")) != "yes")
            meta.add(Element("instanceID"));
        if (!settings.value("instance_name").empty())
            meta.add(Element("instanceName"));
    }

    void add_meta_binds()
    {
        const auto meta = "/" + form_.root->name + "/meta/";
        const auto& settings = form_.settings;
        if (lower(settings.value("omit_instanceID")) != "yes")
            binds_.push_back(Element(
                "bind",
                {{"nodeset", meta + "instanceID"}, {"type", "string"}, {"readonly", "true()"}, {"jr:preload", "uid"}}));
        if (!settings.value("instance_name").empty())
            binds_.push_back(
                Element("bind", {{"nodeset", meta + "instanceName"},
                                 {"type", "string"},
                                 {"calculate", references_.resolve(settings.value("instance_name"), *form_.root,
                                                                   settings.place, "instance_name")}}));
    }

    std::string expression(const std::string& text, const Node& node, const std::string& column,
                           bool in_choices = false)
    {
        if (text.find("pulldata(") != std::string::npos)
            problems_.push_back(unsupported_at(node.place, column, "pulldata() is not supported.",
                                               "Write instance('file')/root/item[key = ${x}]/column."));
        return references_.resolve(text, node, node.place, column, in_choices);
    }

    void add_bind(const Node& node)
    {
        if (node.type && node.type->name == "csv-external")
            return;
        const auto path = FormTree::path(node);
        if (counts_alone(node))
            binds_.push_back(Element("bind", {{"nodeset", path + "_count"},
                                              {"type", "string"},
                                              {"readonly", "true()"},
                                              {"calculate", expression(node.repeat_count, node, "repeat_count")}}));
        Element bind("bind", {{"nodeset", path}});
        const auto set = [&](const std::string& name, std::string value) {
            const auto known = std::find_if(bind.attributes.begin(), bind.attributes.end(),
                                            [&](const auto& item) { return item.first == name; });
            if (known != bind.attributes.end())
                known->second = std::move(value);
            else
                bind.set(name, std::move(value));
        };
        if (node.type) {
            set("type", node.type->bind_type);
            for (const auto& [name, value] : node.type->bind)
                set(name, value);
        }
        for (const auto& [name, value] : bind_of_parameters(node, problems_))
            set(name, value);
        for (const auto& [name, value] : node.bind)
            set(name, expression(value, node, name));
        if (!node.calculation.empty() && node.trigger.empty())
            set("calculate", expression(node.calculation, node, "calculation"));
        add_message(node, node.constraint_message, "jr:constraintMsg", "constraint_message", bind);
        add_message(node, node.required_message, "jr:requiredMsg", "required_message", bind);
        if (node.kind == Node::Kind::question || bind.attributes.size() > 1)
            binds_.push_back(std::move(bind));
        if (!node.default_value.empty() && is_dynamic(node.default_value) && !repeat_above(node))
            binds_.push_back(default_event(node, "odk-instance-first-load"));
    }

    Element default_event(const Node& node, const std::string& events)
    {
        return Element("setvalue", {{"ref", FormTree::path(node)},
                                    {"event", events},
                                    {"value", expression(node.default_value, node, "default")}});
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
        texts_.add(id, "", text, references_, node, node.place, column);
        bind.set(attribute, "jr:itext('" + id + "')");
    }

    static bool counts_alone(const Node& node)
    {
        const auto& count = node.repeat_count;
        const bool plain = count.starts_with("${") && count.find('}') == count.size() - 1;
        return node.kind == Node::Kind::repeat && !count.empty() && !plain;
    }

    // Whether somebody answers it: it has a control, and it is not merely calculated without a word.
    static bool has_control(const Node& node)
    {
        if (node.kind != Node::Kind::question)
            return !node.generated;
        const bool silent = node.label.empty() && node.hint.empty() && node.media.empty();
        return !node.type->control.empty() && !(silent && (!node.calculation.empty() || !node.trigger.empty()));
    }

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

    // What nobody answers may still have a name for its readers: reviewers see C3 with its label.
    void add_silent_texts(const Node& node)
    {
        if (node.kind == Node::Kind::question && needs_itext(node.label))
            texts_.add(FormTree::path(node) + ":label", "", node.label, references_, node, node.place, "label");
    }

    Element container(const Node& node)
    {
        Element group("group", {{"ref", FormTree::path(node)}});
        if (!node.appearance.empty())
            group.set("appearance", node.appearance);
        for (const auto& [name, value] : node.body)
            group.set(name, value);
        if (!node.label.empty() || !node.media.empty())
            group.add(label_of(node));
        if (node.kind == Node::Kind::group) {
            add_controls(node, group);
            return group;
        }
        auto& repeat = group.add(Element("repeat", {{"nodeset", FormTree::path(node)}}));
        if (!node.repeat_count.empty())
            repeat.set("jr:count", counts_alone(node) ? " " + FormTree::path(node) + "_count "
                                                      : expression(node.repeat_count, node, "repeat_count"));
        add_controls(node, repeat);
        for (const auto* inner : form_.nodes())
            if (repeat_above(*inner) == &node && !inner->default_value.empty() && is_dynamic(inner->default_value))
                repeat.add(default_event(*inner, "odk-instance-first-load odk-new-repeat"));
        return group;
    }

    Element question(const Node& node)
    {
        Element control(node.type->control, {{"ref", FormTree::path(node)}});
        if (!node.type->media_type.empty())
            control.set("mediatype", node.type->media_type);
        if (!node.appearance.empty())
            control.set("appearance", node.appearance);
        for (const auto& [name, value] : body_of_parameters(node))
            control.set(name, value);
        for (const auto& [name, value] : node.body)
            control.set(name, value);
        control.add(label_of(node));
        add_hint(node, control);
        if (node.is_select())
            control.add(itemset(node));
        if (const auto events = triggered_.find(&node); events != triggered_.end())
            for (const auto& event : events->second)
                control.add(event);
        return control;
    }

    Element label_of(const Node& node)
    {
        Element label("label");
        if (needs_itext(node.label) || !node.media.empty()) {
            const auto id = FormTree::path(node) + ":label";
            if (!node.label.empty())
                texts_.add(id, "", node.label, references_, node, node.place, "label");
            for (const auto& [kind, text] : node.media)
                texts_.add(id, kind, text, references_, node, node.place, kind);
            label.set("ref", "jr:itext('" + id + "')");
        } else if (!node.label.empty()) {
            label.children = TextTable::content(node.label.begin()->second, references_, node, node.place, "label");
        }
        return label;
    }

    void add_hint(const Node& node, Element& control)
    {
        if (node.hint.empty() && node.guidance.empty())
            return;
        auto& hint = control.add(Element("hint"));
        if (!needs_itext(node.hint) && node.guidance.empty()) {
            hint.children = TextTable::content(node.hint.begin()->second, references_, node, node.place, "hint");
            return;
        }
        const auto id = FormTree::path(node) + ":hint";
        if (!node.hint.empty())
            texts_.add(id, "", node.hint, references_, node, node.place, "hint");
        if (!node.guidance.empty())
            texts_.add(id, "guidance", node.guidance, references_, node, node.place, "guidance_hint");
        hint.set("ref", "jr:itext('" + id + "')");
    }

    Element itemset(const Node& node)
    {
        auto nodeset = "instance('" + node.list + "')/root/item";
        if (!node.choice_filter.empty())
            nodeset += "[" + expression(node.choice_filter, node, "choice_filter", true) + "]";
        const auto parameter = [&](const char* name, const char* otherwise) {
            const auto found = node.parameters.find(name);
            return found == node.parameters.end() ? std::string(otherwise) : found->second;
        };
        const auto randomize = lower(parameter("randomize", "false"));
        if (randomize == "true" || randomize == "yes") {
            const auto seed = parameter("seed", "");
            nodeset = "randomize(" + nodeset + (seed.empty() ? "" : "," + expression(seed, node, "parameters")) + ")";
        }
        const auto* list = node.file.empty() ? form_.list(node.list) : nullptr;
        Element itemset("itemset", {{"nodeset", nodeset}});
        itemset.add(Element("value", {{"ref", parameter("value", "name")}}));
        itemset.add(Element("label", {{"ref", list && list->translated() ? std::string("jr:itext(itextId)")
                                                                         : parameter("label", "label")}}));
        return itemset;
    }

    const FormTree& form_;
    std::string form_id_;
    Problems& problems_;
    References references_;
    TextTable texts_;
    std::vector<Element> instances_, binds_;
    std::map<const Node*, std::vector<Element>> triggered_;
};

} // namespace

std::string write_xform(const FormTree& form, const std::string& form_id, Problems& problems)
{
    return Writer(form, form_id, problems).write();
}

} // namespace balieblik::forms::xls
