// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/text_table.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

TextTable::TextTable(std::string default_language)
    : default_language_(default_language.empty() ? "default" : std::move(default_language))
{
}

std::vector<Element> TextTable::content(const std::string& text, const References& references, const Node& context,
                                        const Place& place, const std::string& column)
{
    std::vector<Element> made;
    for (auto& piece : references.pieces(text, context, place, column)) {
        if (piece.is_output)
            made.push_back(Element("output", {{"value", piece.text}}));
        else
            made.push_back(Element::of_text(piece.text));
    }
    return made;
}

static std::string media_folder(const std::string& form)
{
    return form == "image" || form == "big-image" ? "images" : form;
}

void TextTable::add(const std::string& id, const std::string& form, const Text& text, const References& references,
                    const Node& context, const Place& place, const std::string& column)
{
    auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& known) { return known.id == id; });
    if (entry == entries_.end())
        entry = entries_.insert(entries_.end(), Entry{id, {}});
    for (const auto& [written, cell] : text) {
        const auto& language = written.empty() ? default_language_ : written;
        if (std::find(languages_.begin(), languages_.end(), language) == languages_.end())
            languages_.push_back(language);
        auto& content_of = entry->languages[language][form];
        content_of = content(cell, references, context, place, column);
        if (!form.empty() && form != "guidance")
            content_of.insert(content_of.begin(), Element::of_text("jr://" + media_folder(form) + "/"));
    }
}

Element TextTable::element() const
{
    auto languages = languages_;
    // The default language comes first: clients that know no preference take the first.
    std::stable_partition(languages.begin(), languages.end(),
                          [&](const std::string& language) { return language == default_language_; });
    Element itext("itext");
    for (const auto& language : languages) {
        Element translation("translation", {{"lang", language}});
        if (language == default_language_)
            translation.set("default", "true()");
        for (const auto& entry : entries_) {
            std::set<std::string> forms;
            for (const auto& [other, contents] : entry.languages)
                for (const auto& [form, content] : contents)
                    forms.insert(form);
            auto& text = translation.add(Element("text", {{"id", entry.id}}));
            const auto found = entry.languages.find(language);
            for (const auto& form : forms) {
                auto& value = text.add(Element("value"));
                if (!form.empty())
                    value.set("form", form);
                const bool given = found != entry.languages.end() && found->second.contains(form);
                value.children = given ? found->second.at(form) : std::vector<Element>{Element::of_text("-")};
            }
        }
        itext.add(std::move(translation));
    }
    return itext;
}

} // namespace balieblik::forms::xls
