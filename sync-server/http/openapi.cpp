// SPDX-License-Identifier: EUPL-1.2
#include "http/router.hpp"

#include "sync/message.hpp"

#include <cctype>

namespace balieblik::http {
namespace {

using boost::json::array;
using boost::json::object;

std::string lower(std::string_view text)
{
    std::string made;
    for (const char c : text)
        made += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

// "GET /api/waves/{wave_id}" -> "get_api_waves_wave_id": the name that generated clients use.
std::string operation_id(const Route& row)
{
    auto made = lower(name(row.method));
    for (const char c : row.pattern)
        made += c == '*' ? std::string{"file"} : std::string(1, std::isalnum(static_cast<unsigned char>(c)) ? c : '_');
    std::string tidy;
    for (const char c : made)
        if (c != '_' || !tidy.ends_with('_'))
            tidy += c;
    while (tidy.ends_with('_'))
        tidy.pop_back();
    return tidy;
}

object string_parameter(std::string_view where, std::string_view parameter_name, bool required)
{
    return {{"name", parameter_name}, {"in", where}, {"required", required}, {"schema", {{"type", "string"}}}};
}

array parameters_of(const Route& row, Schemas& schemas)
{
    array made;
    for (std::size_t at = row.pattern.find('{'); at != row.pattern.npos; at = row.pattern.find('{', at + 1)) {
        const auto argument = row.pattern.substr(at + 1, row.pattern.find('}', at) - at - 1);
        made.push_back(string_parameter("path", argument == "*" ? "file" : argument, true));
    }
    if (row.query)
        row.query(schemas, made);
    const bool unsafe = row.method != Method::get && row.method != Method::head && row.method != Method::options;
    if (unsafe && (row.access == Access::session || row.access == Access::renewal))
        made.push_back(string_parameter("header", "X-CSRF-Token", true));
    if (row.pattern.starts_with("/v1/")) {
        made.push_back(string_parameter("header", "Sync-Protocol", false));
        made.push_back(string_parameter("header", "Sync-Nonce", false));
    }
    return made;
}

object content(std::string_view media_type, object schema)
{
    object inner{{"schema", std::move(schema)}};
    object made;
    made[media_type] = std::move(inner);
    return made;
}

object operation(const Route& row, Schemas& schemas)
{
    object made{{"operationId", operation_id(row)}, {"summary", row.summary}};
    made["tags"] = array{row.pattern.starts_with("/v1/")    ? "tablet"
                         : row.pattern.starts_with("/api/") ? "console"
                                                            : "server"};
    if (auto parameters = parameters_of(row, schemas); !parameters.empty())
        made["parameters"] = std::move(parameters);
    if (row.request)
        made["requestBody"] =
            object{{"required", true}, {"content", content("application/json", row.request(schemas))}};
    else if (row.sink)
        made["requestBody"] =
            object{{"required", true}, {"content", content(row.sink_type, {{"type", "string"}, {"format", "binary"}})}};
    else if (row.method == Method::post) // many clients, ours among them, send an empty object with whatever they post
        made["requestBody"] =
            object{{"required", false}, {"content", content("application/json", {{"type", "object"}})}};

    object success{{"description", row.summary}};
    if (row.reply)
        success["content"] = content("application/json", row.reply(schemas));
    else if (!row.reply_type.empty()) // JSON that the route writes itself may be anything; the rest is text or bytes
        success["content"] =
            content(row.reply_type, row.reply_type == "application/json" ? object{} : object{{"type", "string"}});
    object refusal{{"description", "A refusal"},
                   {"content", content("application/problem+json", schemas.of<sync::Problem>())}};
    object responses;
    responses[std::to_string(row.status)] = std::move(success);
    responses["default"] = std::move(refusal);
    made["responses"] = std::move(responses);

    if (row.access == Access::device)
        made["security"] = array{object{{"token", array{}}}};
    else if (row.access == Access::session || row.access == Access::renewal)
        made["security"] = array{object{{"session", array{}}}};
    else if (row.access == Access::reader || row.access == Access::feed)
        made["security"] = array{object{{"session", array{}}}, object{{"read_token", array{}}},
                                 object{{"read_token_as_password", array{}}}};
    return made;
}

} // namespace

object openapi(const Tables& tables)
{
    Schemas schemas;
    object paths;
    for (const auto& table : tables) {
        for (const auto& row : table) {
            std::string path{row.pattern};
            if (const auto rest = path.find("{*}"); rest != path.npos)
                path.replace(rest, 3, "{file}");
            if (!paths.contains(path))
                paths[path] = object{};
            paths[path].as_object()[lower(name(row.method))] = operation(row, schemas);
        }
    }
    object components;
    object named;
    for (const auto& [schema_name, schema] : schemas.named())
        named[schema_name] = schema;
    components["schemas"] = std::move(named);
    components["securitySchemes"] =
        object{{"token", {{"type", "http"}, {"scheme", "bearer"}}},
               {"read_token", {{"type", "http"}, {"scheme", "bearer"}}},
               {"read_token_as_password", {{"type", "http"}, {"scheme", "basic"}}},
               {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-balieblik"}}}};
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Balieblik"},
              {"version", "1"},
              {"summary", "What tablets and the console exchange with the server"},
              {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
            {"paths", std::move(paths)},
            {"components", std::move(components)}};
}

} // namespace balieblik::http
