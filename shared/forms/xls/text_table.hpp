// SPDX-License-Identifier: EUPL-1.2
// The translations of a form (itext): which texts go there, and how a place refers to them.
#pragma once

#include "forms/xls/references.hpp"
#include "forms/xls/xml_out.hpp"

#include <map>
#include <string>
#include <vector>

namespace balieblik::forms::xls {

class TextTable {
public:
    explicit TextTable(std::string default_language);

    // Adds one text: its content for each language, as a form ("" or "guidance", "image", ...) of the entry `id`.
    void add(const std::string& id, const std::string& form, const Text& text, const References& references,
             const Node& context, const Place& place, const std::string& column);
    // The <itext> element. Where a language lacks a text that another has, it says "-".
    bool empty() const { return entries_.empty(); }
    Element element() const;

    static std::vector<Element> content(const std::string& text, const References& references, const Node& context,
                                        const Place& place, const std::string& column);

private:
    using Forms = std::map<std::string, std::vector<Element>>; // form -> content
    struct Entry {
        std::string id;
        std::map<std::string, Forms> languages;
    };
    std::string default_language_;
    std::vector<std::string> languages_;
    std::vector<Entry> entries_;
};

} // namespace balieblik::forms::xls
