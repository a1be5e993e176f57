// SPDX-License-Identifier: EUPL-1.2
// The secondary instances: choice lists, files beside the form, the last saved record.
#include "forms/xls/columns.hpp"
#include "forms/xls/xform_parts.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

constexpr std::string_view last_saved = "__last-saved";

Element list_element(const ChoiceList& list)
{
    const bool translated = list.translated();
    Element instance("instance", {{"id", list.name}});
    auto& root = instance.add(Element("root"));
    for (std::size_t i = 0; i < list.choices.size(); ++i) {
        const auto& choice = list.choices[i];
        auto& item = root.add(Element("item"));
        if (translated)
            item.add(Element::with_text("itextId", list.name + "-" + std::to_string(i)));
        item.add(Element::with_text("name", choice.name));
        if (!translated && !choice.label.empty())
            item.add(Element::with_text("label", choice.label.begin()->second));
        for (const auto& [name, value] : choice.extra)
            item.add(Element::with_text(name, value));
    }
    return instance;
}

void add_texts(Writing& writing, const ChoiceList& list)
{
    if (!list.translated())
        return;
    for (std::size_t i = 0; i < list.choices.size(); ++i) {
        const auto& choice = list.choices[i];
        const auto id = list.name + "-" + std::to_string(i);
        writing.texts.add(id, "", choice.label, writing.references, *writing.form.root, choice.place, "label");
        for (const auto& [kind, text] : choice.media)
            writing.texts.add(id, kind, text, writing.references, *writing.form.root, choice.place, kind);
    }
}

// A list that every select finds by search() in a file is no instance: its row only names columns.
bool is_searched_only(const FormTree& form, const ChoiceList& list)
{
    bool searched = false;
    for (const auto* node : form.nodes()) {
        if (!node->is_select() || node->list != list.name || !node->file.empty())
            continue;
        if (!searches(*node))
            return false;
        searched = true;
    }
    return searched;
}

std::string address_of(const std::string& file)
{
    return (file.ends_with(".csv") ? "jr://file-csv/" : "jr://file/") + file;
}

// The file that pulldata('file', ...) reads, for each call in an expression.
std::vector<std::string> pulled_files(const std::string& text)
{
    std::vector<std::string> files;
    constexpr std::string_view call = "pulldata(";
    for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
        const auto open = text.find_first_not_of(' ', at + call.size());
        if (open == std::string::npos || (text[open] != '\'' && text[open] != '"'))
            continue;
        const auto close = text.find(text[open], open + 1);
        if (close != std::string::npos)
            files.push_back(text.substr(open + 1, close - open - 1));
    }
    return files;
}

bool reads_last_saved(const FormTree& form)
{
    const auto named = [](const std::string& text) {
        auto at = text.find("${");
        for (; at != std::string::npos; at = text.find("${", at + 1))
            if (trimmed(text.substr(at + 2)).starts_with("last-saved#"))
                return true;
        return false;
    };
    const auto any_text = [&](const Text& text) {
        return std::any_of(text.begin(), text.end(), [&](const auto& item) { return named(item.second); });
    };
    for (const auto* node : form.nodes()) {
        for (const auto& expression : expressions_of(*node))
            if (named(expression.text))
                return true;
        if (any_text(node->label) || any_text(node->hint) || any_text(node->guidance))
            return true;
    }
    return false;
}

class Instances {
public:
    explicit Instances(Writing& writing) : writing_(writing) {}

    std::vector<Element> collect()
    {
        if (reads_last_saved(writing_.form))
            add_file(std::string(last_saved), "jr://instance/last-saved", {}, "type");
        for (const auto& list : writing_.form.lists) {
            add_texts(writing_, list);
            if (is_searched_only(writing_.form, list))
                continue;
            sources_[list.name] = "";
            made_.push_back(list_element(list));
        }
        for (const auto* node : writing_.form.nodes()) {
            if (node->is_external() && !externals_.insert(node->list).second)
                clash(node->place, "name", node->list);
            if (!node->file.empty())
                add_file(node->list, address_of(node->file), node->place, "type");
            for (const auto& expression : expressions_of(*node))
                for (const auto& file : pulled_files(expression.text))
                    add_file(file, address_of(file + ".csv"), node->place, expression.column);
        }
        return std::move(made_);
    }

private:
    void clash(const Place& place, const std::string& column, const std::string& id)
    {
        writing_.problems.push_back(problem_at(place, ProblemKind::instance_clash, column,
                                               "'" + id + "' names two different lists or files.",
                                               "Rename one of them."));
    }

    void add_file(const std::string& id, const std::string& address, const Place& place, const std::string& column)
    {
        const auto [known, added] = sources_.emplace(id, address);
        if (added)
            made_.push_back(Element("instance", {{"id", id}, {"src", address}}));
        else if (known->second != address)
            clash(place, column, id);
    }

    Writing& writing_;
    std::map<std::string, std::string> sources_;
    std::set<std::string> externals_;
    std::vector<Element> made_;
};

} // namespace

std::vector<Element> secondary_instances(Writing& writing) { return Instances(writing).collect(); }

} // namespace balieblik::forms::xls
