// SPDX-License-Identifier: EUPL-1.2
// Texts in the session's language, with what is filled in; and what expressions ask of the session.
#include "forms/session/state.hpp"

namespace balieblik::forms {

std::string Session::State::filled(const RichText& pieces, const xpath::Node* node) const
{
    std::string all;
    for (const auto& piece : pieces) {
        all += piece.words;
        if (piece.output.empty())
            continue;
        if (const auto found = program->texts.find(piece.output); found != program->texts.end())
            all += xpath::to_text(value_of(*found->second, node));
    }
    return all;
}

std::string Session::State::itext_of(const std::string& id, std::string_view shape, const xpath::Node* node) const
{
    for (const auto& each : program->form->languages) {
        if (each.name != language)
            continue;
        const auto found = each.texts.find(id);
        if (found == each.texts.end())
            return {};
        const auto shaped = found->second.find(std::string(shape));
        if (shaped != found->second.end())
            return filled(shaped->second, node);
        // A text that has only longer or shorter forms shows the long one.
        const auto longer = found->second.find("long");
        return shape.empty() && longer != found->second.end() ? filled(longer->second, node) : std::string();
    }
    return {};
}

std::string Session::State::text(const Text& text, const xpath::Node* node, std::string_view shape) const
{
    if (text.ref.empty())
        return shape.empty() ? filled(text.inline_text, node) : std::string();
    const auto found = program->texts.find(text.ref);
    if (found == program->texts.end())
        return {};
    const auto& reference = *found->second;
    if (reference.operation == xpath::Operation::call && reference.text == "jr:itext")
        return itext_of(xpath::to_text(value_of(*reference.operands.front(), node)), shape, node);
    return shape.empty() ? xpath::to_text(value_of(reference, node)) : std::string();
}

std::string Session::State::message(std::string_view message, const xpath::Node* node) const
{
    if (!message.starts_with("jr:itext("))
        return std::string(message);
    Text reference;
    reference.ref = message;
    return text(reference, node);
}

const xpath::Node* Session::State::instance(std::string_view id) const
{
    for (const auto& [name, list] : lists)
        if (name == id)
            return list->root();
    return nullptr;
}

xpath::Value Session::State::itext(std::string_view id, const xpath::Node* node) const
{
    // Labels of choices are asked for in the place of the choice; what is filled in belongs to the record.
    const bool of_record = node && node->document == &document;
    return xpath::Value::of(itext_of(std::string(id), "", of_record ? node : document.root()));
}

std::string Session::State::choice_name(std::string_view value, std::string_view path, const xpath::Node* node) const
{
    const auto* start = node && node->document == &document ? node : document.root();
    const auto from = start == document.root() ? std::string() : program->entries[items[start->slot].entry].nodeset;
    const auto found = program->at.find(resolve_path(path, from));
    if (found == program->at.end())
        return {};
    const auto* asked = nearest(found->second, start);
    if (!asked)
        return {};
    for (const auto& option : options(item_of(asked), true))
        if (option.value == value)
            return option.label;
    return {};
}

std::string Session::State::namespace_uri(std::string_view prefix) const
{
    const auto& known = program->form->namespaces;
    const auto found = known.find(std::string(prefix));
    return found == known.end() ? std::string() : found->second;
}

} // namespace balieblik::forms
