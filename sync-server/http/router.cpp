// SPDX-License-Identifier: EUPL-1.2
#include "http/router.hpp"

namespace balieblik::http {
namespace {

// Takes the part up to the next slash off the front; `path` begins with one.
std::string_view next_part(std::string_view& path)
{
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto part = path.substr(0, end);
    path.remove_prefix(end);
    return part;
}

// The arguments if the path fits the pattern.
std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path)
{
    std::vector<std::string> arguments;
    while (!pattern.empty() && !path.empty()) {
        auto rest = path;
        const auto wanted = next_part(pattern);
        const auto part = next_part(path);
        if (wanted == "{*}") {
            arguments.emplace_back(rest.substr(1));
            return arguments;
        }
        if (wanted.starts_with('{')) {
            if (part.empty())
                return std::nullopt;
            arguments.emplace_back(part);
        } else if (wanted != part) {
            return std::nullopt;
        }
    }
    return pattern.empty() && path.empty() ? std::optional{std::move(arguments)} : std::nullopt;
}

} // namespace

Match find_route(const Tables& tables, Method method, std::string_view path)
{
    Match found;
    if (!path.starts_with('/'))
        return found;
    const Route* get = nullptr;
    std::vector<std::string> get_arguments;
    for (const auto& table : tables) {
        for (const auto& row : table) {
            auto arguments = fit(row.pattern, path);
            if (!arguments)
                continue;
            if (row.method == method) {
                found.route = &row;
                found.arguments = std::move(*arguments);
                return found;
            }
            found.allowed.append(found.allowed.empty() ? "" : ", ").append(name(row.method));
            if (row.method == Method::get && !get) {
                get = &row;
                get_arguments = std::move(*arguments);
            }
        }
    }
    if (method == Method::head && get) {
        found.route = get;
        found.arguments = std::move(get_arguments);
    }
    return found;
}

} // namespace balieblik::http
