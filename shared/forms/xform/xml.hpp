// SPDX-License-Identifier: EUPL-1.2
// An XML document as a plain tree, mixed content kept. The one place that knows which library reads XML.
#pragma once

#include "forms/xform/form.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balieblik::forms {

struct XmlAttribute {
    std::string prefix;
    std::string uri;
    std::string name;
    std::string value;
};

enum class XmlKind { element, text, comment, instruction };

struct XmlNode {
    XmlKind kind = XmlKind::element;
    std::string prefix;
    std::string uri;
    std::string name; // of an element or instruction
    std::string text; // of the others
    int line = 0;     // of an element
    std::vector<XmlAttribute> attributes;
    std::vector<std::pair<std::string, std::string>> declared; // namespaces: prefix, URI
    std::vector<XmlNode> children;

    // The un-namespaced attribute, or "".
    std::string_view attribute(std::string_view attribute_name) const;
    const std::string* attribute(std::string_view attribute_uri, std::string_view attribute_name) const;
    const XmlNode* child(std::string_view child_name) const;
    // All text below, in order.
    std::string content() const;
};

// Whether text that is written as CDATA joins the text beside it, as XPath sees it, or stays a node of its own, as a
// browser's document has it.
enum class Sections { merged, apart };
// The root element. No network, no entities, no document type. Refusals: too_large, malformed.
Result<XmlNode> read_xml(std::string_view xml, const FormLimits& limits = {}, Sections sections = Sections::merged);

// Text as it stands between tags or, with quotes, in an attribute.
std::string escape_xml(std::string_view text);

} // namespace balieblik::forms
