// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/drawing.hpp"

#include "forms/xform/xml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace balieblik::forms {
namespace {

constexpr std::string_view svg_names = "http://www.w3.org/2000/svg";
constexpr FormLimits limits{.bytes = 512 * 1024, .depth = 32, .nodes = 40'000};
constexpr double most_oblong = 50;

// `use` is not among them: copies of copies grow without end. Neither is `image`, which reads files.
constexpr std::array<std::string_view, 22> drawn{
    "svg",      "g",    "path",           "rect",           "circle", "ellipse", "line", "polyline",
    "polygon",  "text", "tspan",          "textPath",       "title",  "desc",    "defs", "style",
    "metadata", "stop", "linearGradient", "radialGradient", "switch", "clipPath"};
// What editors note for themselves. The library that draws goes by the name alone, whatever namespace it is of.
constexpr std::array<std::string_view, 28> noted{
    "namedview",   "grid",        "guide",  "page",     "perspective", "path-effect", "RDF",
    "Work",        "format",      "type",   "title",    "date",        "creator",     "rights",
    "publisher",   "identifier",  "source", "relation", "language",    "subject",     "coverage",
    "description", "contributor", "Agent",  "License",  "Bag",         "li",          "license"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return made;
}

std::string_view without_blanks_before(std::string_view text)
{
    const auto at = text.find_first_not_of(" \t\r\n\"'");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

Error refused(const std::string& what) { return {Errc::malformed, "an SVG picture with " + what}; }

// A colour may be that of a gradient in the drawing itself; anything else that is named by an address is elsewhere.
Result<void> check_words(std::string_view words)
{
    const auto plain = lower(words);
    for (auto at = plain.find("url("); at != std::string::npos; at = plain.find("url(", at + 1))
        if (!without_blanks_before(std::string_view(plain).substr(at + 4)).starts_with('#'))
            return refused("something from elsewhere");
    return {};
}

// In styles, where words may also be disguised.
Result<void> check_style(std::string_view style)
{
    if (style.find('\\') != std::string_view::npos)
        return refused("'\\' in its styles");
    if (style.find('@') != std::string_view::npos)
        return refused("'@' in its styles");
    return check_words(style);
}

Result<void> check_attribute(const XmlAttribute& attribute)
{
    const auto name = lower(attribute.name);
    if (name.starts_with("on"))
        return refused("a program (" + attribute.name + ")");
    if (name == "href" && !without_blanks_before(attribute.value).starts_with('#'))
        return refused("something from elsewhere");
    if (name == "src" || name == "base")
        return refused("something from elsewhere");
    return name == "style" ? check_style(attribute.value) : check_words(attribute.value);
}

Result<void> check_element(const XmlNode& element, Drawing& drawing)
{
    if (element.kind == XmlKind::instruction)
        return refused("<?" + element.name + "?>");
    if (element.kind != XmlKind::element)
        return {};
    if (element.uri == svg_names ? !among(drawn, element.name) : !among(noted, element.name))
        return refused("<" + element.name + ">");
    for (const auto& attribute : element.attributes)
        BALIEBLIK_CHECK(check_attribute(attribute));
    if (element.name == "style")
        BALIEBLIK_CHECK(check_style(element.content()));
    if (const auto id = element.attribute("id"); !id.empty() && element.uri == svg_names)
        drawing.parts.emplace(id);
    for (const auto& child : element.children)
        BALIEBLIK_CHECK(check_element(child, drawing));
    return {};
}

// "0 0 210 297": two corners' worth of numbers, apart by blanks or commas.
std::optional<std::pair<double, double>> box_of(std::string_view text)
{
    std::array<double, 4> numbers{};
    for (auto& number : numbers) {
        const auto begin = std::min(text.find_first_not_of(" ,\t\r\n"), text.size());
        text.remove_prefix(begin);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc())
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return std::pair{numbers[2], numbers[3]};
}

// In whatever unit: only the shape counts. A part of an unknown page ("100%") is no size.
std::optional<double> length_of(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)) == "%")
        return std::nullopt;
    return number;
}

Result<void> take_shape(const XmlNode& root, Drawing& drawing)
{
    auto shape = box_of(root.attribute("viewBox"));
    const auto width = length_of(root.attribute("width"));
    const auto height = length_of(root.attribute("height"));
    if (!shape && width && height)
        shape = {*width, *height};
    const auto fits = [](double edge) { return std::isfinite(edge) && edge > 1e-3 && edge < 1e6; };
    if (!shape || !fits(shape->first) || !fits(shape->second))
        return Error{Errc::malformed, "an SVG picture without a size"};
    const auto longer = std::max(shape->first, shape->second);
    if (longer > most_oblong * std::min(shape->first, shape->second))
        return Error{Errc::malformed, "an SVG picture without a size"};
    const auto scaled = [&](double edge) {
        return std::max(1, static_cast<int>(std::lround(edge * drawing_edge / longer)));
    };
    drawing.width = scaled(shape->first);
    drawing.height = scaled(shape->second);
    return {};
}

// Whoever draws it must read the same as was checked here: text in UTF-8, without a document type.
bool is_plain(std::string_view svg)
{
    if (svg.find('\0') != std::string_view::npos || svg.find("<!DOCTYPE") != std::string_view::npos ||
        svg.find("<!ENTITY") != std::string_view::npos)
        return false;
    if (!svg.starts_with("<?xml"))
        return true;
    const auto head = lower(svg.substr(0, std::min(svg.find("?>"), svg.size())));
    return head.find("encoding") == std::string::npos || head.find("utf-8") != std::string::npos;
}

} // namespace

bool looks_like_drawing(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    const auto at = bytes.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && bytes[at] == '<';
}

Result<Drawing> read_drawing(std::string_view svg)
{
    if (svg.starts_with("\xEF\xBB\xBF"))
        svg.remove_prefix(3);
    if (!is_plain(svg))
        return refused("a document type or in another encoding than UTF-8");
    if (svg.find("<?xml-") != std::string_view::npos)
        return refused("styles from elsewhere");
    const auto root = read_xml(svg, limits);
    if (!root)
        return root.error().code == Errc::too_large
                   ? Error{Errc::too_large, "an SVG picture with more than a tablet draws"}
                   : Error{Errc::malformed, "neither a PNG, a JPEG nor an SVG picture"};
    if (root->uri != svg_names || root->name != "svg")
        return Error{Errc::malformed, "neither a PNG, a JPEG nor an SVG picture"};
    Drawing drawing;
    BALIEBLIK_CHECK(check_element(*root, drawing));
    BALIEBLIK_CHECK(take_shape(*root, drawing));
    return drawing;
}

} // namespace balieblik::forms
