// SPDX-License-Identifier: EUPL-1.2
// GeoJSON (RFC 7946) as the instance that a list of places is.
#include "base/json.hpp"
#include "forms/xform/form.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace balieblik::forms {

namespace {

void add_child(DataNode& item, std::string_view name, std::string text)
{
    auto& child = item.children.emplace_back();
    child.name = name;
    child.text = std::move(text);
}

// A number as people write it: 52.1, not 5.21E1.
std::string plain(const boost::json::value& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    if (!value.is_double())
        return json::print(value);
    std::array<char, 400> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value.get_double(), std::chars_format::fixed);
    return {digits.data(), end.ptr};
}

// GeoJSON says longitude first, ODK latitude.
std::optional<std::string> place(const boost::json::value& position)
{
    const auto* pair = position.if_array();
    if (!pair || pair->size() < 2 || !pair->at(0).is_number() || !pair->at(1).is_number())
        return std::nullopt;
    return plain(pair->at(1)) + " " + plain(pair->at(0)) + " 0 0";
}

std::optional<std::string> places(const boost::json::value& positions)
{
    if (!positions.is_array())
        return std::nullopt;
    std::string line;
    for (const auto& position : positions.get_array()) {
        const auto one = place(position);
        if (!one)
            return std::nullopt;
        line += (line.empty() ? "" : "; ") + *one;
    }
    return line;
}

std::optional<std::string> geometry_text(const boost::json::object& geometry)
{
    const auto* type = geometry.if_contains("type");
    const auto* coordinates = geometry.if_contains("coordinates");
    if (!type || !type->is_string() || !coordinates)
        return std::nullopt;
    if (type->get_string() == "Point")
        return place(*coordinates);
    if (type->get_string() == "LineString")
        return places(*coordinates);
    const auto* rings = coordinates->if_array();
    if (type->get_string() == "Polygon" && rings && !rings->empty())
        return places(rings->front());
    return std::nullopt;
}

Result<DataNode> read_feature(const boost::json::value& value, std::size_t number)
{
    const auto refused = [&](std::string_view why) {
        return Error{Errc::malformed, "GeoJSON, feature " + std::to_string(number) + ": " + std::string(why)};
    };
    const auto* feature = value.if_object();
    const auto* type = feature ? feature->if_contains("type") : nullptr;
    if (!type || *type != "Feature")
        return refused("a Feature is wanted");
    DataNode item;
    item.name = "item";
    if (const auto* geometry = feature->if_contains("geometry"); geometry && geometry->is_object()) {
        auto text = geometry_text(geometry->get_object());
        if (!text)
            return refused("only Point, LineString and Polygon are read");
        add_child(item, "geometry", std::move(*text));
    }
    if (const auto* id = feature->if_contains("id"))
        add_child(item, "id", plain(*id));
    const auto* properties = feature->if_contains("properties");
    for (const auto& property :
         properties && properties->is_object() ? properties->get_object() : boost::json::object())
        if (property.key() != "geometry" && !(property.key() == "id" && item.child("id")))
            add_child(item, std::string(property.key()), plain(property.value()));
    return item;
}

} // namespace

Result<DataNode> read_geojson(std::string_view geojson, FormLimits limits)
{
    BALIEBLIK_TRY(value, json::parse(geojson, {limits.bytes, limits.depth}));
    const auto* collection = value.if_object();
    const auto* type = collection ? collection->if_contains("type") : nullptr;
    const auto* features = collection ? collection->if_contains("features") : nullptr;
    if (!type || *type != "FeatureCollection" || !features || !features->is_array())
        return Error{Errc::malformed, "GeoJSON: a FeatureCollection is wanted"};
    DataNode root;
    root.name = "root";
    std::size_t nodes = 1;
    for (const auto& feature : features->get_array()) {
        BALIEBLIK_TRY(item, read_feature(feature, root.children.size() + 1));
        if ((nodes += 1 + item.children.size()) > limits.nodes)
            return Error{Errc::too_large, "more than " + std::to_string(limits.nodes) + " values"};
        root.children.push_back(std::move(item));
    }
    return root;
}

} // namespace balieblik::forms
