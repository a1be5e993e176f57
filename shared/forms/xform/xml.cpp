// SPDX-License-Identifier: EUPL-1.2
// libxml2 reads, we keep: the only file that includes it.
#include "forms/xform/xml.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <climits>
#include <memory>

namespace balieblik::forms {

namespace {

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeContext {
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

std::string text_of(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

class Copier {
public:
    Copier(const FormLimits& limits, Sections sections) : limits_(limits), sections_(sections) {}

    Result<XmlNode> copy(const xmlNode* from, std::size_t depth)
    {
        if (depth > limits_.depth)
            return Error{Errc::too_large, "nested deeper than " + std::to_string(limits_.depth)};
        if (++count_ > limits_.nodes)
            return Error{Errc::too_large, "more than " + std::to_string(limits_.nodes) + " nodes"};
        XmlNode node;
        node.name = text_of(from->name);
        node.line = static_cast<int>(xmlGetLineNo(from));
        if (from->ns) {
            node.prefix = text_of(from->ns->prefix);
            node.uri = text_of(from->ns->href);
        }
        for (const auto* declared = from->nsDef; declared; declared = declared->next)
            node.declared.emplace_back(text_of(declared->prefix), text_of(declared->href));
        copy_attributes(from, node);
        for (const auto* child = from->children; child; child = child->next)
            BALIEBLIK_CHECK(copy_child(child, node, depth));
        return node;
    }

private:
    static void copy_attributes(const xmlNode* from, XmlNode& node)
    {
        for (const auto* attribute = from->properties; attribute; attribute = attribute->next) {
            XmlAttribute copied;
            copied.name = text_of(attribute->name);
            if (attribute->ns) {
                copied.prefix = text_of(attribute->ns->prefix);
                copied.uri = text_of(attribute->ns->href);
            }
            for (const auto* text = attribute->children; text; text = text->next)
                copied.value += text_of(text->content);
            node.attributes.push_back(std::move(copied));
        }
    }

    Result<void> copy_child(const xmlNode* child, XmlNode& node, std::size_t depth)
    {
        switch (child->type) {
        case XML_ELEMENT_NODE: {
            BALIEBLIK_TRY(copied, copy(child, depth + 1));
            node.children.push_back(std::move(copied));
            return {};
        }
        case XML_TEXT_NODE:
        case XML_CDATA_SECTION_NODE: {
            // One text node for what stands together, as XPath sees it.
            if (sections_ == Sections::apart || node.children.empty() || node.children.back().kind != XmlKind::text)
                node.children.emplace_back().kind = XmlKind::text;
            node.children.back().text += text_of(child->content);
            return {};
        }
        case XML_COMMENT_NODE:
        case XML_PI_NODE: {
            auto& copied = node.children.emplace_back();
            copied.kind = child->type == XML_PI_NODE ? XmlKind::instruction : XmlKind::comment;
            copied.name = child->type == XML_PI_NODE ? text_of(child->name) : "";
            copied.text = text_of(child->content);
            return {};
        }
        default:
            return Error{Errc::malformed, "entities are not read"};
        }
    }

    const FormLimits& limits_;
    Sections sections_;
    std::size_t count_ = 0;
};

} // namespace

std::string_view XmlNode::attribute(std::string_view attribute_name) const
{
    for (const auto& found : attributes)
        if (found.uri.empty() && found.name == attribute_name)
            return found.value;
    return {};
}

const std::string* XmlNode::attribute(std::string_view attribute_uri, std::string_view attribute_name) const
{
    for (const auto& found : attributes)
        if (found.uri == attribute_uri && found.name == attribute_name)
            return &found.value;
    return nullptr;
}

const XmlNode* XmlNode::child(std::string_view child_name) const
{
    for (const auto& found : children)
        if (found.kind == XmlKind::element && found.name == child_name)
            return &found;
    return nullptr;
}

std::string XmlNode::content() const
{
    std::string all;
    for (const auto& found : children) {
        if (found.kind == XmlKind::text)
            all += found.text;
        else if (found.kind == XmlKind::element)
            all += found.content();
    }
    return all;
}

Result<XmlNode> read_xml(std::string_view xml, const FormLimits& limits, Sections sections)
{
    if (xml.size() > limits.bytes || xml.size() > INT_MAX)
        return Error{Errc::too_large, "more than " + std::to_string(limits.bytes) + " bytes"};
    // A document type is the only door for entities: it stays shut.
    if (xml.find("<!DOCTYPE") != std::string_view::npos || xml.find("<!ENTITY") != std::string_view::npos)
        return Error{Errc::malformed, "a document type is not read"};
    const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
    if (!context)
        throw std::bad_alloc();
    const std::unique_ptr<xmlDoc, FreeDocument> document(
        xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!document) {
        const auto* error = xmlCtxtGetLastError(context.get());
        return Error{Errc::malformed, "XML, line " + std::to_string(error ? error->line : 0)};
    }
    const auto* root = xmlDocGetRootElement(document.get());
    if (!root || document->intSubset)
        return Error{Errc::malformed, root ? "a document type is not read" : "no root element"};
    return Copier(limits, sections).copy(root, 1);
}

std::string escape_xml(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\r':
            escaped += "&#13;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

} // namespace balieblik::forms
