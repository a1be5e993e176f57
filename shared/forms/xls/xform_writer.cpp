// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/xform_writer.hpp"

#include "forms/xls/columns.hpp"
#include "forms/xls/xform_parts.hpp"

namespace balieblik::forms::xls {

namespace {

Attributes namespaces(const Settings& settings)
{
    Attributes all{{"xmlns", "http://www.w3.org/2002/xforms"},        {"xmlns:h", "http://www.w3.org/1999/xhtml"},
                   {"xmlns:ev", "http://www.w3.org/2001/xml-events"}, {"xmlns:xsd", "http://www.w3.org/2001/XMLSchema"},
                   {"xmlns:jr", "http://openrosa.org/javarosa"},      {"xmlns:orx", "http://openrosa.org/xforms"},
                   {"xmlns:odk", "http://www.opendatakit.org/xforms"}};
    for (const auto& [prefix, address] : settings.namespaces)
        all.emplace_back("xmlns:" + prefix, address);
    return all;
}

// How other servers are told to take the record; nothing if the settings say nothing.
Element submission(const Settings& settings)
{
    Element made("submission");
    if (const auto url = settings.value("submission_url"); !url.empty()) {
        made.set("action", url);
        made.set("method", "post");
    }
    for (const auto& [name, attribute] :
         {std::pair{"auto_send", "orx:auto-send"}, std::pair{"auto_delete", "orx:auto-delete"}})
        if (const auto value = settings.value(name); !value.empty())
            made.set(attribute, value);
    if (lower(settings.value("client_editable")) == "yes")
        made.set("odk:client-editable", "true");
    return made;
}

} // namespace

Writing::Writing(const FormTree& tree, std::string id, Problems& found)
    : form(tree), form_id(std::move(id)), problems(found), references(tree, found),
      texts(tree.settings.value("default_language"))
{
}

Written write_xform(const FormTree& form, const std::string& form_id, Problems& problems)
{
    Writing writing(form, form_id, problems);
    auto instances = secondary_instances(writing);
    auto binds = bind_elements(writing);
    auto body = body_element(writing);

    Element html("h:html", namespaces(form.settings));
    auto& head = html.add(Element("h:head"));
    const auto title = form.settings.value("form_title");
    head.add(Element::with_text("h:title", title.empty() ? form_id : title));
    auto& model = head.add(Element("model", {{"odk:xforms-version", "1.0.0"}}));
    if (auto sending = submission(form.settings); !sending.attributes.empty())
        model.add(std::move(sending));
    if (!writing.texts.empty())
        model.add(writing.texts.element());
    model.add(Element("instance")).add(record_element(writing));
    for (auto& instance : instances)
        model.add(std::move(instance));
    for (auto& bind : binds)
        model.add(std::move(bind));
    html.add(std::move(body));
    return {print_xml(html), writing.references.resolved()};
}

} // namespace balieblik::forms::xls
