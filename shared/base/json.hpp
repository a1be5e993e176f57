// SPDX-License-Identifier: EUPL-1.2
// JSON over described structs: one description is the wire, the SQL row, the fixture and the model role.
// The reader is tolerant where time passes (unknown members are ignored, an absent optional is empty) and strict where
// it is not (a wrong type or an absent member is refused with its path).
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace balieblik::json {

// What an untrusted text may be (sync-protocol.md, "Limits").
struct Limits {
    std::size_t bytes = 4 * 1024 * 1024;
    std::size_t depth = 32;
};

// Parses a whole text. Refusals: too_large, malformed (says at which byte).
Result<boost::json::value> parse(std::string_view text, Limits limits = {});
// One line, members in the order in which they were written.
std::string print(const boost::json::value& value);
// RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints them. The bytes that are hashed.
std::string canonical(const boost::json::value& value);

namespace detail {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
struct is_optional : std::false_type {
};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {
};
template <class T>
struct is_vector : std::false_type {
};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {
};
template <class T>
struct is_map : std::false_type {
};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {
};
template <class T>
struct is_duration : std::false_type {
};
template <class Rep, class Period>
struct is_duration<std::chrono::duration<Rep, Period>> : std::true_type {
};
template <class T>
struct is_id : std::false_type {
};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {
};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

inline Error wrong(std::string_view path, std::string_view wanted)
{
    return Error{Errc::malformed, std::string(path.empty() ? "message" : path) + ": " + std::string(wanted)};
}

} // namespace detail

// The wire name of a described enumerator.
template <detail::DescribedEnum E>
std::string_view enum_name(E value)
{
    return boost::describe::enum_to_string(value, "");
}
template <detail::DescribedEnum E>
std::optional<E> enum_named(std::string_view name)
{
    E value{};
    return boost::describe::enum_from_string(std::string(name).c_str(), value) ? std::optional<E>{value} : std::nullopt;
}

template <class T>
boost::json::value write(const T& from)
{
    if constexpr (std::is_same_v<T, boost::json::value> || std::is_same_v<T, boost::json::object>) {
        return from;
    } else if constexpr (detail::is_id<T>::value) {
        return boost::json::string(to_text(from));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        return boost::json::string(to_utc_text(from));
    } else if constexpr (std::is_same_v<T, std::chrono::sys_days>) {
        return boost::json::string(to_date_text(from));
    } else if constexpr (detail::is_duration<T>::value) {
        return boost::json::value(static_cast<std::int64_t>(from.count()));
    } else if constexpr (std::is_same_v<T, Bytes>) {
        return boost::json::string(to_hex(from));
    } else if constexpr (detail::DescribedEnum<T>) {
        return boost::json::string(enum_name(from));
    } else if constexpr (detail::is_optional<T>::value) {
        return from ? write(*from) : boost::json::value(nullptr);
    } else if constexpr (detail::is_vector<T>::value) {
        boost::json::array items;
        items.reserve(from.size());
        for (const auto& item : from)
            items.push_back(write(item));
        return items;
    } else if constexpr (detail::is_map<T>::value) {
        boost::json::object members;
        for (const auto& [key, item] : from)
            members[key] = write(item);
        return members;
    } else if constexpr (detail::Described<T>) {
        boost::json::object members;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            const auto& value = from.*member.pointer;
            // An absent optional is left out, so that old readers see what they always saw.
            if constexpr (detail::is_optional<std::remove_cvref_t<decltype(value)>>::value) {
                if (!value)
                    return;
            }
            members[member.name] = write(value);
        });
        return members;
    } else if constexpr (std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return boost::json::value(from);
    } else {
        return boost::json::string(std::string_view(from));
    }
}

template <class T>
Result<T> read(const boost::json::value& from, std::string_view path = {})
{
    if constexpr (std::is_same_v<T, boost::json::value>) {
        return from;
    } else if constexpr (std::is_same_v<T, boost::json::object>) {
        if (!from.is_object())
            return detail::wrong(path, "an object is wanted");
        return from.get_object();
    } else if constexpr (detail::is_optional<T>::value) {
        if (from.is_null())
            return T{};
        BALIEBLIK_TRY(value, read<typename T::value_type>(from, path));
        return T{std::move(value)};
    } else if constexpr (detail::is_vector<T>::value && !std::is_same_v<T, Bytes>) {
        if (!from.is_array())
            return detail::wrong(path, "a list is wanted");
        T items;
        items.reserve(from.get_array().size());
        for (const auto& element : from.get_array()) {
            BALIEBLIK_TRY(item, read<typename T::value_type>(element, std::string(path) + "[" +
                                                                          std::to_string(items.size()) + "]"));
            items.push_back(std::move(item));
        }
        return items;
    } else if constexpr (detail::is_map<T>::value) {
        if (!from.is_object())
            return detail::wrong(path, "an object is wanted");
        T members;
        for (const auto& element : from.get_object()) {
            BALIEBLIK_TRY(item, read<typename T::mapped_type>(element.value(),
                                                              std::string(path) + "." + std::string(element.key())));
            members.emplace(element.key(), std::move(item));
        }
        return members;
    } else if constexpr (detail::Described<T>) {
        if (!from.is_object())
            return detail::wrong(path, "an object is wanted");
        const auto& object = from.get_object();
        T made{};
        std::optional<Error> refused;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            if (refused)
                return;
            using Value = std::remove_cvref_t<decltype(made.*member.pointer)>;
            const auto inner = path.empty() ? std::string(member.name) : std::string(path) + "." + member.name;
            const auto* found = object.if_contains(member.name);
            if (!found) {
                if constexpr (!detail::is_optional<Value>::value)
                    refused = detail::wrong(inner, "is missing");
                return;
            }
            auto value = read<Value>(*found, inner);
            if (value)
                made.*member.pointer = std::move(*value);
            else
                refused = value.error();
        });
        if (refused)
            return *refused;
        return made;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!from.is_bool())
            return detail::wrong(path, "true or false is wanted");
        return from.get_bool();
    } else if constexpr (std::is_integral_v<T> || detail::is_duration<T>::value) {
        boost::system::error_code problem;
        if constexpr (std::is_integral_v<T>) {
            const auto number = from.to_number<T>(problem);
            if (problem)
                return detail::wrong(path, "a whole number is wanted");
            return number;
        } else {
            const auto number = from.to_number<std::int64_t>(problem);
            if (problem)
                return detail::wrong(path, "a whole number is wanted");
            return T{number};
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        boost::system::error_code problem;
        const auto number = from.to_number<T>(problem);
        if (problem)
            return detail::wrong(path, "a number is wanted");
        return number;
    } else {
        if (!from.is_string())
            return detail::wrong(path, "a text is wanted");
        const std::string_view text{from.get_string()};
        if constexpr (detail::is_id<T>::value) {
            auto id = parse_id<T>(text);
            return id ? Result<T>{*id} : detail::wrong(path, id.error().detail);
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            auto time = parse_timestamp(text);
            return time ? Result<T>{*time} : detail::wrong(path, time.error().detail);
        } else if constexpr (std::is_same_v<T, std::chrono::sys_days>) {
            auto day = parse_date(text);
            return day ? Result<T>{*day} : detail::wrong(path, day.error().detail);
        } else if constexpr (std::is_same_v<T, Bytes>) {
            auto bytes = from_hex(text);
            return bytes ? Result<T>{std::move(*bytes)} : detail::wrong(path, "hexadecimal digits are wanted");
        } else if constexpr (detail::DescribedEnum<T>) {
            const auto named = enum_named<T>(text);
            return named ? Result<T>{*named} : detail::wrong(path, "not one of the known words");
        } else {
            return T(text);
        }
    }
}

// Text to struct and back, for the borders.
template <class T>
Result<T> read_text(std::string_view text, Limits limits = {})
{
    BALIEBLIK_TRY(value, parse(text, limits));
    return read<T>(value);
}
template <class T>
std::string print_struct(const T& from)
{
    return print(write(from));
}

} // namespace balieblik::json
