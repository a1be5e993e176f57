// SPDX-License-Identifier: EUPL-1.2
#include "usecases/visit_answers.hpp"

namespace balieblik::usecases {
namespace {

using forms::Control;
using forms::ControlKind;
using forms::Form;

struct Words {
    std::string nl;
    std::string en;
};

// The text between two marks; empty if one of them is missing.
std::string between(std::string_view text, std::string_view before, std::string_view after)
{
    const auto begin = text.find(before);
    if (begin == std::string_view::npos)
        return {};
    const auto from = begin + before.size();
    const auto end = text.find(after, from);
    return end == std::string_view::npos ? std::string{} : std::string(text.substr(from, end - from));
}

std::string plain(const forms::RichText& text)
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

Words words_of(const Form& form, std::string_view text_id)
{
    return {in_language(form, "nl", text_id), in_language(form, "en", text_id)};
}

Words words_of(const Form& form, const forms::Text& text)
{
    if (text.ref.empty()) {
        const auto words = plain(text.inline_text);
        return {words, words};
    }
    return words_of(form, between(text.ref, "'", "'"));
}

// The label of one choice, where the list is written in the form.
Words choice(const Form& form, const Control& control, std::string_view value)
{
    for (const auto& item : control.items)
        if (item.value == value)
            return words_of(form, item.label);
    const auto* list = form.secondary(between(control.itemset.nodeset, "instance('", "')"));
    if (!list)
        return {std::string(value), std::string(value)};
    for (const auto& item : list->root.children) {
        const auto* name = item.child(control.itemset.value);
        if (!name || name->text != value)
            continue;
        if (const auto* id = item.child("itextId"))
            return words_of(form, id->text);
        if (const auto* label = item.child("label"))
            return {label->text, label->text};
    }
    return {std::string(value), std::string(value)};
}

Words value_in_words(const Form& form, const Control& control, const std::string& value)
{
    const bool chosen = control.kind == ControlKind::select_one || control.kind == ControlKind::select_multiple ||
                        control.kind == ControlKind::rank;
    if (!chosen)
        return {value, value};
    Words all;
    std::size_t from = 0;
    while (from < value.size()) {
        const auto end = std::min(value.find(' ', from), value.size());
        const auto words = choice(form, control, std::string_view(value).substr(from, end - from));
        all.nl += (all.nl.empty() ? "" : "; ") + words.nl;
        all.en += (all.en.empty() ? "" : "; ") + words.en;
        from = end + 1;
    }
    return all;
}

// Walks the body and the record side by side; in a repeat each of its rows has its turn.
class Reader {
public:
    explicit Reader(const Form& form) : form_(form) {}

    void read(const std::vector<Control>& controls, const boost::json::object& data, const std::string& base,
              const Words& section)
    {
        for (const auto& control : controls) {
            const auto* value = control.ref.empty() ? nullptr : at(data, control.ref, base);
            if (control.kind == ControlKind::group)
                group(control, data, base, section);
            else if (control.kind == ControlKind::repeat)
                repeat(control, value, section);
            else if (value && value->is_string() && !value->get_string().empty())
                answer(control, std::string(value->get_string()), section);
        }
    }

    std::vector<OpenedAnswer> take() { return std::move(answers_); }

private:
    // The member at an absolute reference, seen from the object that stands for `base`.
    static const boost::json::value* at(const boost::json::object& data, std::string_view ref, std::string_view base)
    {
        if (ref.size() <= base.size() || !ref.starts_with(base))
            return nullptr;
        auto rest = ref.substr(base.size() + 1);
        const boost::json::object* inside = &data;
        for (;;) {
            const auto slash = rest.find('/');
            const auto* found = inside->if_contains(rest.substr(0, slash));
            if (!found || slash == std::string_view::npos)
                return found;
            inside = found->if_object();
            if (!inside)
                return nullptr;
            rest.remove_prefix(slash + 1);
        }
    }

    void group(const Control& control, const boost::json::object& data, const std::string& base, const Words& section)
    {
        const auto own = words_of(form_, control.label);
        read(control.children, data, base, own.nl.empty() && own.en.empty() ? section : own);
    }

    void repeat(const Control& control, const boost::json::value* rows, const Words& section)
    {
        if (!rows || !rows->is_array())
            return;
        for (const auto& row : rows->get_array())
            if (row.is_object())
                read(control.children, row.get_object(), control.ref, section);
    }

    void answer(const Control& control, const std::string& value, const Words& section)
    {
        const auto label = words_of(form_, control.label);
        const auto words = value_in_words(form_, control, value);
        answers_.push_back({control.ref, section.nl, section.en, label.nl, label.en, value, words.nl, words.en});
    }

    const Form& form_;
    std::vector<OpenedAnswer> answers_;
};

} // namespace

std::vector<OpenedAnswer> answers_in_words(const Form& form, const boost::json::object& data)
{
    Reader reader(form);
    reader.read(form.body, data, "/" + form.instance.name, {});
    return reader.take();
}

} // namespace balieblik::usecases
