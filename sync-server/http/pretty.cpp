// SPDX-License-Identifier: EUPL-1.2
#include "http/pretty.hpp"

namespace balieblik::http {
namespace {

void append(std::string& to, const boost::json::value& value, std::size_t depth);

// The items between two brackets, each on its own line.
template <class Items, class Each>
void append_lines(std::string& to, char open, char close, const Items& items, std::size_t depth, Each each)
{
    to += open;
    bool first = true;
    for (const auto& item : items) {
        to += first ? "\n" : ",\n";
        first = false;
        to.append(2 * (depth + 1), ' ');
        each(item);
    }
    to += '\n';
    to.append(2 * depth, ' ');
    to += close;
}

void append(std::string& to, const boost::json::value& value, std::size_t depth)
{
    if (const auto* object = value.if_object(); object && !object->empty()) {
        append_lines(to, '{', '}', *object, depth, [&](const auto& member) {
            to += boost::json::serialize(member.key()) + ": ";
            append(to, member.value(), depth + 1);
        });
    } else if (const auto* array = value.if_array(); array && !array->empty()) {
        append_lines(to, '[', ']', *array, depth, [&](const auto& item) { append(to, item, depth + 1); });
    } else {
        to += boost::json::serialize(value);
    }
}

} // namespace

std::string pretty(const boost::json::value& value)
{
    std::string text;
    append(text, value, 0);
    return text + "\n";
}

} // namespace balieblik::http
