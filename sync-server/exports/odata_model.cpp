// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata_model.hpp"

#include <algorithm>

namespace balieblik::exports {
namespace {

constexpr ODataProperty figure_properties[] = {{"No", "Edm.Int32"},
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
                                               {"VisitsAtLeast", "Edm.Int32", true},
                                               {"Verdict", "Edm.String", true},
                                               {"HiddenBecause", "Edm.String", true},
                                               {"Unit", "Edm.String"},
                                               {"Definition", "Edm.String"},
                                               {"Wave", "Edm.String"},
                                               {"ReleaseVersion", "Edm.Int32"},
                                               {"DataAsOf", "Edm.String"}};
constexpr ODataProperty analysis_properties[] = {{"No", "Edm.Int32"},
                                                 {"Analysis", "Edm.String"},
                                                 {"Figure", "Edm.String"},
                                                 {"Place", "Edm.String", true},
                                                 {"PlaceName", "Edm.String", true},
                                                 {"Dimension", "Edm.String", true},
                                                 {"Value", "Edm.Double", true},
                                                 {"Unit", "Edm.String"},
                                                 {"Lower", "Edm.Double", true},
                                                 {"Upper", "Edm.Double", true},
                                                 {"CountAtLeast", "Edm.Int32", true},
                                                 {"Counted", "Edm.String"},
                                                 {"CountComparedAtLeast", "Edm.Int32", true},
                                                 {"ComparedWith", "Edm.String", true},
                                                 {"About", "Edm.String", true},
                                                 {"ChanceAtMost", "Edm.Double", true},
                                                 {"ChanceOverPlacesAtMost", "Edm.Double", true},
                                                 {"Verdict", "Edm.String", true},
                                                 {"StandsOut", "Edm.String", true},
                                                 {"NoneBecause", "Edm.String", true},
                                                 {"Method", "Edm.String"},
                                                 {"Definition", "Edm.String"},
                                                 {"Wave", "Edm.String"},
                                                 {"ReleaseVersion", "Edm.Int32"},
                                                 {"DataAsOf", "Edm.String"}};
constexpr ODataProperty place_properties[] = {
    {"Code", "Edm.String"}, {"Name", "Edm.String"}, {"Level", "Edm.String"}, {"Within", "Edm.String", true}};
constexpr ODataSet sets[] = {{"Figures", "Figure", "No", figure_properties},
                             {"Analyses", "Analysis", "No", analysis_properties},
                             {"Places", "Place", "Code", place_properties}};

boost::json::value text_or_null(std::string_view text)
{
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}
template <class Number>
boost::json::value number_or_null(const std::optional<Number>& number)
{
    return number ? boost::json::value(*number) : boost::json::value(nullptr);
}
template <class Enum>
boost::json::value word_or_null(const std::optional<Enum>& value)
{
    return value ? boost::json::value(json::enum_name(*value)) : boost::json::value(nullptr);
}

std::string entity_type(const ODataSet& set)
{
    std::string xml = "<EntityType Name=\"" + std::string(set.entity) + "\"><Key><PropertyRef Name=\"" +
                      std::string(set.key) + "\"/></Key>";
    for (const auto& property : set.properties)
        xml += "<Property Name=\"" + std::string(property.name) + "\" Type=\"" + std::string(property.type) +
               (property.nullable ? "\"/>" : "\" Nullable=\"false\"/>");
    return xml + "</EntityType>";
}

} // namespace

const ODataProperty* ODataSet::property(std::string_view wanted) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const ODataProperty& one) { return one.name == wanted; });
    return found == properties.end() ? nullptr : &*found;
}

std::span<const ODataSet> odata_sets() { return sets; }

ODataRow figure_row(const Exported& release, const ReleaseCell& cell, std::int64_t no, const FigureMeanings& meanings)
{
    std::string why;
    for (const auto reason : cell.hidden_because)
        why += (why.empty() ? "" : " ") + std::string(json::enum_name(reason));
    return {{"No", no},
            {"Place", cell.place},
            {"PlaceName", release.names.of(cell.place)},
            {"Level", json::enum_name(cell.level)},
            {"Within", text_or_null(cell.within)},
            {"Channel", json::enum_name(cell.channel)},
            {"Dimension", cell.dimension},
            {"Mean", number_or_null(cell.mean)},
            {"Lower", number_or_null(cell.lower)},
            {"Upper", number_or_null(cell.upper)},
            {"Bound", word_or_null(cell.bound)},
            {"VisitsAtLeast", number_or_null(cell.n_at_least)},
            {"Verdict", word_or_null(cell.verdict)},
            {"HiddenBecause", text_or_null(why)},
            {"Unit", json::enum_name(meanings.of(cell.dimension).unit)},
            {"Definition", meanings.of(cell.dimension).definition},
            {"Wave", release.view.wave},
            {"ReleaseVersion", release.view.release.version},
            {"DataAsOf", to_utc_text(release.view.release.data_as_of)}};
}

ODataRow analysis_row(const Exported& release, const usecases::AnalysisFigure& figure, std::int64_t no,
                      const Words& words)
{
    const auto stands_out = !figure.stands_out ? "" : *figure.stands_out ? "true" : "false";
    return {{"No", no},
            {"Analysis", json::enum_name(figure.analysis)},
            {"Figure", figure.figure},
            {"Place", text_or_null(figure.place)},
            {"PlaceName", text_or_null(release.names.of(figure.place))},
            {"Dimension", text_or_null(figure.dimension)},
            {"Value", number_or_null(figure.value)},
            {"Unit", json::enum_name(figure.unit)},
            {"Lower", number_or_null(figure.lower)},
            {"Upper", number_or_null(figure.upper)},
            {"CountAtLeast", number_or_null(figure.n_at_least)},
            {"Counted", json::enum_name(figure.counted)},
            {"CountComparedAtLeast", number_or_null(figure.n_compared_at_least)},
            {"ComparedWith", text_or_null(figure.compared_with)},
            {"About", text_or_null(figure.about)},
            {"ChanceAtMost", number_or_null(figure.p_at_most)},
            {"ChanceOverPlacesAtMost", number_or_null(figure.p_over_places_at_most)},
            {"Verdict", text_or_null(figure.verdict)},
            {"StandsOut", text_or_null(stands_out)},
            {"NoneBecause", word_or_null(figure.none)},
            {"Method", method_of(figure, words)},
            {"Definition", definition_of(figure, words)},
            {"Wave", release.view.wave},
            {"ReleaseVersion", release.view.release.version},
            {"DataAsOf", to_utc_text(release.view.release.data_as_of)}};
}

ODataRow place_row(const ReleasePlace& place)
{
    return {{"Code", place.code},
            {"Name", place.name},
            {"Level", json::enum_name(place.level)},
            {"Within", text_or_null(place.within)}};
}

std::string odata_metadata()
{
    std::string types;
    std::string container;
    for (const auto& set : sets) {
        types += entity_type(set);
        container += "<EntitySet Name=\"" + std::string(set.name) + "\" EntityType=\"Balieblik." +
                     std::string(set.entity) + "\"/>";
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>"
           "<Schema Namespace=\"Balieblik\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">" +
           types + "<EntityContainer Name=\"Release\">" + container +
           "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
}

std::string odata_service_document(const std::string& base, bool with_context)
{
    boost::json::object document;
    if (with_context)
        document["@odata.context"] = base + "$metadata";
    boost::json::array listed;
    for (const auto& set : sets)
        listed.push_back({{"name", set.name}, {"kind", "EntitySet"}, {"url", set.name}});
    document["value"] = std::move(listed);
    return json::print(document);
}

} // namespace balieblik::exports
