// SPDX-License-Identifier: EUPL-1.2
// An XML element to be written: attributes in order, text and elements mixed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balieblik::forms::xls {

struct Element {
    std::string name; // empty: a piece of text
    std::string text;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;

    explicit Element(std::string element_name, std::vector<std::pair<std::string, std::string>> with = {})
        : name(std::move(element_name)), attributes(std::move(with))
    {
    }
    static Element of_text(std::string text);
    // An element that holds only a text.
    static Element with_text(std::string name, std::string text);

    Element& add(Element child);
    Element& set(std::string attribute, std::string value);
};

// The document with its declaration, two blanks a level; elements that hold text stay on one line. Ends with a newline.
std::string print_xml(const Element& root);
std::string escape_xml(std::string_view text, bool in_attribute);

} // namespace balieblik::forms::xls
