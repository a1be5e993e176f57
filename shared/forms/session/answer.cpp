// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/answer.hpp"

#include "forms/session/encode.hpp"
#include "forms/xpath/functions.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <set>

namespace balieblik::forms {

namespace {

bool in_range(const Control& control, std::string_view text)
{
    const auto limit = [&](const char* name, double otherwise) {
        const auto found = control.parameters.find(name);
        const auto number = found == control.parameters.end() ? NAN : xpath::text_number(found->second);
        return std::isnan(number) ? otherwise : number;
    };
    const auto start = limit("start", -INFINITY);
    const auto end = limit("end", INFINITY);
    const auto number = xpath::text_number(text);
    return number >= std::min(start, end) && number <= std::max(start, end);
}

// A person who types "1.5" for a whole number means something else than 1: what would lose a part is not taken.
bool loses(DataType type, std::string_view given, const std::string& kept)
{
    if (type == DataType::integer)
        return xpath::text_number(given) != xpath::text_number(kept);
    return type == DataType::date && given != kept;
}

// Letters with their accents in one piece, whatever keyboard wrote them: the same word is the same text.
std::string composed(std::string text)
{
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return text;
    utf8proc_uint8_t* made = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
    return size < 0 ? text : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

bool are_offered(const std::vector<std::string>& chosen, const std::vector<Option>& options)
{
    return std::all_of(chosen.begin(), chosen.end(), [&](const std::string& value) {
        return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.value == value; });
    });
}

// Chosen options in the order in which they are offered, so that the same choice is the same text.
std::string in_order(const std::vector<std::string>& chosen, const std::vector<Option>& options)
{
    std::string ordered;
    for (const auto& option : options)
        if (std::find(chosen.begin(), chosen.end(), option.value) != chosen.end())
            ordered += (ordered.empty() ? "" : " ") + option.value;
    return ordered;
}

} // namespace

Result<std::string> check_answer(const Entry& entry, const NodeState& item, const std::vector<Option>& options,
                                 std::string_view value)
{
    const auto refused = [&](std::string_view wanted) {
        return Error{Errc::answer_refused, entry.nodeset + ": " + std::string(wanted)};
    };
    constexpr std::size_t longest = 64 * 1024;
    if (value.size() > longest)
        return refused("too long");
    if (value.find('\0') != std::string_view::npos)
        return refused("a character that no text has");
    if (value.empty() || item.value == value)
        return std::string(value);
    auto own = entry.written(value);
    if (own.empty() || loses(entry.type, value, own))
        return refused("an answer of type " + (entry.bind ? entry.bind->type : std::string("trigger")) + " is wanted");
    if (entry.type == DataType::text && !entry.is_choice())
        own = composed(std::move(own));
    if (!entry.control)
        return own;
    const auto kind = entry.control->kind;
    if (kind == ControlKind::select_one && !are_offered({own}, options))
        return refused("one of the options is wanted");
    if (kind == ControlKind::select_multiple || kind == ControlKind::rank) {
        const auto chosen = xpath::words(own);
        if (!are_offered(chosen, options) || std::set(chosen.begin(), chosen.end()).size() != chosen.size())
            return refused("some of the options are wanted, each once");
        if (kind == ControlKind::select_multiple)
            return in_order(chosen, options);
        if (chosen.size() != options.size())
            return refused("all options are wanted, in order");
    }
    if (kind == ControlKind::range && !in_range(*entry.control, own))
        return refused("a number within the range is wanted");
    return own;
}

} // namespace balieblik::forms
