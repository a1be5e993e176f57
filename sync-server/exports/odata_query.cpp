// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata_query.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace balieblik::exports {
namespace {

Result<std::int64_t> whole(const std::string& name, std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || number < 0)
        return Error{Errc::malformed, name + ": a whole number is wanted"};
    return number;
}

Result<std::vector<std::string>> read_select(std::string_view text, const ODataSet& set)
{
    std::vector<std::string> made;
    bool all = false;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(',', from), text.size());
        auto one = std::string(text.substr(from, end - from));
        std::erase(one, ' ');
        all = all || one == "*";
        if (one != "*" && !set.property(one))
            return Error{Errc::malformed, "$select: " + one};
        if (one != "*" && std::find(made.begin(), made.end(), one) == made.end())
            made.push_back(one);
        from = end + 1;
    }
    return all ? std::vector<std::string>{} : made;
}

} // namespace

std::string odata_escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 ||
            std::string_view("-_.~$,").find(c) != std::string_view::npos) {
            made += c;
            continue;
        }
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        made += code;
    }
    return made;
}

Result<boost::json::value> odata_key(const ODataProperty& property, std::string_view text)
{
    if (property.kind() == ODataKind::number) {
        BALIEBLIK_TRY(number, whole(std::string(property.name), text));
        return boost::json::value(number);
    }
    const Error refusal{Errc::malformed, std::string(property.name) + ": a text in quotes is wanted"};
    if (text.size() < 2 || !text.starts_with('\'') || !text.ends_with('\''))
        return refusal;
    text = text.substr(1, text.size() - 2);
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'' && (++i == text.size() || text[i] != '\''))
            return refusal; // a quote within the text is written twice
        made += text[i];
    }
    return boost::json::value(made);
}

Result<ODataQuery> ODataQuery::read(const ODataRequest& request)
{
    static const std::set<std::string_view> ours{"$select", "$filter", "$orderby",   "$top",
                                                 "$skip",   "$count",  "$skiptoken", "$format"};
    static const std::set<std::string_view> standard{"$expand",     "$search", "$apply", "$compute",      "$levels",
                                                     "$deltatoken", "$id",     "$index", "$schemaversion"};
    if (!request.max_version.empty() && request.max_version != "4.0" && request.max_version != "4.01")
        return Error{Errc::malformed, "OData-MaxVersion: this service speaks 4.0"};
    ODataQuery made;
    for (const auto& [name, value] : request.options) {
        if (name != "$skip" && name != "$top" && name != "$skiptoken")
            made.carried_ += "&" + odata_escaped(name) + "=" + odata_escaped(value);
        if (!name.starts_with('$'))
            continue; // what else stands in an address is no business of this service
        if (standard.contains(name))
            return Error{Errc::query_invalid, name};
        if (!ours.contains(name))
            return Error{Errc::malformed, name};
        if (!made.options_.emplace(name, value).second)
            return Error{Errc::malformed, name + ": once only"};
    }
    return made;
}

std::optional<std::string> ODataQuery::option(std::string_view name) const
{
    const auto found = options_.find(name);
    return found == options_.end() ? std::nullopt : std::optional(found->second);
}

Result<ODataDetail> ODataQuery::detail(std::string_view accept) const
{
    const auto format = option("$format").value_or("");
    const std::string_view asked = format.empty() ? accept : std::string_view(format);
    if (format.empty() && asked.find("application/json") == std::string_view::npos) {
        if (asked.empty() || asked.find("*/*") != std::string_view::npos ||
            asked.find("application/*") != std::string_view::npos)
            return ODataDetail::minimal;
        return Error{Errc::query_invalid, "Accept"};
    }
    if (!format.empty() && format != "json" && !format.starts_with("application/json"))
        return Error{Errc::query_invalid, "$format"};
    if (asked.find("metadata=full") != std::string_view::npos)
        return ODataDetail::full;
    return asked.find("metadata=none") != std::string_view::npos ? ODataDetail::none : ODataDetail::minimal;
}

Result<std::vector<std::string>> ODataQuery::select_of(const ODataSet& set) const
{
    const auto select = option("$select");
    return select ? read_select(*select, set) : std::vector<std::string>{};
}

Result<ODataOptions> ODataQuery::options_of(const ODataSet& set) const
{
    ODataOptions made;
    BALIEBLIK_TRY(select, select_of(set));
    made.select = std::move(select);
    if (const auto text = option("$filter")) {
        BALIEBLIK_TRY(filter, parse_filter(*text, set.properties));
        made.filter = filter;
    }
    if (const auto text = option("$orderby")) {
        BALIEBLIK_TRY(order, parse_order(*text, set.properties));
        made.order = order;
    }
    for (const auto& [name, to] :
         {std::pair{"$top", &made.top}, std::pair{"$skip", &made.skip}, std::pair{"$skiptoken", &made.token}})
        if (const auto text = option(name)) {
            BALIEBLIK_TRY(number, whole(name, *text));
            *to = number;
        }
    if (const auto count = option("$count")) {
        if (*count != "true" && *count != "false")
            return Error{Errc::malformed, "$count: true or false is wanted"};
        made.count = *count == "true";
    }
    made.carried = carried_;
    return made;
}

std::optional<std::int64_t> preferred_page(std::string_view prefer)
{
    constexpr std::string_view name = "maxpagesize=";
    const auto at = prefer.find(name);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::int64_t size = 0;
    const auto* from = prefer.data() + at + name.size();
    const auto [end, problem] = std::from_chars(from, prefer.data() + prefer.size(), size);
    return problem == std::errc{} && size > 0 ? std::optional(size) : std::nullopt;
}

} // namespace balieblik::exports
