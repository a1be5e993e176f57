// SPDX-License-Identifier: EUPL-1.2
#include "calc/inputs.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <cctype>

namespace balieblik::calc {

Error wrong(std::string_view name, std::string_view wanted)
{
    return Error{Errc::malformed, std::string(name) + ": " + std::string(wanted)};
}

Result<double> as_number(const boost::json::value& value, std::string_view name)
{
    boost::system::error_code problem;
    const auto number = value.to_number<double>(problem);
    if (problem)
        return wrong(name, "a number is wanted");
    return number;
}

Result<std::int64_t> as_whole(const boost::json::value& value, std::string_view name)
{
    boost::system::error_code problem;
    const auto number = value.to_number<std::int64_t>(problem); // 12.0 is whole
    if (problem)
        return wrong(name, "a whole number is wanted");
    return number;
}

Result<std::optional<double>> as_score(const boost::json::value& value, std::string_view name)
{
    if (value.is_null())
        return std::optional<double>{};
    if (value.is_string()) {
        std::string text{std::string_view(value.get_string())};
        std::erase_if(text, [](char c) { return c == '/' || c == '.' || c == ' '; });
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
        if (text == "na" || text == "nvt")
            return std::optional<double>{};
    }
    BALIEBLIK_TRY(number, as_number(value, name));
    return std::optional<double>{number};
}

Result<const boost::json::array*> as_list(const boost::json::value& value, std::string_view name)
{
    if (!value.is_array())
        return wrong(name, "a list is wanted");
    return &value.get_array();
}

Result<const boost::json::object*> as_object(const boost::json::value& value, std::string_view name)
{
    if (!value.is_object())
        return wrong(name, "an object is wanted");
    return &value.get_object();
}

Result<Column> as_column(const boost::json::value& value, std::string_view name)
{
    BALIEBLIK_TRY(list, as_list(value, name));
    Column made;
    made.reserve(list->size());
    for (const auto& item : *list) {
        BALIEBLIK_TRY(number, as_score(item, std::string(name) + "[" + std::to_string(made.size()) + "]"));
        made.push_back(number);
    }
    return made;
}

std::string as_text(const boost::json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : json::canonical(value);
}

std::string letters_of(std::string_view name)
{
    std::string letters;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)))
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

std::vector<double> present(const Column& column)
{
    std::vector<double> made;
    for (const auto& value : column)
        if (value)
            made.push_back(*value);
    return made;
}

const boost::json::value* Inputs::find(Names names) const
{
    for (const auto name : names)
        if (const auto* value = members_.if_contains(name); value && !value->is_null())
            return value;
    return nullptr;
}

Result<const boost::json::value*> Inputs::need(Names names) const
{
    if (const auto* value = find(names))
        return value;
    return wrong(*names.begin(), "is missing");
}

Result<double> Inputs::number(Names names) const
{
    BALIEBLIK_TRY(value, need(names));
    return as_number(*value, *names.begin());
}

Result<double> Inputs::number_or(Names names, double otherwise) const
{
    const auto* value = find(names);
    return value ? as_number(*value, *names.begin()) : Result<double>{otherwise};
}

Result<std::optional<double>> Inputs::optional_number(Names names) const
{
    const auto* value = find(names);
    if (!value)
        return std::optional<double>{};
    BALIEBLIK_TRY(number, as_number(*value, *names.begin()));
    return std::optional<double>{number};
}

Result<std::int64_t> Inputs::whole(Names names) const
{
    BALIEBLIK_TRY(value, need(names));
    return as_whole(*value, *names.begin());
}

Result<std::int64_t> Inputs::whole_or(Names names, std::int64_t otherwise) const
{
    const auto* value = find(names);
    return value ? as_whole(*value, *names.begin()) : Result<std::int64_t>{otherwise};
}

Result<Column> Inputs::column(Names names) const
{
    BALIEBLIK_TRY(value, need(names));
    return as_column(*value, *names.begin());
}

Result<std::vector<double>> Inputs::numbers(Names names) const
{
    BALIEBLIK_TRY(values, column(names));
    return present(values);
}

Result<std::vector<Column>> Inputs::rows(Names names) const
{
    BALIEBLIK_TRY(value, need(names));
    BALIEBLIK_TRY(list, as_list(*value, *names.begin()));
    std::vector<Column> made;
    for (const auto& item : *list) {
        BALIEBLIK_TRY(row, as_column(item, std::string(*names.begin()) + "[" + std::to_string(made.size()) + "]"));
        made.push_back(std::move(row));
    }
    return made;
}

Result<std::vector<std::string>> Inputs::texts(Names names) const
{
    BALIEBLIK_TRY(value, need(names));
    BALIEBLIK_TRY(list, as_list(*value, *names.begin()));
    std::vector<std::string> made;
    for (const auto& item : *list)
        made.push_back(as_text(item));
    return made;
}

Result<std::optional<std::string>> Inputs::optional_text(Names names) const
{
    const auto* value = find(names);
    if (!value)
        return std::optional<std::string>{};
    if (!value->is_string())
        return wrong(*names.begin(), "a text is wanted");
    return std::optional<std::string>{std::string(value->get_string())};
}

} // namespace balieblik::calc
