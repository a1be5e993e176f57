// SPDX-License-Identifier: EUPL-1.2
// JSON Schema (2020-12, as OpenAPI 3.1 uses it) made from the same descriptions that read and write the messages, so
// that the document cannot say something else than the code.
#pragma once

#include "base/json.hpp"

#include <boost/core/type_name.hpp>

#include <stdexcept>

namespace balieblik::http {

// The named schemas that a document refers to, collected while routes are described.
class Schemas {
public:
    // The schema of T, or a reference to it where it has a name of its own.
    template <class T>
    boost::json::object of();

    const std::map<std::string, boost::json::object>& named() const { return named_; }

private:
    template <class T>
    boost::json::object reference();
    template <class T>
    boost::json::object described();

    std::map<std::string, boost::json::object> named_;
    std::map<std::string, std::string> full_names_;
};

template <class T>
boost::json::object Schemas::of()
{
    namespace d = json::detail;
    if constexpr (std::is_same_v<T, boost::json::value>) {
        return {};
    } else if constexpr (std::is_same_v<T, boost::json::object>) {
        return {{"type", "object"}, {"additionalProperties", true}};
    } else if constexpr (d::is_id<T>::value) {
        return {{"type", "string"}, {"format", "uuid"}};
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<T, std::chrono::sys_days>) {
        return {{"type", "string"}, {"format", "date"}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (d::is_duration<T>::value || std::is_integral_v<T>) {
        return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) {
        return {{"type", "number"}};
    } else if constexpr (std::is_same_v<T, Bytes>) {
        return {{"type", "string"}, {"pattern", "^([0-9a-f]{2})*$"}};
    } else if constexpr (d::is_optional<T>::value) {
        return of<typename T::value_type>();
    } else if constexpr (d::is_vector<T>::value) {
        return {{"type", "array"}, {"items", of<typename T::value_type>()}};
    } else if constexpr (d::is_map<T>::value) {
        return {{"type", "object"}, {"additionalProperties", of<typename T::mapped_type>()}};
    } else if constexpr (d::DescribedEnum<T> || d::Described<T>) {
        return reference<T>();
    } else {
        return {{"type", "string"}};
    }
}

template <class T>
boost::json::object Schemas::reference()
{
    const auto full = boost::core::type_name<T>();
    const auto name = full.substr(full.rfind(':') + 1);
    if (const auto known = full_names_.find(name); known != full_names_.end()) {
        if (known->second != full)
            throw std::logic_error("two types are called " + name + ": " + full + " and " + known->second);
    } else {
        full_names_.emplace(name, full);
        named_[name] = described<T>();
    }
    return {{"$ref", "#/components/schemas/" + name}};
}

template <class T>
boost::json::object Schemas::described()
{
    if constexpr (json::detail::DescribedEnum<T>) {
        boost::json::array words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto enumerator) { words.emplace_back(enumerator.name); });
        return {{"type", "string"}, {"enum", std::move(words)}};
    } else {
        boost::json::object properties;
        boost::json::array required;
        boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
            using Value = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            properties[member.name] = of<Value>();
            if constexpr (!json::detail::is_optional<Value>::value)
                required.emplace_back(member.name);
        });
        boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty())
            schema["required"] = std::move(required);
        return schema;
    }
}

} // namespace balieblik::http
