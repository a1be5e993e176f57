// SPDX-License-Identifier: EUPL-1.2
// Texts in the session's language, with what is filled in; and what expressions ask of the session.
#include "forms/session/state.hpp"

namespace balieblik::forms {

static bool is_itext(const xpath::Expression& reference)
{
    return reference.operation == xpath::Operation::call && reference.text == "jr:itext";
}

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
    if (is_itext(reference))
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

Pictures Session::State::pictures_of(const std::string& id, const xpath::Node* node) const
{
    const auto find = [&](const Language& in, const char* shape) {
        const auto forms_of = in.texts.find(id);
        if (forms_of == in.texts.end())
            return std::string();
        const auto shaped = forms_of->second.find(shape);
        auto address = shaped == forms_of->second.end() ? std::string() : filled(shaped->second, node);
        return address.starts_with("jr://") ? address : std::string(); // a language that lacks it says "-"
    };
    // A picture that was given once serves every language: it has no words that a reader could fail to know.
    const auto in_any = [&](const char* shape) {
        std::string found;
        for (const auto& each : program->form->languages)
            if (auto address = find(each, shape); !address.empty() && (found.empty() || each.name == language))
                found = std::move(address);
        return found;
    };
    return {in_any("image"), in_any("big-image")};
}

Pictures Session::State::pictures(const Text& label, const xpath::Node* node) const
{
    if (!program->pictures || label.ref.empty())
        return {};
    const auto found = program->texts.find(label.ref);
    return found == program->texts.end() ? Pictures{} : pictures(*found->second, context(node), node);
}

Pictures Session::State::pictures(const xpath::Expression& label, const xpath::Context& place,
                                  const xpath::Node* node) const
{
    if (!program->pictures || !is_itext(label))
        return {};
    return pictures_of(xpath::to_text(xpath::evaluate(*label.operands.front(), place)), node);
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
