// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/answer.hpp"

#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace balieblik::forms {

namespace {

bool is_integer(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool is_place(std::string_view text)
{
    const auto parts = xpath::words(text);
    if (parts.size() < 2 || parts.size() > 4)
        return false;
    return std::abs(xpath::text_number(parts[0])) <= 90 && std::abs(xpath::text_number(parts[1])) <= 180;
}

bool fits(DataType type, std::string_view text)
{
    static const xpath::OffsetAt utc = [](Timestamp) { return std::chrono::minutes(0); };
    switch (type) {
    case DataType::integer:
        return is_integer(text);
    case DataType::decimal:
        return !std::isnan(xpath::text_number(text));
    case DataType::boolean:
        return text == "true" || text == "false" || text == "1" || text == "0";
    case DataType::date: {
        const auto moment = xpath::read_moment(text, utc);
        return moment && !moment->has_time;
    }
    case DataType::date_time: {
        const auto moment = xpath::read_moment(text, utc);
        return moment && moment->has_time;
    }
    case DataType::time:
        return !std::isnan(xpath::read_time(text, utc, {}));
    case DataType::geopoint:
        return is_place(text);
    case DataType::text:
    case DataType::geotrace:
    case DataType::geoshape:
    case DataType::binary:
        break;
    }
    return true;
}

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

bool are_offered(const std::vector<std::string>& chosen, const std::vector<Option>& options)
{
    return std::all_of(chosen.begin(), chosen.end(), [&](const std::string& value) {
        return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.value == value; });
    });
}

} // namespace

Result<void> check_answer(const Entry& entry, const NodeState& item, const std::vector<Option>& options,
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
        return {};
    if (entry.bind && !fits(entry.bind->data_type, value))
        return refused("an answer of type " + entry.bind->type + " is wanted");
    if (!entry.control)
        return {};
    const auto kind = entry.control->kind;
    if (kind == ControlKind::select_one && !are_offered({std::string(value)}, options))
        return refused("one of the options is wanted");
    if (kind == ControlKind::select_multiple || kind == ControlKind::rank) {
        const auto chosen = xpath::words(value);
        if (!are_offered(chosen, options) || std::set(chosen.begin(), chosen.end()).size() != chosen.size())
            return refused("some of the options are wanted, each once");
    }
    if (kind == ControlKind::range && !in_range(*entry.control, value))
        return refused("a number within the range is wanted");
    return {};
}

} // namespace balieblik::forms
