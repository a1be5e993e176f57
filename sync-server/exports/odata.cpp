// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata.hpp"

#include "exports/odata_filter.hpp"

#include <algorithm>
#include <charconv>

namespace balieblik::exports {
namespace {

constexpr std::int64_t page_size = 1000;
constexpr const char* json_type = "application/json;odata.metadata=minimal";

struct Property {
    std::string_view name;
    std::string_view type;
    bool nullable = false;
};
constexpr Property figure_properties[] = {{"No", "Edm.Int64"},
                                          {"Place", "Edm.String"},
                                          {"PlaceName", "Edm.String"},
                                          {"Level", "Edm.String"},
                                          {"Within", "Edm.String", true},
                                          {"Channel", "Edm.String"},
                                          {"Dimension", "Edm.String"},
                                          {"Mean", "Edm.Double", true},
                                          {"Lower", "Edm.Double", true},
                                          {"Upper", "Edm.Double", true},
                                          {"Bound", "Edm.String", true},
                                          {"VisitsAtLeast", "Edm.Int64", true},
                                          {"Verdict", "Edm.String", true},
                                          {"HiddenBecause", "Edm.String", true},
                                          {"Wave", "Edm.String"},
                                          {"ReleaseVersion", "Edm.Int64"}};
constexpr Property place_properties[] = {
    {"Code", "Edm.String"}, {"Name", "Edm.String"}, {"Level", "Edm.String"}, {"Within", "Edm.String", true}};

boost::json::value text_or_null(std::string_view text)
{
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}
boost::json::value number_or_null(const std::optional<double>& number)
{
    return number ? boost::json::value(*number) : boost::json::value(nullptr);
}
template <class Enum>
boost::json::value word_or_null(const std::optional<Enum>& value)
{
    return value ? boost::json::value(json::enum_name(*value)) : boost::json::value(nullptr);
}

boost::json::object figure_row(const Exported& release, const ReleaseCell& cell, std::int64_t no)
{
    std::string why;
    for (const auto reason : cell.hidden_because)
        why += (why.empty() ? "" : " ") + std::string(json::enum_name(reason));
    const auto name = release.names.find(cell.place);
    return {{"No", no},
            {"Place", cell.place},
            {"PlaceName", name == release.names.end() ? cell.place : name->second},
            {"Level", json::enum_name(cell.level)},
            {"Within", text_or_null(cell.within)},
            {"Channel", json::enum_name(cell.channel)},
            {"Dimension", cell.dimension},
            {"Mean", number_or_null(cell.mean)},
            {"Lower", number_or_null(cell.lower)},
            {"Upper", number_or_null(cell.upper)},
            {"Bound", word_or_null(cell.bound)},
            {"VisitsAtLeast", cell.n_at_least ? boost::json::value(*cell.n_at_least) : boost::json::value(nullptr)},
            {"Verdict", word_or_null(cell.verdict)},
            {"HiddenBecause", text_or_null(why)},
            {"Wave", release.view.wave},
            {"ReleaseVersion", release.view.release.version}};
}

std::string entity_type(std::string_view name, std::string_view key, std::span<const Property> properties)
{
    std::string xml =
        "<EntityType Name=\"" + std::string(name) + "\"><Key><PropertyRef Name=\"" + std::string(key) + "\"/></Key>";
    for (const auto& property : properties)
        xml += "<Property Name=\"" + std::string(property.name) + "\" Type=\"" + std::string(property.type) +
               (property.nullable ? "\"/>" : "\" Nullable=\"false\"/>");
    return xml + "</EntityType>";
}

std::string metadata()
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>"
           "<Schema Namespace=\"Balieblik\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">" +
           entity_type("Figure", "No", figure_properties) + entity_type("Place", "Code", place_properties) +
           "<EntityContainer Name=\"Release\"><EntitySet Name=\"Figures\" EntityType=\"Balieblik.Figure\"/>"
           "<EntitySet Name=\"Places\" EntityType=\"Balieblik.Place\"/></EntityContainer>"
           "</Schema></edmx:DataServices></edmx:Edmx>";
}

std::string service_document(const std::string& base)
{
    boost::json::array sets;
    for (const auto* name : {"Figures", "Places"})
        sets.push_back({{"name", name}, {"kind", "EntitySet"}, {"url", name}});
    return json::print(boost::json::object{{"@odata.context", base + "$metadata"}, {"value", std::move(sets)}});
}

// Everything that a query may hold, read once.
struct Options {
    std::vector<std::string> select;
    std::optional<RowFilter> filter;
    std::optional<std::int64_t> top;
    std::int64_t skip = 0;
    bool count = false;
    std::string carried; // options that the next page keeps
};

Result<std::int64_t> whole(const std::string& name, const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || number < 0)
        return Error{Errc::malformed, name + ": a whole number is wanted"};
    return number;
}

std::string escaped(const std::string& text)
{
    std::string made;
    for (const char c : text) {
        char code[4];
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-_.~$,").find(c) != std::string::npos)
            made += c;
        else {
            std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            made += code;
        }
    }
    return made;
}

Result<Options> read_options(const ODataRequest& request, const boost::json::object& example)
{
    Options made;
    for (const auto& [given, value] : request.options) {
        const auto name = given.starts_with('$') ? given : "$" + given; // 4.01 lets the sign be left out
        if (name == "$skip") {
            BALIEBLIK_TRY(number, whole(name, value));
            made.skip = number;
        } else if (name == "$top") {
            BALIEBLIK_TRY(number, whole(name, value));
            made.top = number;
        } else if (name == "$count") {
            made.count = value == "true";
            if (!made.count && value != "false")
                return Error{Errc::malformed, "$count: true or false is wanted"};
        } else if (name == "$filter") {
            BALIEBLIK_TRY(filter, parse_filter(value, example));
            made.filter = filter;
        } else if (name == "$select") {
            for (std::size_t from = 0; from <= value.size();) {
                const auto end = std::min(value.find(',', from), value.size());
                auto one = value.substr(from, end - from);
                one.erase(std::remove(one.begin(), one.end(), ' '), one.end());
                if (one != "*" && !example.contains(one))
                    return Error{Errc::malformed, "$select: " + one};
                if (one != "*")
                    made.select.push_back(one);
                from = end + 1;
            }
        } else if (name == "$format") {
            if (value != "json" && !value.starts_with("application/json"))
                return Error{Errc::malformed, "$format"};
        } else {
            return Error{Errc::malformed, name + " is not supported"};
        }
        if (name != "$skip" && name != "$top")
            made.carried += "&" + name + "=" + escaped(value);
    }
    return made;
}

boost::json::object selected(const boost::json::object& row, const Options& options)
{
    if (options.select.empty())
        return row;
    boost::json::object made;
    for (const auto& name : options.select)
        made[name] = row.at(name);
    return made;
}

using EachRow = std::function<void(const boost::json::object&)>;
using AllRows = std::function<Result<void>(const EachRow&)>;

Result<ODataReply> collection(const ODataRequest& request, const std::string& set, const AllRows& rows,
                              const Options& options)
{
    const auto wanted = std::min(options.top.value_or(page_size), page_size);
    boost::json::array values;
    std::int64_t passed = 0;
    BALIEBLIK_CHECK(rows([&](const boost::json::object& row) {
        if (options.filter && !(*options.filter)(row))
            return;
        if (passed >= options.skip && std::ssize(values) < wanted)
            values.push_back(selected(row, options));
        ++passed;
    }));
    std::string context = request.base + "$metadata#" + set;
    if (!options.select.empty()) {
        context += '(';
        for (const auto& name : options.select)
            context += (context.back() == '(' ? "" : ",") + name;
        context += ')';
    }
    boost::json::object reply{{"@odata.context", context}};
    if (options.count)
        reply["@odata.count"] = passed;
    const auto next = options.skip + std::ssize(values);
    const bool asked_for_more = !options.top || *options.top > std::ssize(values);
    reply["value"] = std::move(values);
    if (next < passed && asked_for_more) {
        auto link = request.base + set + "?$skip=" + std::to_string(next) + options.carried;
        if (options.top)
            link += "&$top=" + std::to_string(*options.top - page_size);
        reply["@odata.nextLink"] = link;
    }
    return ODataReply{json_type, json::print(reply)};
}

} // namespace

Result<ODataReply> odata(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request)
{
    if (request.path.empty())
        return ODataReply{json_type, service_document(request.base)};
    if (request.path == "$metadata")
        return ODataReply{"application/xml", metadata()};

    const auto figures = [&](const EachRow& each) -> Result<void> {
        std::int64_t no = 0;
        return for_each_cell(release, [&](const ReleaseCell& cell) { each(figure_row(release, cell, no++)); });
    };
    const auto place_rows = [&](const EachRow& each) -> Result<void> {
        for (const auto& place : places)
            each({{"Code", place.code},
                  {"Name", place.name},
                  {"Level", json::enum_name(place.level)},
                  {"Within", text_or_null(place.within)}});
        return {};
    };
    auto path = request.path;
    const bool only_count = path.ends_with("/$count");
    if (only_count)
        path.erase(path.size() - 7);
    const bool is_figures = path == "Figures";
    if (!is_figures && path != "Places")
        return Error{Errc::not_found, request.path};
    const boost::json::object example =
        is_figures ? figure_row(release, ReleaseCell{}, 0)
                   : boost::json::object{{"Code", ""}, {"Name", ""}, {"Level", ""}, {"Within", nullptr}};
    BALIEBLIK_TRY(options, read_options(request, example));
    const AllRows rows = is_figures ? AllRows(figures) : AllRows(place_rows);
    if (!only_count)
        return collection(request, path, rows, options);
    std::int64_t count = 0;
    BALIEBLIK_CHECK(
        rows([&](const boost::json::object& row) { count += !options.filter || (*options.filter)(row) ? 1 : 0; }));
    return ODataReply{"text/plain", std::to_string(count)};
}

} // namespace balieblik::exports
