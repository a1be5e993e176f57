// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/left_out.hpp"

#include "forms/xform/form_reader.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms {
namespace {

constexpr std::string_view entities_uri = "http://www.opendatakit.org/xforms/entities";
constexpr std::string_view odk_uri = "http://www.opendatakit.org/xforms";

constexpr std::string_view no_sound = "Recording sound is never allowed in an inspection.";
constexpr std::string_view no_film = "Filming is never allowed in an inspection.";
constexpr std::string_view no_apps = "Other apps are not started.";
constexpr std::string_view no_entities = "Entities are not supported.";
constexpr std::string_view no_messages = "Text messages are not supported.";
constexpr std::string_view own_encryption = "The app and the server encrypt everything themselves.";

enum class Part { elsewhere, instance, body };

class Walk {
public:
    explicit Walk(bool inspection) : inspection_(inspection) {}

    std::vector<LeftOut> take(const XmlNode& html)
    {
        look_at(html, Part::elsewhere);
        return std::move(found_);
    }

private:
    void look_at(const XmlNode& node, Part part)
    {
        if (node.kind != XmlKind::element)
            return;
        if (node.uri == entities_uri)
            add(node, {}, no_entities);
        if (node.name == "instance" && part == Part::elsewhere)
            part = Part::instance;
        else if (node.name == "body" && part == Part::elsewhere)
            part = Part::body;
        if (part != Part::instance && node.name == "recordaudio")
            add(node, {}, no_sound);
        else if (part != Part::instance && !node.attribute("event").empty() && !is_action(node))
            add(node, {}, "The app knows no such action.");
        for (const auto& attribute : node.attributes)
            look_at(node, attribute, part);
        for (const auto& child : node.children)
            look_at(child, part);
    }

    void look_at(const XmlNode& node, const XmlAttribute& attribute, Part part)
    {
        const auto& name = attribute.name;
        if (attribute.uri == entities_uri)
            add(node, &attribute, no_entities);
        else if (attribute.uri == odk_uri && (name == "tag" || name == "prefix" || name == "delimiter"))
            add(node, &attribute, no_messages);
        else if (node.name == "submission" && name == "base64RsaPublicKey" && !attribute.value.empty())
            add(node, &attribute, own_encryption);
        if (part != Part::body || !attribute.uri.empty())
            return;
        if (name == "intent")
            add(node, &attribute, no_apps);
        else if (name == "appearance")
            look_at_words(node, attribute);
        else if (name == "mediatype" && node.name == "upload")
            look_at_media(node, attribute);
    }

    void look_at_words(const XmlNode& node, const XmlAttribute& appearance)
    {
        const std::string_view text = appearance.value;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
            if (const auto reason = why_left_out(text.substr(at, end - at)); !reason.empty())
                add(node, &appearance, reason);
            at = end + 1;
        }
    }

    void look_at_media(const XmlNode& node, const XmlAttribute& media)
    {
        const std::string_view type = media.value;
        if (type.starts_with("audio/"))
            add(node, &media, no_sound);
        else if (inspection_ && type.starts_with("video/"))
            add(node, &media, no_film);
        else if (type.starts_with("osm/"))
            add(node, &media, no_apps);
    }

    void add(const XmlNode& node, const XmlAttribute* attribute, std::string_view reason)
    {
        LeftOut found;
        found.line = node.line;
        found.element = "<" + (node.prefix.empty() ? "" : node.prefix + ":") + node.name + ">";
        for (const char* place : {"ref", "nodeset", "bind"})
            if (const auto at = node.attribute(place); !at.empty()) {
                found.element += " of " + std::string(at);
                break;
            }
        if (attribute)
            found.what = (attribute->prefix.empty() ? "" : attribute->prefix + ":") + attribute->name + "=\"" +
                         attribute->value.substr(0, 60) + "\"";
        found.reason = reason;
        found_.push_back(std::move(found));
    }

    bool inspection_;
    std::vector<LeftOut> found_;
};

// The control that takes a film, or null.
const Control* filmed(const std::vector<Control>& controls)
{
    for (const auto& control : controls) {
        const auto media = control.parameters.find("mediatype");
        if (control.kind == ControlKind::upload && media != control.parameters.end() &&
            media->second.starts_with("video/"))
            return &control;
        if (const auto* inner = filmed(control.children))
            return inner;
    }
    return nullptr;
}

} // namespace

std::string sentence(const LeftOut& found)
{
    return "line " + std::to_string(found.line) + ": " + found.element + (found.what.empty() ? "" : ", " + found.what) +
           ". " + found.reason;
}

std::vector<LeftOut> left_out(const XmlNode& html, bool inspection) { return Walk(inspection).take(html); }

Result<void> fits_inspection(const Form& form)
{
    const auto* film = filmed(form.body);
    return film ? Result<void>{Error{Errc::form_unsupported, film->ref + ". " + std::string(no_film)}} : Result<void>{};
}

std::string_view why_left_out(std::string_view word)
{
    static constexpr std::array<std::string_view, 7> calendars{"ethiopian", "coptic",  "islamic", "bikram-sambat",
                                                               "myanmar",   "persian", "buddhist"};
    if (word.starts_with("ex:"))
        return no_apps;
    if (word.starts_with("printer:"))
        return "Nothing is printed from a tablet.";
    return std::find(calendars.begin(), calendars.end(), word) != calendars.end()
               ? "Days are those of the Gregorian calendar."
               : "";
}

} // namespace balieblik::forms
