// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/xml_out.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

Element Element::of_text(std::string text)
{
    Element made{std::string()};
    made.text = std::move(text);
    return made;
}

Element Element::with_text(std::string name, std::string text)
{
    Element made{std::move(name)};
    made.add(of_text(std::move(text)));
    return made;
}

Element& Element::add(Element child)
{
    children.push_back(std::move(child));
    return children.back();
}

Element& Element::set(std::string attribute, std::string value)
{
    attributes.emplace_back(std::move(attribute), std::move(value));
    return *this;
}

std::string escape_xml(std::string_view text, bool in_attribute)
{
    std::string made;
    made.reserve(text.size());
    for (const char c : text) {
        if (c == '&')
            made += "&amp;";
        else if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '"' && in_attribute)
            made += "&quot;";
        else if (static_cast<unsigned char>(c) < 0x20U && c != '\t' && c != '\n')
            continue; // XML 1.0 has no way to write these
        else
            made += c;
    }
    return made;
}

static void print(const Element& element, std::size_t level, bool inline_text, std::string& out)
{
    if (element.name.empty()) {
        out += escape_xml(element.text, false);
        return;
    }
    const auto indent = [&](std::size_t by) {
        if (!inline_text)
            out += std::string(by * 2, ' ');
    };
    indent(level);
    out += "<" + element.name;
    for (const auto& [name, value] : element.attributes)
        out += " " + name + "=\"" + escape_xml(value, true) + "\"";
    if (element.children.empty()) {
        out += inline_text ? "/>" : "/>\n";
        return;
    }
    const bool mixed = inline_text || std::any_of(element.children.begin(), element.children.end(),
                                                  [](const Element& child) { return child.name.empty(); });
    out += mixed ? ">" : ">\n";
    for (const auto& child : element.children)
        print(child, level + 1, mixed, out);
    if (!mixed)
        indent(level);
    out += "</" + element.name + (inline_text ? ">" : ">\n");
}

std::string print_xml(const Element& root)
{
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    print(root, 0, false, out);
    return out;
}

} // namespace balieblik::forms::xls
