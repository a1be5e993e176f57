// SPDX-License-Identifier: EUPL-1.2
// Query parameters as described structs: ids must be there, lists are separated by commas, a struct inside is written
// flat ("?wave_id=...&states=offered,accepted&offset=50"), and whatever else is absent keeps its default.
#pragma once

#include "http/message.hpp"
#include "http/schema.hpp"

#include <charconv>

namespace balieblik::http {

namespace detail {

template <class T>
void describe_members(Schemas& schemas, boost::json::array& to)
{
    boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
        using Value = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        if constexpr (json::detail::Described<Value>) {
            describe_members<Value>(schemas, to);
        } else {
            boost::json::object parameter{{"name", member.name},
                                          {"in", "query"},
                                          {"required", json::detail::is_id<Value>::value},
                                          {"schema", schemas.of<Value>()}};
            if constexpr (json::detail::is_vector<Value>::value) {
                parameter["style"] = "form";
                parameter["explode"] = false;
            }
            to.push_back(std::move(parameter));
        }
    });
}

// A text as the JSON that the reader wants for T.
template <class T>
boost::json::value value_of(const std::string& text)
{
    if constexpr (json::detail::is_optional<T>::value) {
        return value_of<typename T::value_type>(text);
    } else if constexpr (std::is_same_v<T, bool>) {
        return text == "true" || text == "1"    ? boost::json::value(true)
               : text == "false" || text == "0" ? boost::json::value(false)
                                                : boost::json::value(text);
    } else if constexpr (std::is_integral_v<T>) {
        std::int64_t number = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        return problem == std::errc{} && end == text.data() + text.size() ? boost::json::value(number)
                                                                          : boost::json::value(text);
    } else if constexpr (std::is_floating_point_v<T>) {
        double number = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        return problem == std::errc{} && end == text.data() + text.size() ? boost::json::value(number)
                                                                          : boost::json::value(text);
    } else if constexpr (json::detail::is_vector<T>::value) {
        boost::json::array items;
        for (std::size_t from = 0; from < text.size();) {
            const auto end = std::min(text.find(',', from), text.size());
            items.push_back(value_of<typename T::value_type>(text.substr(from, end - from)));
            from = end + 1;
        }
        return items;
    } else {
        return boost::json::value(text);
    }
}

template <class T>
boost::json::object members_of(const Request& request)
{
    auto object = json::write(T{}).as_object();
    boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
        using Value = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        if constexpr (json::detail::Described<Value>) {
            object[member.name] = members_of<Value>(request);
        } else {
            if (const auto text = request.parameter(member.name))
                object[member.name] = value_of<Value>(*text);
            else if constexpr (json::detail::is_id<Value>::value)
                object.erase(member.name); // so that the reader says that it is missing
        }
    });
    return object;
}

} // namespace detail

template <class T>
void describe_query(Schemas& schemas, boost::json::array& to)
{
    detail::describe_members<T>(schemas, to);
}

// Refusal: malformed, naming the parameter.
template <class T>
Result<T> read_query(const Request& request)
{
    return json::read<T>(detail::members_of<T>(request));
}

} // namespace balieblik::http
