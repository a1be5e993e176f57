// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/words.hpp"

namespace balieblik::forms {
namespace {

// The text between two marks; empty if one of them is missing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after)
{
    const auto begin = text.find(before);
    if (begin == std::string_view::npos)
        return {};
    const auto from = begin + before.size();
    const auto end = text.find(after, from);
    return end == std::string_view::npos ? std::string_view{} : text.substr(from, end - from);
}

std::string plain(const RichText& text)
{
    std::string words;
    for (const auto& piece : text)
        words += piece.words;
    return words;
}

std::string in_language(const Form& form, std::string_view code, std::string_view text_id)
{
    const auto mark = "(" + std::string(code) + ")";
    for (const auto& language : form.languages) {
        if (language.name != code && language.name.find(mark) == std::string::npos)
            continue;
        if (const auto found = language.texts.find(text_id); found != language.texts.end())
            if (const auto words = found->second.find(""); words != found->second.end())
                return plain(words->second);
    }
    return {};
}

// The label of one choice, where the list is written in the form.
std::string choice(const Form& form, const Control& control, std::string_view value, std::string_view language)
{
    for (const auto& item : control.items)
        if (item.value == value)
            return words_of(form, item.label, language);
    const auto* list = form.secondary(between(control.itemset.nodeset, "instance('", "')"));
    if (!list)
        return std::string(value);
    for (const auto& item : list->root.children) {
        const auto* name = item.child(control.itemset.value);
        if (!name || name->text != value)
            continue;
        if (const auto* id = item.child("itextId"))
            return in_language(form, language, id->text);
        if (const auto* label = item.child("label"))
            return label->text;
    }
    return std::string(value);
}

const Control* find(const std::vector<Control>& controls, std::string_view reference)
{
    for (const auto& control : controls) {
        const bool question = control.kind != ControlKind::group && control.kind != ControlKind::repeat;
        if (question && control.ref == reference)
            return &control;
        if (const auto* inner = find(control.children, reference))
            return inner;
    }
    return nullptr;
}

} // namespace

std::string words_of(const Form& form, const Text& text, std::string_view language)
{
    return text.ref.empty() ? plain(text.inline_text) : in_language(form, language, between(text.ref, "'", "'"));
}

std::string answer_in_words(const Form& form, const Control& control, std::string_view value, std::string_view language)
{
    const bool chosen = control.kind == ControlKind::select_one || control.kind == ControlKind::select_multiple ||
                        control.kind == ControlKind::rank;
    if (!chosen)
        return std::string(value);
    std::string all;
    for (std::size_t from = 0; from < value.size();) {
        const auto end = std::min(value.find(' ', from), value.size());
        all += (all.empty() ? "" : "; ") + choice(form, control, value.substr(from, end - from), language);
        from = end + 1;
    }
    return all;
}

const Control* question_at(const Form& form, std::string_view reference) { return find(form.body, reference); }

} // namespace balieblik::forms
