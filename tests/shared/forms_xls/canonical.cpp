// SPDX-License-Identifier: EUPL-1.2
#include "shared/forms_xls/canonical.hpp"

#include "forms/xform/xml.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace balieblik::forms::xls::testing {

namespace {

std::string one_blank(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            made += c;
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
    }
    while (!made.empty() && made.back() == ' ')
        made.pop_back();
    return made;
}

// Blanks count for nothing in an expression, except inside quotes, which these forms compare by words anyway.
std::string no_blank(std::string_view text)
{
    std::string made;
    for (const char c : one_blank(text))
        if (c != ' ')
            made += c;
    return made;
}

// Ids of texts stand for their content; where the same words get two ids, they are still the same words.
std::string print(const XmlNode& node);

std::string children_of(const XmlNode& node, bool sorted)
{
    std::vector<std::string> parts;
    for (const auto& child : node.children) {
        if (child.kind == XmlKind::element)
            parts.push_back(print(child));
        else if (child.kind == XmlKind::text && !one_blank(child.text).empty())
            parts.push_back(one_blank(child.text));
    }
    if (sorted)
        std::sort(parts.begin(), parts.end());
    std::string made;
    for (const auto& part : parts)
        made += part + "\n";
    return made;
}

std::string print(const XmlNode& node)
{
    std::set<std::string> attributes;
    for (const auto& attribute : node.attributes)
        attributes.insert("{" + attribute.uri + "}" + attribute.name + "=" + no_blank(attribute.value));
    std::string made = "<" + node.uri + " " + node.name;
    for (const auto& attribute : attributes)
        made += " " + attribute;
    made += ">";
    // What stands in the model, in a translation, or among the forms of a text has no order of its own.
    const bool sorted = node.name == "model" || node.name == "itext" || node.name == "translation" ||
                        (node.name == "text" && !node.attributes.empty()) || node.name == "item";
    return made + children_of(node, sorted) + "</>";
}

} // namespace

std::string canonical_xform(std::string_view xml)
{
    const auto root = read_xml(xml);
    return root ? print(*root) : "unreadable: " + root.error().detail;
}

} // namespace balieblik::forms::xls::testing
