// SPDX-License-Identifier: EUPL-1.2
#include "support/openapi_check.hpp"

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"

#include <regex>

namespace balieblik::test {
namespace {

std::vector<std::string> parts_of(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

// How many parts of the template are fixed words, or none if the path does not fit it.
std::optional<int> fits(std::string_view pattern, std::string_view path)
{
    const auto wanted = parts_of(pattern);
    const auto given = parts_of(path);
    const bool open_end = !wanted.empty() && wanted.back() == "{file}";
    if (wanted.size() != given.size() && !(open_end && given.size() >= wanted.size()))
        return std::nullopt;
    int fixed = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{'))
            continue;
        if (wanted[i] != given[i])
            return std::nullopt;
        ++fixed;
    }
    return fixed;
}

bool is_of(const boost::json::value& value, std::string_view type)
{
    return type == "object"    ? value.is_object()
           : type == "array"   ? value.is_array()
           : type == "string"  ? value.is_string()
           : type == "boolean" ? value.is_bool()
           : type == "integer" ? value.is_int64() || value.is_uint64()
           : type == "number"  ? value.is_number()
                               : false;
}

bool has_format(const std::string& text, std::string_view format)
{
    if (format == "uuid")
        return parse_uuid(text).has_value();
    if (format == "date-time")
        return parse_timestamp(text).has_value();
    if (format == "date")
        return parse_date(text).has_value();
    return true;
}

// std::regex calls itself for each character: a file in hexadecimal would be its end.
bool fits_pattern(const std::string& text, const std::string& pattern)
{
    if (pattern == "^([0-9a-f]{2})*$")
        return from_hex(text).has_value();
    return std::regex_match(text, std::regex{pattern});
}

std::string media_type(std::string text) { return text.substr(0, text.find(';')); }

std::string header_of(const RequestHeaders& headers, std::string_view name)
{
    for (const auto& [key, value] : headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

OpenApiCheck OpenApiCheck::from_file()
{
    const auto text = contents_of(source_dir() / "docs" / "openapi.json");
    return OpenApiCheck{json::parse(text).value()};
}

OpenApiCheck::Found OpenApiCheck::find(const std::string& method, const std::string& target) const
{
    const auto path = target.substr(0, target.find('?'));
    std::string verb = method;
    for (char& c : verb)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    Found best;
    int best_fixed = -1;
    for (const auto& entry : document_.at("paths").as_object()) {
        const auto fixed = fits(entry.key(), path);
        if (!fixed || *fixed <= best_fixed)
            continue;
        const auto* operation = entry.value().as_object().if_contains(verb);
        if (!operation)
            continue;
        best_fixed = *fixed;
        best = {std::string(entry.key()), &operation->as_object()};
    }
    return best;
}

std::vector<std::string> OpenApiCheck::exchange(const HttpExchange& request, const HttpReply& reply)
{
    const auto [path, operation] = find(request.method, request.target);
    if (!operation)
        return reply.status == 404 || reply.status == 405 ? std::vector<std::string>{}
                                                          : std::vector<std::string>{"no such operation"};
    std::vector<std::string> faults;
    const bool fine = reply.status < 400;
    if (fine) {
        seen_.insert(request.method + " " + path);
        if (const auto* body = operation->if_contains("requestBody")) {
            const auto type = media_type(header_of(request.headers, "Content-Type"));
            const auto* content = body->at("content").as_object().if_contains(type);
            const auto* required = body->as_object().if_contains("required");
            const bool optional = required && !required->as_bool();
            if (!content && !(optional && request.body.empty()))
                faults.push_back("request of type '" + type + "'");
            else if (content && type == "application/json")
                validate(json::parse(request.body).value(), content->at("schema"), "request", faults);
        } else if (!request.body.empty()) {
            faults.push_back("a request body that is not documented");
        }
    }
    const auto& responses = operation->at("responses").as_object();
    const auto* response = responses.if_contains(std::to_string(reply.status));
    if (!response && !fine)
        response = responses.if_contains("default");
    if (!response && reply.status != 304) {
        faults.push_back("status is not documented");
        return faults;
    }
    const auto type = media_type(reply.header("content-type"));
    const auto* contents = response ? response->as_object().if_contains("content") : nullptr;
    if (!contents || request.method == "HEAD") {
        if (!reply.body.empty())
            faults.push_back("a response body that is not documented");
        return faults;
    }
    const auto* content = contents->as_object().if_contains(type);
    if (!content && path != "/console/{file}")
        faults.push_back("response of type '" + type + "'");
    else if (content && type.ends_with("json"))
        validate(json::parse(reply.body).value(), content->at("schema"), "response", faults);
    return faults;
}

std::vector<std::string> OpenApiCheck::validate(const boost::json::value& value, const boost::json::value& schema) const
{
    std::vector<std::string> faults;
    validate(value, schema, "value", faults);
    return faults;
}

void OpenApiCheck::validate(const boost::json::value& value, const boost::json::value& schema, const std::string& at,
                            std::vector<std::string>& faults) const
{
    const auto& rules = schema.as_object();
    if (const auto* reference = rules.if_contains("$ref")) {
        const std::string_view pointer{reference->as_string()};
        validate(value, document_.at_pointer(pointer.substr(1)), at, faults);
        return;
    }
    if (const auto* type = rules.if_contains("type"); type && !is_of(value, type->as_string())) {
        faults.push_back(at + ": not of type " + std::string(type->as_string()));
        return;
    }
    if (const auto* words = rules.if_contains("enum")) {
        const auto& known = words->as_array();
        if (std::find(known.begin(), known.end(), value) == known.end())
            faults.push_back(at + ": not one of the words");
    }
    if (value.is_string()) {
        const std::string text{value.as_string()};
        if (const auto* format = rules.if_contains("format"); format && !has_format(text, format->as_string()))
            faults.push_back(at + ": no " + std::string(format->as_string()));
        if (const auto* pattern = rules.if_contains("pattern");
            pattern && !fits_pattern(text, std::string(pattern->as_string())))
            faults.push_back(at + ": does not fit the pattern");
    } else if (value.is_array()) {
        std::size_t n = 0;
        for (const auto& item : value.as_array())
            validate(item, rules.at("items"), at + "[" + std::to_string(n++) + "]", faults);
    } else if (value.is_object()) {
        validate_object(value.as_object(), rules, at, faults);
    }
}

void OpenApiCheck::validate_object(const boost::json::object& object, const boost::json::object& schema,
                                   const std::string& at, std::vector<std::string>& faults) const
{
    static const boost::json::object none;
    const auto* properties = schema.if_contains("properties");
    const auto& known = properties ? properties->as_object() : none;
    const auto* others = schema.if_contains("additionalProperties");
    if (const auto* required = schema.if_contains("required"))
        for (const auto& member : required->as_array())
            if (!object.contains(member.as_string()))
                faults.push_back(at + "." + std::string(member.as_string()) + ": is missing");
    for (const auto& member : object) {
        const auto inner = at + "." + std::string(member.key());
        if (const auto* rules = known.if_contains(member.key()))
            validate(member.value(), *rules, inner, faults);
        else if (others && others->is_object())
            validate(member.value(), *others, inner, faults);
        else if (!others && !schema.empty())
            faults.push_back(inner + ": is not documented");
    }
}

} // namespace balieblik::test
